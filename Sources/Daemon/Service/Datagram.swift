internal import Glibc

/// One message to a Unix socket, with a descriptor beside it where one is passed: `sendmsg`.
enum Datagram {
    private static let passesRights: Int32 = 1  // SCM_RIGHTS
    private static let patienceMilliseconds: Int64 = 2000
    private static let pauseMilliseconds: Int32 = 5

    /// A control message with one descriptor, as CMSG_SPACE(sizeof(int)) lays it out on 64 bits.
    private struct Passing {
        var length = MemoryLayout<Int>.size + 3 * MemoryLayout<Int32>.size
        var level = SOL_SOCKET
        var type = Datagram.passesRights
        var descriptor: Int32
        var padding: Int32 = 0
    }

    /// Sends a message whole, or says why not. A receiver with too much to read, as systemd has at boot, is waited for.
    static func send(_ message: [UInt8], to name: String, passing descriptor: Int32? = nil) throws(DaemonError) {
        let doing = "tell the service manager at \(name)"
        guard let address = SocketName(unix: name) else { throw .system(doing: doing, code: EINVAL) }
        let socket = try OwnedDescriptor.socket(AF_UNIX, SOCK_DGRAM)
        let end = MonotonicClock.milliseconds + patienceMilliseconds
        while send(message, on: socket.number, to: address, passing: descriptor) != message.count {
            // The room of somebody else's queue cannot be polled for.
            guard errno == EAGAIN || errno == EINTR, MonotonicClock.milliseconds < end else { throw .last(doing) }
            poll(nil, 0, pauseMilliseconds)
        }
    }

    private static func send(
        _ message: [UInt8], on socket: Int32, to address: SocketName, passing descriptor: Int32?
    ) -> Int {
        var (message, passing) = (message, Passing(descriptor: descriptor ?? -1))
        return message.withUnsafeMutableBytes { bytes in
            var part = iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
            return withUnsafeMutablePointer(to: &part) { part in
                withUnsafeMutableBytes(of: &passing) { passing in
                    address.with { name, length in
                        var header = msghdr()
                        (header.msg_name, header.msg_namelen) = (UnsafeMutableRawPointer(mutating: name), length)
                        (header.msg_iov, header.msg_iovlen) = (part, 1)
                        if descriptor != nil {
                            (header.msg_control, header.msg_controllen) = (passing.baseAddress, passing.count)
                        }
                        return sendmsg(socket, &header, Int32(MSG_NOSIGNAL))
                    }
                }
            }
        }
    }
}
