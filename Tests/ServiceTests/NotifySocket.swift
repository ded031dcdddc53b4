import Glibc
import TestSupport
import Testing

@testable import Daemon

/// A socket that plays systemd, as far as it is told things. A class, because it owns the socket.
final class NotifySocket {
    private let name: String
    private let socket: OwnedDescriptor

    /// Listens at a path, and waits ten seconds for each message at most.
    init(_ name: String) throws {
        self.name = name
        socket = OwnedDescriptor(Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0))
        let address = try #require(SocketName(unix: name))
        try #require(address.with { bind(socket.number, $0, $1) } == 0)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        try #require(
            setsockopt(
                socket.number, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size)) == 0)
    }

    /// A manager that tells this socket.
    var served: ServiceManager { ServiceManager(process: 0) { [name] in $0 == "NOTIFY_SOCKET" ? name : nil } }

    /// The next message.
    func next() throws -> String {
        var text = [UInt8](repeating: 0, count: 4_096)
        let count = recv(socket.number, &text, text.count, 0)
        guard count > 0 else { throw SystemError("recv") }
        return String(decoding: text[..<count], as: UTF8.self)
    }
}
