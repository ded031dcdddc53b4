import CTestSystem
import Glibc

/// One end of a real TCP or UDP connection, in a namespace of a test.
///
/// A class, because it is closed with its last owner.
public final class TestSocket: Sendable {
    /// What stands above IP.
    public enum Kind: Sendable, CaseIterable {
        /// TCP.
        case stream
        /// UDP.
        case datagrams

        fileprivate var number: Int32 {
            Int32(self == .stream ? SOCK_STREAM.rawValue : SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        }
    }

    private let descriptor: Descriptor
    private let kind: Kind

    private init(_ descriptor: consuming Descriptor, _ kind: Kind) {
        self.descriptor = descriptor
        self.kind = kind
    }

    /// Opens one that waits at an address of 4 or 16 bytes, at any port that is free.
    public static func waiting(
        in namespace: NetworkNamespace, _ kind: Kind, at address: [UInt8]
    ) throws(SystemError) -> TestSocket {
        let ours = try opened(in: namespace, kind, address)
        try ours.withName(address, port: 0) { bind(ours.descriptor.number, $0, $1) }
        if kind == .stream { _ = try SystemError.check(listen(ours.descriptor.number, 8), "listen") }
        return ours
    }

    /// Opens one that is connected with an address and port.
    public static func connected(
        in namespace: NetworkNamespace, _ kind: Kind, to address: [UInt8], port: UInt16
    ) throws(SystemError) -> TestSocket {
        let ours = try opened(in: namespace, kind, address)
        try ours.withName(address, port: port) { connect(ours.descriptor.number, $0, $1) }
        return ours
    }

    private static func opened(
        in namespace: NetworkNamespace, _ kind: Kind, _ address: [UInt8]
    ) throws(SystemError) -> TestSocket {
        let number = try namespace.run { () throws(SystemError) in
            try SystemError.check(socket(address.count == 4 ? AF_INET : AF_INET6, kind.number, 0), "socket")
        }
        let ours = TestSocket(Descriptor(number), kind)
        var wait = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        return ours
    }

    /// The port it has here.
    public var port: UInt16 {
        var name = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        withUnsafeMutablePointer(to: &name) { pointer in
            _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor.number, $0, &size)
            }
        }
        return UInt16(bigEndian: name.sin6_port)
    }

    /// The end that belongs to whoever came first: of a stream a new socket, of datagrams this one, connected with the
    /// sender of the first.
    public func accepted(by deadline: Deadline) throws(SystemError) -> TestSocket {
        guard try isReadable(by: deadline) else { throw SystemError("wait for a connection", code: ETIMEDOUT) }
        if kind == .stream {
            return TestSocket(Descriptor(try SystemError.check(accept(descriptor.number, nil, nil), "accept")), kind)
        }
        var name = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let result = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                var byte: UInt8 = 0
                let count = recvfrom(descriptor.number, &byte, 1, Int32(MSG_PEEK), name, &size)
                return count < 0 ? -1 : connect(descriptor.number, name, size)
            }
        }
        _ = try SystemError.check(result, "connect with the sender")
        return self
    }

    /// Sends some bytes.
    public func send(_ text: String) throws(SystemError) {
        let bytes = Array(text.utf8)
        let count = Glibc.send(descriptor.number, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        guard count == bytes.count else { throw SystemError("send") }
    }

    /// What comes next; nil where nothing does.
    public func receive(by deadline: Deadline) throws(SystemError) -> String? {
        guard try isReadable(by: deadline) else { return nil }
        return try descriptor.read(bytesMax: 2048).map { String(decoding: $0, as: UTF8.self) }
    }

    private func isReadable(by deadline: Deadline) throws(SystemError) -> Bool {
        repeat {
            var polled = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
            let ready = poll(&polled, 1, deadline.milliseconds)
            if ready > 0 { return true }
            guard ready == 0 || errno == EINTR else { throw SystemError("poll") }
        } while !deadline.hasPassed
        return false
    }

    private func withName(
        _ address: [UInt8], port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws(SystemError) {
        let family = UInt16(address.count == 4 ? AF_INET : AF_INET6)
        let start = withUnsafeBytes(of: family) { Array($0) } + bigEndian(port)
        let nothing = [UInt8](repeating: 0, count: 4)
        let bytes = start + (address.count == 4 ? address + nothing + nothing : nothing + address + nothing)
        let result = bytes.withUnsafeBytes { raw in
            raw.withMemoryRebound(to: sockaddr.self) { name in
                name.baseAddress.map { body($0, socklen_t(bytes.count)) } ?? -1
            }
        }
        _ = try SystemError.check(result, "connect or bind to port \(port)")
    }
}
