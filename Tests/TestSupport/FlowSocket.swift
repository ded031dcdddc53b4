import CTestSystem
import Glibc

/// A socket of both families that never waits. It stays in the namespace it was opened in, whichever thread uses it.
///
/// A class, since it is closed with its last owner.
public final class FlowSocket: Sendable {
    /// What it speaks.
    public enum Transport: Hashable, Sendable, CaseIterable { case tcp, udp }

    /// The number the kernel knows it by.
    public let number: Int32

    private init(number: Int32) { self.number = number }

    /// Opens one in a namespace.
    public init(_ transport: Transport, in namespace: NetworkNamespace) throws(SystemError) {
        let type = Int32((transport == .tcp ? SOCK_STREAM : SOCK_DGRAM).rawValue)
        let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        number = try namespace.run { () throws(SystemError) in
            try Self.checked(socket(AF_INET6, type | flags, 0), "socket")
        }
        set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0)
    }

    deinit { close(number) }

    /// One that takes what comes to a port of any address of the namespace, and has room for thousands of datagrams.
    public static func listening(
        _ transport: Transport, at port: Int, in namespace: NetworkNamespace
    ) throws -> FlowSocket {
        let socket = try FlowSocket(transport, in: namespace)
        socket.set(SOL_SOCKET, SO_REUSEADDR, 1)
        socket.set(SOL_SOCKET, SO_RCVBUFFORCE, 16 << 20)
        try socket.bind(to: SocketPlace("::", port: port))
        if transport == .tcp { _ = try Self.checked(listen(socket.number, 1_024), "listen") }
        return socket
    }

    /// Sends from this address and port: 0 for any.
    public func bind(to place: SocketPlace) throws(SystemError) {
        _ = try Self.checked(place.with { Glibc.bind(number, $0, $1) }, "bind")
    }

    /// Begins a connection, or names who is spoken to.
    public func connect(to place: SocketPlace) throws(SystemError) {
        let result = place.with { Glibc.connect(number, $0, $1) }
        if result != 0, errno != EINPROGRESS { throw SystemError("connect") }
    }

    /// Whether the connection that was begun is there.
    public var isConnected: Bool {
        var polled = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        guard poll(&polled, 1, 0) == 1, polled.revents & Int16(POLLOUT) != 0 else { return false }
        var (code, size) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
        return getsockopt(number, SOL_SOCKET, SO_ERROR, &code, &size) == 0 && code == 0
            && polled.revents & Int16(POLLHUP) == 0
    }

    /// Sends to whom it is connected with; whether the kernel took it.
    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
        Glibc.send(number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Sends to anybody; whether the kernel took it.
    @discardableResult
    public func send(_ bytes: [UInt8], to place: SocketPlace) -> Bool {
        place.with { sendto(number, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, $1) } == bytes.count
    }

    /// What has come, of up to so many bytes; `nil` where nothing has.
    public func receive(bytesMax: Int = 64) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: bytesMax)
        let count = recv(number, &bytes, bytesMax, 0)
        return count < 0 ? nil : Array(bytes.prefix(count))
    }

    /// What comes until a deadline; `nil` where nothing does.
    public func receive(by deadline: Deadline, bytesMax: Int = 64) -> [UInt8]? {
        var polled = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        _ = poll(&polled, 1, deadline.milliseconds)
        return receive(bytesMax: bytesMax)
    }

    /// The next connection that somebody began with it; `nil` where nobody has.
    public func accept() -> FlowSocket? {
        let number = Glibc.accept(number, nil, nil)
        guard number >= 0 else { return nil }
        _ = fcntl(number, F_SETFL, O_NONBLOCK)
        return FlowSocket(number: number)
    }

    private static func checked(_ result: Int32, _ doing: String) throws(SystemError) -> Int32 {
        guard result >= 0 else { throw SystemError(doing) }
        return result
    }

    private func set(_ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(number, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}

/// An address and a port, as sockets of both families take them.
public struct SocketPlace: Sendable {
    private var address = sockaddr_in6()

    /// The place that an address, as text, and a port name; one that holds for a link only, with the link's number.
    public init(_ text: String, port: Int, link: UInt32 = 0) {
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = in_port_t(port).bigEndian
        address.sin6_scope_id = link
        let isRead = inet_pton(AF_INET6, text.contains(":") ? text : "::ffff:\(text)", &address.sin6_addr)
        precondition(isRead == 1, "\(text) is an address")
    }

    /// Hands it to the kernel.
    func with<Value>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in6>.size))
            }
        }
    }
}
