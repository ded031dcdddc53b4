internal import Glibc

/// Who is at the other end of a Unix socket, as the kernel says: `SO_PEERCRED`.
struct PeerCredentials: Equatable {
    /// The process that connected, or listens; 0 where it is in another process namespace.
    var process: Int32
    /// Its user.
    var user: UInt32
    /// Its group.
    var group: UInt32

    /// The other end of a connected socket; nil where the kernel does not say.
    init?(of descriptor: Int32) {
        // struct ucred, which Glibc's headers keep for themselves here.
        var peer: (process: Int32, user: UInt32, group: UInt32) = (0, 0, 0)
        var length = socklen_t(MemoryLayout.size(ofValue: peer))
        guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 else { return nil }
        (process, user, group) = (peer.process, peer.user, peer.group)
    }

    /// Whether the peer is root or the user that this process is.
    var mayAsk: Bool { user == 0 || user == geteuid() }
}
