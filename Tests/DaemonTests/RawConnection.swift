import CTestSystem
import Glibc
import TestSupport

@testable import Daemon

/// A connection on which a test says whatever it likes. A class, because it owns the socket.
final class RawConnection {
    let descriptor: Int32

    /// Connects to where a responder listens.
    init(_ address: ResponderAddress) throws {
        let name =
            switch address {
            case .network(let text, let port): SocketName(address: text, port: port)
            case .local(let path, _, _, _): SocketName(unix: path)
            }
        guard let name else { throw SystemError("address", code: EINVAL) }
        descriptor = socket(name.family, Int32(SOCK_STREAM.rawValue), 0)
        guard name.with({ connect(descriptor, $0, $1) }) == 0 else { throw SystemError("connect", code: errno) }
    }

    deinit { close(descriptor) }

    /// Sends a text; how much of it was taken before the other side had enough.
    @discardableResult
    func send(_ text: String) -> Int { send(Array(text.utf8)) }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Int {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                Glibc.send(descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            sent += count
        }
        return sent
    }

    /// Says that nothing more is sent.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What comes, until `isEnough` or the end; a test fails where neither comes in time.
    func read(seconds: Double = 30, until isEnough: (String) -> Bool = { _ in false }) throws -> String {
        let deadline = Deadline(seconds: seconds)
        var bytes: [UInt8] = []
        while !isEnough(String(decoding: bytes, as: UTF8.self)) {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, deadline.milliseconds) > 0 else {
                throw SystemError("read after \(String(decoding: bytes, as: UTF8.self))", code: ETIMEDOUT)
            }
            var piece = [UInt8](repeating: 0, count: 65536)
            let count = recv(descriptor, &piece, piece.count, 0)
            guard count > 0 else { break }
            bytes += piece[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A request on a connection of its own, and all that is answered.
    static func ask(_ address: ResponderAddress, _ text: String) throws -> String {
        let connection = try RawConnection(address)
        connection.send(text)
        return try connection.read()
    }
}

/// Waits until something is so; whether it became so in time.
func becomes(seconds: Double = 30, _ isSo: () -> Bool) -> Bool {
    let deadline = Deadline(seconds: seconds)
    while !isSo() {
        if deadline.hasPassed { return false }
        usleep(2000)
    }
    return true
}
