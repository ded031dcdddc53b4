import CNetfilter
import Glibc

/// A netlink socket with nothing around it: prebuilt bytes out, one answer in. What any encoder is measured against.
///
/// A class, since it owns a file descriptor.
final class RawSocket {
    /// Where the generation stands in a transaction: behind two headers and that of its own attribute.
    private static let generationOffset = 24
    private static let receiveByteCount = 1 << 16

    private let socket: OpaquePointer
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: receiveByteCount, alignment: 16)

    /// Opens a socket with the options that ours has.
    init(sendByteCount: Int) throws(BenchError) {
        guard let socket = mnl_socket_open(NETLINK_NETFILTER) else { throw .system("mnl_socket_open", errno) }
        self.socket = socket
        guard mnl_socket_bind(socket, 0, MNL_SOCKET_AUTOPID) == 0 else { throw .system("mnl_socket_bind", errno) }
        var one: Int32 = 1
        mnl_socket_setsockopt(socket, NETLINK_CAP_ACK, &one, 4)
        mnl_socket_setsockopt(socket, NETLINK_EXT_ACK, &one, 4)
        for (option, byteCount) in [(SO_SNDBUFFORCE, sendByteCount), (SO_RCVBUFFORCE, 4 << 20)] {
            var value = Int32(byteCount)
            setsockopt(mnl_socket_get_fd(socket), SOL_SOCKET, option, &value, 4)
        }
    }

    deinit {
        mnl_socket_close(socket)
        buffer.deallocate()
    }

    /// Puts the generation that the kernel must be at into prebuilt bytes.
    static func patch(_ bytes: inout [UInt8], generation: UInt32) {
        withUnsafeBytes(of: generation.bigEndian) { raw in
            for (index, byte) in raw.enumerated() { bytes[generationOffset + index] = byte }
        }
    }

    /// Sends a transaction and reads the answer.
    func commit(_ bytes: [UInt8]) throws(BenchError) {
        let sent = bytes.withUnsafeBytes { mnl_socket_sendto(socket, $0.baseAddress, $0.count) }
        guard sent == bytes.count else { throw .system("mnl_socket_sendto", errno) }
        let count = mnl_socket_recvfrom(socket, buffer.baseAddress, buffer.count)
        guard count >= 20 else { throw .system("mnl_socket_recvfrom", errno) }
        let code = buffer.loadUnaligned(fromByteOffset: 16, as: Int32.self)
        guard code == 0 else { throw .refused(-code) }
    }
}
