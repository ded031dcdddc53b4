import Glibc
import JSON
import TestSupport

/// A connection to a server, which sends what no proper client would, and reads answers one by one.
final class HTTPPeer {
    private let socket: Int32
    private var unread: ArraySlice<UInt8> = []
    /// What has come of a stream, out of its chunks, and was not handed out.
    private var streamed: ArraySlice<UInt8> = []
    /// Whether the server has closed the connection.
    private(set) var hasEnded = false

    /// Connects to a port of the loopback.
    init(port: UInt16) throws(SystemError) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw SystemError("socket") }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = port.bigEndian
        inet_pton(AF_INET, "127.0.0.1", &place.sin_addr)
        let isConnected = withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw SystemError("connect") }
    }

    deinit { close(socket) }

    /// Sends bytes; false where the server does not take them any more.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Sends text.
    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Says that nothing more is sent.
    func finish() { shutdown(socket, Int32(SHUT_WR)) }

    /// An answer to a request.
    struct Answer {
        let status: Int
        let body: [UInt8]

        /// The body as a value; `nil` where it is none.
        var value: JSONValue? {
            do throws(JSONError) { return try JSONValue(parsing: body) } catch { return nil }
        }
    }

    /// Sends a request and reads its answer; `nil` where the connection ended before.
    func ask(_ method: String, _ path: String, _ body: JSONValue? = nil, type: String = "application/json") -> Answer? {
        let bytes = body.map { Array($0.text.utf8) } ?? []
        let head =
            "\(method) \(path) HTTP/1.1\r\nHost: a\r\nContent-Type: \(type)\r\nContent-Length: \(bytes.count)\r\n\r\n"
        guard send(Array(head.utf8) + bytes) else { return nil }
        return answer()
    }

    /// The next answer, whose length is said; `nil` where it does not come whole.
    func answer(seconds: Double = 30) -> Answer? {
        let deadline = Deadline(seconds: seconds)
        guard let head = head(by: deadline), let count = head.length, let body = take(count, by: deadline) else {
            return nil
        }
        return Answer(status: head.status, body: body)
    }

    /// The status of the next answer, whose body is a stream; `nil` where none comes.
    func streamStatus(seconds: Double = 30) -> Int? { head(by: Deadline(seconds: seconds))?.status }

    /// The next line of a stream; `nil` where none has come in time, or at its end.
    func streamLine(seconds: Double) -> [UInt8]? {
        let deadline = Deadline(seconds: seconds)
        // Several events may be in one chunk, and one may begin in a chunk and end in another.
        while true {
            if let count = Self.lineCount(streamed) {
                defer { streamed = streamed.dropFirst(count + 1) }
                return Array(streamed.prefix(count))
            }
            guard let chunk = chunk(by: deadline) else { return nil }
            streamed = ArraySlice(streamed + chunk)
        }
    }

    /// The next chunk of a stream; of one that is not there in time nothing is taken.
    private func chunk(by deadline: Deadline) -> ArraySlice<UInt8>? {
        while true {
            if let head = Self.lineCount(unread),
                let count = Int(String(decoding: unread.prefix(head).dropLast(), as: UTF8.self), radix: 16)
            {
                let rest = unread.dropFirst(head + 1)
                if rest.count >= count + 2 {
                    unread = rest.dropFirst(count + 2)
                    return rest.prefix(count)
                }
            }
            guard fill(by: deadline) else { return nil }
        }
    }

    /// How many bytes stand before the first line feed; `nil` where there is none.
    private static func lineCount(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, let found = memchr(start, 0x0A, bytes.count) else { return nil }
            return UnsafeRawPointer(found) - start
        }
    }

    private func head(by deadline: Deadline) -> (status: Int, length: Int?)? {
        guard let first = line(by: deadline) else { return nil }
        let words = String(decoding: first, as: UTF8.self).split(separator: " ")
        guard words.count > 1, let status = Int(words[1]) else { return nil }
        var length: Int?
        while let line = line(by: deadline), line.count > 1 {
            let text = String(decoding: line, as: UTF8.self).lowercased()
            if text.hasPrefix("content-length:") { length = Int(text.dropFirst(15).filter(\.isNumber)) }
        }
        return status == 100 ? head(by: deadline) : (status, length)
    }

    private func line(by deadline: Deadline) -> ArraySlice<UInt8>? {
        var searched = 0
        while true {
            if let count = Self.lineCount(unread.dropFirst(searched)) {
                defer { unread = unread.dropFirst(searched + count + 1) }
                return unread.prefix(searched + count)
            }
            searched = unread.count
            guard fill(by: deadline) else { return nil }
        }
    }

    private func take(_ count: Int, by deadline: Deadline) -> [UInt8]? {
        while unread.count < count { guard fill(by: deadline) else { return nil } }
        defer { unread = unread.dropFirst(count) }
        return Array(unread.prefix(count))
    }

    /// Waits until the server closes; false where it has not in time.
    func end(seconds: Double = 30) -> Bool {
        let deadline = Deadline(seconds: seconds)
        while fill(by: deadline) {}
        return hasEnded
    }

    private func fill(by deadline: Deadline) -> Bool {
        var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard !hasEnded, poll(&entry, 1, deadline.milliseconds) > 0 else { return false }
        let part = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = max(0, recv(socket, buffer.baseAddress, buffer.count, 0))
        }
        if part.isEmpty { hasEnded = true }
        unread = ArraySlice(unread + part)
        return !part.isEmpty
    }
}
