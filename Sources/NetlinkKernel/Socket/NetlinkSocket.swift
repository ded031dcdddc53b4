import CNetfilter
import Glibc
import Nftables

/// A netlink socket, of the netfilter family unless said otherwise: libmnl's, closed with this object.
///
/// A class, since it owns a file descriptor that others hold on to for as long as they use it.
final class NetlinkSocket: NetlinkPort {
    private let socket: OpaquePointer
    private var sendByteCountMax: Int

    /// The number by which the kernel knows the socket: `mnl_socket_get_portid`.
    var identifier: UInt32 { mnl_socket_get_portid(socket) }

    /// The descriptor, for handing the socket on to a service manager: `mnl_socket_get_fd`.
    var descriptor: Int32 { mnl_socket_get_fd(socket) }

    /// Opens a socket, in the network namespace of the calling thread: `mnl_socket_open2`, `mnl_socket_bind`.
    init(_ family: Int32 = NETLINK_NETFILTER, groups: UInt32 = 0) throws(Errno) {
        guard let opened = mnl_socket_open2(family, Int32(SOCK_CLOEXEC.rawValue)) else { throw .last }
        guard mnl_socket_bind(opened, groups, MNL_SOCKET_AUTOPID) == 0 else {
            let reason = Errno.last
            mnl_socket_close(opened)
            throw reason
        }
        socket = opened
        sendByteCountMax = Self.option(SO_SNDBUF, of: mnl_socket_get_fd(opened))
        configure()
    }

    /// Takes over a socket that was opened before, and closes it at the end: `mnl_socket_fdopen`.
    init(adopting descriptor: Int32) throws(Errno) {
        guard let socket = mnl_socket_fdopen(descriptor) else { throw .last }
        self.socket = socket
        sendByteCountMax = Self.option(SO_SNDBUF, of: descriptor)
        configure()
    }

    deinit { mnl_socket_close(socket) }

    /// The kernel's answers shall not repeat our message, and shall come at all: a silent kernel is an error.
    private func configure() {
        set(NETLINK_CAP_ACK, to: 1)
        set(NETLINK_EXT_ACK, to: 1)
        var wait = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        setReceiveBuffer(4 << 20)
    }

    /// How much may wait to be read, beyond the system's limit where we may: `SO_RCVBUFFORCE`.
    func setReceiveBuffer(_ byteCount: Int32) {
        if !set(SO_RCVBUFFORCE, SOL_SOCKET, to: byteCount) { set(SO_RCVBUF, SOL_SOCKET, to: byteCount) }
    }

    private func set(_ option: Int32, to value: Int32) {
        var value = value
        mnl_socket_setsockopt(socket, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    @discardableResult
    private func set(_ option: Int32, _ level: Int32, to value: Int32) -> Bool {
        var value = value
        return setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size)) == 0
    }

    private static func option(_ option: Int32, of descriptor: Int32) -> Int {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 ? Int(value) : 0
    }

    /// Raises the send buffer where it is too small, beyond the system's limit where we may: `SO_SNDBUFFORCE`.
    func sendLimit(for byteCount: Int) -> Int {
        let overhead = 32  // the kernel wants so much more than the message
        if byteCount + overhead > sendByteCountMax {
            let wanted = Int32(clamping: byteCount + overhead)
            if !set(SO_SNDBUFFORCE, SOL_SOCKET, to: wanted) { set(SO_SNDBUF, SOL_SOCKET, to: wanted) }
            sendByteCountMax = Self.option(SO_SNDBUF, of: descriptor)
        }
        return sendByteCountMax - overhead
    }

    /// `mnl_socket_sendto`; a signal does not end it.
    func send(_ bytes: [UInt8]) throws(Errno) {
        let sent = bytes.withUnsafeBytes { mnl_socket_sendto(socket, $0.baseAddress, $0.count) }
        guard sent == bytes.count else { throw sent < 0 ? .last : .messageSize }
    }

    /// `mnl_socket_recvfrom`, which refuses what does not come from the kernel and what the buffer cannot hold.
    func receive(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
        let received = mnl_socket_recvfrom(socket, buffer.baseAddress, buffer.count)
        guard received >= 0 else { throw .last }
        return received
    }
}

extension Errno {
    /// The error of the system call before.
    static var last: Errno { Errno(rawValue: errno) }
}
