import Addresses
import CTestSystem
import Glibc

/// An address and a port, as the calls of sockets take them.
struct SocketAddress: Hashable {
    /// The address.
    let address: IPAddress
    /// The port; of a raw socket nothing.
    let port: UInt16
    /// The number of the link, of an address that only a link knows.
    let zone: UInt32

    /// A port of an address.
    init(_ address: IPAddress, port: UInt16 = 0, zone: UInt32 = 0) {
        self.address = address
        self.port = port
        self.zone = zone
    }

    /// What the kernel wrote; `nil` where it is of no family we know.
    init?(_ storage: sockaddr_storage) {
        let read = withUnsafeBytes(of: storage) { bytes -> (IPAddress, UInt16)? in
            let port = UInt16(bigEndian: bytes.load(fromByteOffset: 2, as: UInt16.self))
            switch Int32(storage.ss_family) {
            case AF_INET:
                return (IPAddress(ipv4: UInt32(bigEndian: bytes.load(fromByteOffset: 4, as: UInt32.self))), port)
            case AF_INET6:
                let bits = UInt128(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt128.self))
                return (IPAddress(ipv6: bits), port)
            default: return nil
            }
        }
        guard let (address, port) = read else { return nil }
        self.init(address, port: port)
    }

    /// Hands it out in the kernel's form: `sockaddr_in` or `sockaddr_in6`.
    func withSystemAddress<Value>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value {
        var storage = sockaddr_storage()
        let count = withUnsafeMutableBytes(of: &storage) { bytes in
            bytes.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
            switch address.family {
            case .ipv4:
                bytes.storeBytes(of: UInt16(AF_INET), as: UInt16.self)
                bytes.storeBytes(of: UInt32(address.bits).bigEndian, toByteOffset: 4, as: UInt32.self)
                return MemoryLayout<sockaddr_in>.size
            case .ipv6:
                bytes.storeBytes(of: UInt16(AF_INET6), as: UInt16.self)
                bytes.storeBytes(of: address.bits.bigEndian, toByteOffset: 8, as: UInt128.self)
                bytes.storeBytes(of: zone, toByteOffset: 24, as: UInt32.self)
                return MemoryLayout<sockaddr_in6>.size
            }
        }
        return withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(count)) }
        }
    }
}
