import CTestSystem
import Glibc

/// What is asked of a network link in the calling thread's namespace.
public enum Link {
    /// Brings a link up: `ip link set NAME up`.
    public static func bringUp(_ name: String) throws(SystemError) {
        let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let socket = Descriptor(try SystemError.check(socket(AF_INET, kind, 0), "socket"))
        var request = ifreq()
        guard name.utf8.count < Int(IF_NAMESIZE) else { throw SystemError("link \(name)", code: ENAMETOOLONG) }
        withUnsafeMutableBytes(of: &request) { $0.copyBytes(from: name.utf8) }
        _ = try SystemError.check(martlet_ioctl(socket.number, UInt(SIOCGIFFLAGS), &request), "flags of \(name)")
        request.ifr_ifru.ifru_flags |= Int16(IFF_UP)
        _ = try SystemError.check(martlet_ioctl(socket.number, UInt(SIOCSIFFLAGS), &request), "bring up \(name)")
    }
}
