import Glibc
import TestSupport

/// The ends of real connections with a pod: it listens in a namespace of its own, at one port for TCP and UDP.
///
/// A class, since it owns file descriptors.
final class PodSockets {
    /// Where it listens.
    static let port: UInt16 = 80

    private let address: [UInt8]
    private let listener: Int32
    /// Takes what comes by UDP, so that nothing is answered that the port is closed, and never looks at it.
    private let sink: Int32

    /// Listens at an address of a namespace.
    init(at address: [UInt8], in namespace: NetworkNamespace) throws {
        self.address = address
        (listener, sink) = try namespace.run {
            (try Self.bound(SOCK_STREAM, address), try Self.bound(SOCK_DGRAM, address))
        }
        guard listen(listener, 64) == 0 else { throw BenchError.system("listen", errno) }
    }

    deinit {
        close(listener)
        close(sink)
    }

    /// How long one connection takes from a client's namespace, made, accepted and closed by both ends in turn, as the
    /// mean of many: what the one thread that does all of it has of a core.
    func timeToConnect(from namespace: NetworkNamespace, count: Int) throws -> Double {
        try namespace.run {
            try OwnThread.pinned(to: OwnThread.firstProcessor) {
                try Clock.timeOnCore { for _ in 0..<count { try connectOnce() } } / Double(count)
            }
        }
    }

    /// The pod closes first, so that the port that waits afterwards is its own: the client does not run out of them.
    private func connectOnce() throws(BenchError) {
        let client = try Self.opened(SOCK_STREAM)
        defer { close(client) }
        guard Self.withName(address, { connect(client, $0, $1) }) == 0 else { throw .system("connect", errno) }
        let server = accept(listener, nil, nil)
        guard server >= 0 else { throw .system("accept", errno) }
        close(server)
    }

    private static func bound(_ kind: __socket_type, _ address: [UInt8]) throws(BenchError) -> Int32 {
        let socket = try opened(kind)
        guard withName(address, { bind(socket, $0, $1) }) == 0 else {
            let code = errno
            close(socket)
            throw .system("bind", code)
        }
        return socket
    }

    private static func opened(_ kind: __socket_type) throws(BenchError) -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(kind.rawValue), 0)
        guard socket >= 0 else { throw .system("socket", errno) }
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        for option in [SO_SNDTIMEO, SO_RCVTIMEO] {
            setsockopt(socket, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        return socket
    }

    private static func withName(_ address: [UInt8], _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var name = sockaddr_in()
        name.sin_family = UInt16(AF_INET)
        name.sin_port = port.bigEndian
        withUnsafeMutableBytes(of: &name.sin_addr) { $0.copyBytes(from: address) }
        return withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
