import CTestSystem
import Glibc

/// What is asked of a network link in the calling thread's namespace.
enum Link {
    /// Brings a link up: `ip link set NAME up`.
    static func bringUp(_ name: String) throws(SystemError) {
        let socket = try controlSocket()
        var request = try flags(of: name, socket)
        request.ifr_ifru.ifru_flags |= Int16(IFF_UP)
        _ = try SystemError.check(martlet_ioctl(socket.number, UInt(SIOCSIFFLAGS), &request), "bring up \(name)")
    }

    private static func controlSocket() throws(SystemError) -> Descriptor {
        let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        return Descriptor(try SystemError.check(socket(AF_INET, kind, 0), "socket"))
    }

    private static func flags(of name: String, _ socket: borrowing Descriptor) throws(SystemError) -> ifreq {
        guard name.utf8.count < Int(IF_NAMESIZE) else { throw SystemError("link \(name)", code: ENAMETOOLONG) }
        var request = ifreq()
        withUnsafeMutableBytes(of: &request) { $0.copyBytes(from: name.utf8) }
        _ = try SystemError.check(martlet_ioctl(socket.number, UInt(SIOCGIFFLAGS), &request), "flags of \(name)")
        return request
    }
}
