internal import Glibc

/// A socket that waits for connections. A class, because its end takes its file away.
final class ResponderListener: Sendable {
    private static let backlog: Int32 = 128

    /// Its descriptor.
    var descriptor: Int32 { socket.number }
    /// Where it listens, with the port that it was given.
    let address: ResponderAddress
    /// Whether it is a Unix socket, whose peers the kernel tells apart.
    let isLocal: Bool
    private let socket: OwnedDescriptor
    private let file: SocketFile?

    /// Listens at an address.
    init(_ address: ResponderAddress) throws(DaemonError) {
        switch address {
        case .network(let text, let port):
            guard let name = SocketName(address: text, port: port) else {
                throw .unusableAddress(text, why: "it is no IPv4 address and no IPv6 address")
            }
            (socket, file, isLocal) = (try Self.bound(name, address), nil, false)
        case .local(let path, let mode, let user, let group):
            guard let name = SocketName(unix: path) else {
                throw .unusableAddress(path, why: "a Unix socket has a name of 1 to 107 bytes")
            }
            if !path.hasPrefix("@") { try SocketFile.removeStale(path, name) }
            (socket, isLocal) = (try Self.bound(name, address), true)
            // Nobody can connect before the socket listens, so it is never open to more than it shall be.
            file = path.hasPrefix("@") ? nil : try SocketFile(path, mode: mode, user: user, group: group)
        }
        guard listen(socket.number, Self.backlog) == 0 else { throw Self.failure(address) }
        self.address = address.with(port: isLocal ? 0 : SocketName.port(of: socket.number))
    }

    /// The next connection that waits, with who it is.
    func accept() -> Arrival {
        let number = Glibc.accept(descriptor, nil, nil)
        guard number >= 0 else {
            return [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) ? .exhausted : .none
        }
        let connection = OwnedDescriptor(number)
        guard OwnedDescriptor.prepare(number) else { return .none }
        return .connection(connection, isLocal ? PeerCredentials(of: number) : nil)
    }

    /// What `accept` found.
    enum Arrival {
        /// Somebody; with who it is where the kernel says so.
        case connection(OwnedDescriptor, PeerCredentials?)
        /// Nobody, or nobody any more.
        case none
        /// There are no descriptors left for whoever it is.
        case exhausted
    }

    private static func bound(_ name: SocketName, _ address: ResponderAddress) throws(DaemonError) -> OwnedDescriptor {
        let socket = try OwnedDescriptor.socket(name.family, SOCK_STREAM)
        // An agent that is started again takes its port while connections of the last one fade away.
        if name.family != AF_UNIX { set(socket.number, SOL_SOCKET, SO_REUSEADDR) }
        if name.family == AF_INET6 { set(socket.number, Int32(IPPROTO_IPV6), IPV6_V6ONLY) }
        guard name.with({ bind(socket.number, $0, $1) }) == 0 else { throw failure(address) }
        return socket
    }

    private static func failure(_ address: ResponderAddress) -> DaemonError {
        let code = errno
        guard code == EADDRINUSE else { return .system(doing: "listen on \(address)", code: code) }
        return .addressInUse(address.description, holder: AddressHolder.words(for: address))
    }

    /// `setsockopt`; that it fails changes nothing that is promised.
    private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32) {
        var value: Int32 = 1
        _ = setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}

extension ResponderAddress {
    /// The address with another port; a Unix socket stays as it is.
    func with(port: UInt16) -> ResponderAddress {
        guard case .network(let address, _) = self else { return self }
        return .network(address: address, port: port)
    }
}
