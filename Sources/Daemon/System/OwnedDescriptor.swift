internal import Glibc

/// A descriptor that is closed when its last owner lets go of it. A class, because it has an end.
final class OwnedDescriptor: Sendable {
    /// Its number.
    let number: Int32

    /// Takes over a descriptor that is open.
    init(_ number: Int32) { self.number = number }

    deinit { close(number) }

    /// A socket that children do not inherit and that no call waits on: `socket`.
    static func socket(_ family: Int32, _ type: __socket_type) throws(DaemonError) -> OwnedDescriptor {
        let kind = Int32(type.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let number = Glibc.socket(family, kind, 0)
        guard number >= 0 else { throw .last("make a socket") }
        return OwnedDescriptor(number)
    }

    /// Has a descriptor closed in children, and no call wait on it where `isPatient` is false.
    static func prepare(_ number: Int32, isPatient: Bool = false) -> Bool {
        let flags = fcntl(number, F_GETFD)
        guard flags >= 0, fcntl(number, F_SETFD, flags | FD_CLOEXEC) == 0 else { return false }
        if isPatient { return true }
        let mode = fcntl(number, F_GETFL)
        return mode >= 0 && fcntl(number, F_SETFL, mode | O_NONBLOCK) == 0
    }
}
