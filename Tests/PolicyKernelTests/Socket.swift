import Addresses
import CTestSystem
import Glibc

@testable import TestSupport

/// A socket that never waits. It belongs to the namespace of the thread that opened it, and may be used from any.
///
/// A class, because it is closed with its last owner.
final class Socket {
    /// What a socket speaks.
    enum Kind {
        /// TCP.
        case tcp
        /// UDP.
        case udp
        /// What stands above IP, for a protocol number.
        case raw(Int32)
    }

    /// A message with its sender.
    struct Message {
        /// What was sent; from a raw socket of IPv4 with the IP header.
        let bytes: [UInt8]
        /// Who sent it.
        let sender: SocketAddress?
    }

    /// The number the kernel knows it by.
    var number: Int32 { descriptor.number }

    private let descriptor: Descriptor

    /// More than any probe has; of what else a raw socket hears the rest is of no interest.
    private static let bytesMax = 256

    /// Opens one.
    init(_ kind: Kind, _ family: IPFamily) throws(SystemError) {
        let domain = family == .ipv4 ? AF_INET : AF_INET6
        let flags = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let opened =
            switch kind {
            case .tcp: socket(domain, Int32(SOCK_STREAM.rawValue) | flags, 0)
            case .udp: socket(domain, Int32(SOCK_DGRAM.rawValue) | flags, 0)
            case .raw(let number): socket(domain, Int32(SOCK_RAW.rawValue) | flags, number)
            }
        descriptor = Descriptor(try SystemError.check(opened, "socket"))
    }

    /// Takes over a descriptor.
    private init(adopting number: Int32) { descriptor = Descriptor(number) }

    /// Binds it.
    func bind(to address: SocketAddress) throws(SystemError) {
        _ = try SystemError.check(address.withSystemAddress { Glibc.bind(number, $0, $1) }, "bind to \(address)")
    }

    /// Lets others connect to it.
    func listen() throws(SystemError) { _ = try SystemError.check(Glibc.listen(number, 512), "listen") }

    /// Begins to connect; `nil` when it is under way or done, or else why it cannot be.
    func connect(to address: SocketAddress) throws(SystemError) -> Int32? {
        try closeWithReset()
        let result = address.withSystemAddress { Glibc.connect(number, $0, $1) }
        return result == 0 || errno == EINPROGRESS ? nil : errno
    }

    /// What went wrong with it since this was asked last, as an errno; `nil` where nothing did: `SO_ERROR`.
    func failure() throws(SystemError) -> Int32? {
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        _ = try SystemError.check(getsockopt(number, SOL_SOCKET, SO_ERROR, &code, &length), "ask for SO_ERROR")
        return code == 0 ? nil : code
    }

    /// A connection that somebody else began; `nil` when there is none.
    func accept() -> Socket? {
        let accepted = Glibc.accept(number, nil, nil)
        return accepted < 0 ? nil : Socket(adopting: accepted)
    }

    /// Sends to an address.
    func send(_ bytes: [UInt8], to address: SocketAddress) throws(SystemError) {
        let sent = address.withSystemAddress { sendto(number, bytes, bytes.count, 0, $0, $1) }
        guard sent == bytes.count else { throw SystemError("send to \(address)") }
    }

    /// Sends on a connection.
    func send(_ bytes: [UInt8]) throws(SystemError) {
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        guard Glibc.send(number, bytes, bytes.count, flags) == bytes.count else { throw SystemError("send") }
    }

    /// What has come, up to ``bytesMax``; `nil` when nothing has. The end of a connection is a message without bytes.
    func receive() throws(SystemError) -> Message? {
        var buffer = [UInt8](repeating: 0, count: Self.bytesMax)
        var sender = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let count = withUnsafeMutablePointer(to: &sender) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                recvfrom(number, &buffer, buffer.count, Int32(MSG_DONTWAIT), $0, &length)
            }
        }
        if count < 0, errno == EAGAIN { return nil }
        guard count >= 0 else { throw SystemError("receive") }
        return Message(bytes: Array(buffer[..<count]), sender: length == 0 ? nil : SocketAddress(sender))
    }

    /// Waits for something to read; whether there is.
    func waitToRead(by deadline: Deadline) -> Bool {
        var polled = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, deadline.milliseconds) > 0
    }

    /// When it is closed, both ends are at once, and no late segment of it is about.
    private func closeWithReset() throws(SystemError) {
        try set(SOL_SOCKET, SO_LINGER, linger(l_onoff: 1, l_linger: 0))
    }

    private func set<Value: BitwiseCopyable>(_ level: Int32, _ name: Int32, _ value: Value) throws(SystemError) {
        let result = withUnsafeBytes(of: value) {
            setsockopt(number, level, name, $0.baseAddress, socklen_t($0.count))
        }
        _ = try SystemError.check(result, "setsockopt \(name)")
    }
}
