internal import Glibc

/// The file of a Unix socket that we listen at; it goes with its owner. A class, because it has an end.
final class SocketFile: Sendable {
    private let path: String
    private let device: dev_t
    private let inode: ino_t

    /// Gives a file that was just bound its mode and its owner.
    init(_ path: String, mode: UInt32, user: UInt32?, group: UInt32?) throws(DaemonError) {
        guard chmod(path, mode) == 0 else { throw .last("set the mode of \(path)") }
        if user != nil || group != nil, chown(path, user ?? .max, group ?? .max) != 0 {
            throw .last("set the owner of \(path)")
        }
        guard let status = Self.status(path) else { throw .last("look at \(path)") }
        (self.path, device, inode) = (path, status.st_dev, status.st_ino)
    }

    deinit {
        // Another agent may have put its own there meanwhile.
        guard let now = Self.status(path), now.st_dev == device, now.st_ino == inode else { return }
        unlink(path)
    }

    /// Takes away the file of a socket at which nobody listens any more, and nothing else.
    static func removeStale(_ path: String, _ name: SocketName) throws(DaemonError) {
        guard let status = status(path) else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw .unusableAddress(path, why: "there is a file of that name that is no socket")
        }
        let probe = try OwnedDescriptor.socket(AF_UNIX, SOCK_STREAM)
        guard name.with({ connect(probe.number, $0, $1) }) != 0, errno == ECONNREFUSED else {
            throw .addressInUse("unix:\(path)", holder: AddressHolder.words(for: .local(path)))
        }
        guard unlink(path) == 0 || errno == ENOENT else { throw .last("remove the old \(path)") }
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }
}
