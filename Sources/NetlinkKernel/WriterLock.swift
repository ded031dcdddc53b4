import CNetfilter
import Glibc
public import Nftables

/// The right to write rules in this network namespace, which one process has at a time: the abstract socket `@martlet`.
///
/// The kernel lets it go when the process ends, however it ends. A class, since it owns the socket.
public final class WriterLock {
    /// Why the lock is not ours.
    public enum Failure: Error, Hashable {
        /// Another process has it; which, where the kernel says so.
        case held(process: Int32?)
        /// The kernel gave no socket.
        case refused(Errno)
    }

    private let descriptor: Int32

    /// Takes the lock in the network namespace of the calling thread.
    public init(name: String = "martlet") throws(Failure) {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .refused(.last) }
        let isBound = Self.with(name) { bind(descriptor, $0, $1) } == 0
        if isBound, listen(descriptor, 8) == 0 { return }
        // That everything is set by now has `deinit` close it: a close here would be a second one, maybe of another's.
        let reason = Errno.last
        throw reason.rawValue == EADDRINUSE ? .held(process: Self.holder(name)) : .refused(reason)
    }

    deinit { close(descriptor) }

    /// The process that listens at the socket.
    private static func holder(_ name: String) -> Int32? {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard with(name, { connect(descriptor, $0, $1) }) == 0 else { return nil }
        // struct ucred: process, user and group, which Glibc's headers keep for themselves here.
        var peer: (process: Int32, user: UInt32, group: UInt32) = (0, 0, 0)
        var length = socklen_t(MemoryLayout.size(ofValue: peer))
        guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0, peer.process > 0 else { return nil }
        return peer.process
    }

    /// An address in no file system: a zero byte, then the name.
    private static func with(_ name: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(name.utf8)
        precondition(bytes.count < 100, "a name that a socket's address has room for")
        withUnsafeMutableBytes(of: &address.sun_path) { path in
            for (index, byte) in bytes.enumerated() { path[index + 1] = byte }
        }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + 1 + bytes.count)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
