internal import CMicrohttpd
internal import Glibc

/// A socket that waits for connections, with the port it was given.
struct ListenSocket {
    private static let backlog: Int32 = 1024

    /// Its descriptor, which libmicrohttpd takes over.
    let descriptor: Int32
    /// Its port, also where any was asked for.
    let port: UInt16

    /// Listens on an IPv4 or IPv6 address; port 0 is any that is free.
    init(address: String, port: UInt16) throws(HTTPServerError) {
        let place = try SocketAddress(address, port: port)
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(place.family, kind, 0)
        var bound: UInt16?
        if descriptor >= 0 { bound = Self.listen(descriptor, on: place) }
        guard let bound else {
            let code = errno
            if descriptor >= 0 { close(descriptor) }
            throw .notListening(address: address, port: port, code: code)
        }
        self.descriptor = descriptor
        self.port = bound
    }

    /// The port that is listened on; nil with `errno` where that fails.
    private static func listen(_ descriptor: Int32, on place: SocketAddress) -> UInt16? {
        // A server that is started again takes its port while connections of the last one fade away.
        setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        if place.family == AF_INET6 { setOption(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
        var storage = place.storage
        let isBound = withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, place.length) == 0 }
        }
        guard isBound, Glibc.listen(descriptor, backlog) == 0 else { return nil }
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let isNamed = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) == 0 }
        }
        return isNamed ? SocketAddress.port(of: storage) : nil
    }
}

/// `setsockopt` of a number; that it fails changes nothing that is promised, so nothing is said then.
func setOption(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    _ = setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
}

/// An address with a port, as the kernel takes it.
private struct SocketAddress {
    let storage: sockaddr_storage
    let length: socklen_t

    init(_ address: String, port: UInt16) throws(HTTPServerError) {
        var storage = sockaddr_storage()
        guard let length = Self.fill(&storage, address, port) else { throw .unusableAddress(address) }
        self.storage = storage
        self.length = length
    }

    var family: Int32 { Int32(storage.ss_family) }

    /// The port stands at the same place in both families.
    static func port(of storage: sockaddr_storage) -> UInt16 {
        withUnsafeBytes(of: storage) { UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)) }
    }

    private static func fill(_ storage: inout sockaddr_storage, _ address: String, _ port: UInt16) -> socklen_t? {
        withUnsafeMutableBytes(of: &storage) { bytes in
            var four = sockaddr_in()
            if inet_pton(AF_INET, address, &four.sin_addr) == 1 {
                four.sin_family = sa_family_t(AF_INET)
                four.sin_port = port.bigEndian
                bytes.storeBytes(of: four, as: sockaddr_in.self)
                return socklen_t(MemoryLayout<sockaddr_in>.size)
            }
            var six = sockaddr_in6()
            guard inet_pton(AF_INET6, address, &six.sin6_addr) == 1 else { return nil }
            six.sin6_family = sa_family_t(AF_INET6)
            six.sin6_port = port.bigEndian
            bytes.storeBytes(of: six, as: sockaddr_in6.self)
            return socklen_t(MemoryLayout<sockaddr_in6>.size)
        }
    }
}
