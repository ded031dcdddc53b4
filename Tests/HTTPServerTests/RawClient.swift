import CTestSystem
import Glibc
import TestSupport

/// A connection to a server of these tests, byte by byte.
final class RawClient {
    private let socket: Int32
    /// What has come and was not handed out.
    private var rest: [UInt8] = []
    /// Whether the server has closed the connection.
    private(set) var hasEnded = false

    /// Connects to a port of the loopback; `receiveBytes` makes the kernel's buffer small.
    init(port: UInt16, receiveBytes: Int32? = nil) throws(SystemError) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw SystemError("socket") }
        if var receiveBytes {
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &receiveBytes, socklen_t(MemoryLayout<Int32>.size))
        }
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

    deinit {
        close(socket)
    }

    /// Sends bytes; false where the server does not take them any more.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
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

    /// What comes until the text ends in some words, the server closes, or the time is over.
    func text(until end: String, seconds: Double = 30) -> String {
        let deadline = Deadline(seconds: seconds)
        while true {
            if let place = place(of: Array(end.utf8)) {
                defer { rest.removeFirst(place) }
                return String(decoding: rest[..<place], as: UTF8.self)
            }
            guard !hasEnded, fill(by: deadline) else { return String(decoding: rest, as: UTF8.self) }
        }
    }

    /// All that comes until the server closes or the time is over; `hasEnded` says which.
    func all(seconds: Double = 30) -> String {
        let deadline = Deadline(seconds: seconds)
        while !hasEnded, fill(by: deadline) {}
        defer { rest = [] }
        return String(decoding: rest, as: UTF8.self)
    }

    private func place(of end: [UInt8]) -> Int? {
        guard rest.count >= end.count else { return nil }
        return (0...(rest.count - end.count)).first { rest[$0..<($0 + end.count)].elementsEqual(end) }
            .map { $0 + end.count }
    }

    private func fill(by deadline: Deadline) -> Bool {
        var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, deadline.milliseconds) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        if count > 0 { rest += buffer[..<count] } else { hasEnded = true }
        return count > 0
    }
}
