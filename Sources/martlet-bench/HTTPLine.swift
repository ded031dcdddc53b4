import Glibc
import JSON

/// A connection by plain HTTP/1.1 to a port of the loopback, for a loop that waits for many of them.
///
/// A class, since it owns a file descriptor.
final class HTTPLine {
    /// What came back.
    struct Answer {
        /// The status.
        let status: Int
        /// The body.
        let body: [UInt8]
    }

    /// What to wait for.
    let socket: Int32
    private var input: [UInt8] = []

    /// Connects.
    init(port: UInt16) throws(BenchError) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw .system("socket", errno) }
        var one: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
        var address = Self.loopback(port)
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw .system("connect", errno) }
    }

    deinit { close(socket) }

    /// The address of a port of the loopback.
    static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    /// Sends a request; it is short enough to wait for.
    func send(_ method: String, _ path: String, _ body: String = "", type: String = "application/json")
        throws(BenchError)
    {
        try write(
            Array(
                ("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench/1\r\nContent-Type: \(type)\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)").utf8))
    }

    private func write(_ bytes: [UInt8]) throws(BenchError) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw .system("send", errno) }
            done += count
        }
    }

    /// What has come, once something has; the end of the connection throws.
    func read() throws(BenchError) -> [UInt8] {
        let part = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = max(0, recv(socket, buffer.baseAddress, buffer.count, 0))
        }
        guard !part.isEmpty else { throw .command("a connection was closed") }
        return part
    }

    /// Reads once; the answer, where it is whole then.
    func receive() throws(BenchError) -> Answer? {
        input += try read()
        guard let end = HTTPHead.end(of: input) else { return nil }
        let head = HTTPHead(input[..<end])
        guard input.count >= end + head.contentLength else { return nil }
        let answer = Answer(status: head.status, body: Array(input[end..<(end + head.contentLength)]))
        input.removeFirst(end + head.contentLength)
        return answer
    }

    /// Sends a request and waits for its answer.
    func ask(_ method: String, _ path: String, _ body: String = "", type: String = "application/json")
        throws(BenchError) -> Answer
    {
        try send(method, path, body, type: type)
        return try answer()
    }

    /// Waits for the answer to what was sent.
    func answer() throws(BenchError) -> Answer {
        while true {
            if let answer = try receive() { return answer }
        }
    }

    /// The revision of a list, at which a watch of it can begin.
    func revision(of path: String) throws -> String {
        let list = try JSONValue(parsing: ask("GET", "\(path)?limit=1").body)
        guard let revision = list[path: "metadata", "resourceVersion"]?.string else {
            throw BenchError.command("a list has no version")
        }
        return revision
    }
}

/// The head of an answer.
struct HTTPHead {
    /// The status.
    let status: Int
    /// The length of the body.
    let contentLength: Int

    /// The head in these bytes, which end with an empty line.
    init(_ bytes: ArraySlice<UInt8>) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        status = words.count > 1 ? Int(words[1]) ?? 0 : 0
        let name = "content-length:"
        let line = lines.first { $0.lowercased().hasPrefix(name) }
        contentLength = line.flatMap { Int($0.dropFirst(name.count).filter { $0 != " " }) } ?? 0
    }

    /// The place behind the empty line that ends a head; `nil` where it has not come.
    static func end(of bytes: [UInt8]) -> Int? { bytes.place(of: "\r\n\r\n").map { $0 + 4 } }
}

extension [UInt8] {
    /// Where a text begins first, at a place or behind it; `nil` where it does not.
    func place(of text: String, from start: Int = 0) -> Int? {
        let wanted = Array(text.utf8)
        return withUnsafeBytes { bytes in
            var place = start
            while place + wanted.count <= bytes.count {
                if bytes[place] == wanted[0], bytes[place..<(place + wanted.count)].elementsEqual(wanted) {
                    return place
                }
                place += 1
            }
            return nil
        }
    }
}
