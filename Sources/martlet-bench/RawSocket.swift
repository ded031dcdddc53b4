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
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        let byteCount = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(mnl_socket_get_fd(socket), SOL_SOCKET, SO_RCVTIMEO, &patience, byteCount)
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

    /// Lists the elements of a set, and looks at nothing but the end of the list: the kernel's own share of reading.
    func listElements(of set: String, table: String) throws(BenchError) {
        let request = Self.listRequest(set, table)
        guard request.withUnsafeBytes({ mnl_socket_sendto(socket, $0.baseAddress, $0.count) }) == request.count else {
            throw .system("mnl_socket_sendto", errno)
        }
        while try !receivesEnd() {}
    }

    /// Receives one datagram; whether the list ends in it.
    private func receivesEnd() throws(BenchError) -> Bool {
        let count = mnl_socket_recvfrom(socket, buffer.baseAddress, buffer.count)
        guard count >= 20 else { throw .system("mnl_socket_recvfrom", errno) }
        var offset = 0
        while offset + 20 <= count {
            let kind = buffer.loadUnaligned(fromByteOffset: offset + 4, as: UInt16.self)
            if kind == UInt16(NLMSG_DONE) { return true }
            if kind == UInt16(NLMSG_ERROR) {
                throw .refused(-buffer.loadUnaligned(fromByteOffset: offset + 16, as: Int32.self))
            }
            offset += Int(buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self) + 3) & ~3
        }
        return false
    }

    private static func listRequest(_ set: String, _ table: String) -> [UInt8] {
        let names = attribute(NFTA_SET_ELEM_LIST_TABLE, table) + attribute(NFTA_SET_ELEM_LIST_SET, set)
        let kind = UInt32(NFNL_SUBSYS_NFTABLES) << 8 | UInt32(NFT_MSG_GETSETELEM.rawValue)
        let header: [UInt32] = [UInt32(20 + names.count), kind | UInt32(NLM_F_REQUEST | NLM_F_DUMP) << 16, 1, 0]
        return header.withUnsafeBytes { Array($0) } + [UInt8(NFPROTO_INET), 0, 0, 0] + names
    }

    private static func attribute(_ type: nft_set_elem_list_attributes, _ text: String) -> [UInt8] {
        let value = Array(text.utf8) + [0]
        let header = UInt32(4 + value.count) | UInt32(type.rawValue) << 16
        let padding = [UInt8](repeating: 0, count: -value.count & 3)
        return withUnsafeBytes(of: header) { Array($0) } + value + padding
    }
}
