internal import Glibc

/// One message to a Unix socket, with a descriptor beside it where one is passed: `sendmsg`.
enum Datagram {
    private static let passesRights: Int32 = 1  // SCM_RIGHTS

    /// A control message with one descriptor, as CMSG_SPACE(sizeof(int)) lays it out on 64 bits.
    private struct Passing {
        var length = MemoryLayout<Int>.size + 3 * MemoryLayout<Int32>.size
        var level = SOL_SOCKET
        var type = Datagram.passesRights
        var descriptor: Int32
        var padding: Int32 = 0
    }

    /// Sends a message whole, or says why not.
    static func send(_ message: [UInt8], to name: String, passing descriptor: Int32? = nil) throws(DaemonError) {
        let doing = "tell the service manager at \(name)"
        guard let address = SocketName(unix: name) else { throw .system(doing: doing, code: EINVAL) }
        let socket = try OwnedDescriptor.socket(AF_UNIX, SOCK_DGRAM)
        var passing = Passing(descriptor: descriptor ?? -1)
        var message = message
        let count = message.withUnsafeMutableBytes { bytes in
            var part = iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
            return withUnsafeMutablePointer(to: &part) { part in
                withUnsafeMutableBytes(of: &passing) { passing in
                    address.with { name, length in
                        var header = msghdr()
                        header.msg_name = UnsafeMutableRawPointer(mutating: name)
                        header.msg_namelen = length
                        header.msg_iov = part
                        header.msg_iovlen = 1
                        if descriptor != nil {
                            header.msg_control = passing.baseAddress
                            header.msg_controllen = passing.count
                        }
                        return sendmsg(socket.number, &header, Int32(MSG_NOSIGNAL))
                    }
                }
            }
        }
        guard count == message.count else { throw .last(doing) }
    }
}
