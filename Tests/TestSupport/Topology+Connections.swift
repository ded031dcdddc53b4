import CTestSystem
import Glibc

extension Topology {
    /// Has the router forget all connections it tracks.
    public func forgetConnections() throws(SystemError) { try router.forgetConnections() }
}

extension NetworkNamespace {
    /// Forgets all connections it tracks, so that the next packet of each is new: `conntrack -F`.
    public func forgetConnections() throws(SystemError) {
        try run { () throws(SystemError) in
            guard let socket = mnl_socket_open(NETLINK_NETFILTER) else { throw SystemError("mnl_socket_open") }
            defer { mnl_socket_close(socket) }
            let request = flushRequest()
            let sent = mnl_socket_sendto(socket, request, request.count)
            _ = try SystemError.check(Int32(sent), "mnl_socket_sendto")
            try takeAcknowledgement(socket)
        }
    }
}

/// IPCTNL_MSG_CT_DELETE without a tuple, for both families.
private func flushRequest() -> [UInt8] {
    let header = nlmsghdr(
        nlmsg_len: UInt32(MemoryLayout<nlmsghdr>.size + MemoryLayout<nfgenmsg>.size),
        nlmsg_type: UInt16(NFNL_SUBSYS_CTNETLINK) << 8 | UInt16(IPCTNL_MSG_CT_DELETE.rawValue),
        nlmsg_flags: UInt16(NLM_F_REQUEST | NLM_F_ACK), nlmsg_seq: 1, nlmsg_pid: 0)
    let body = nfgenmsg(nfgen_family: UInt8(AF_UNSPEC), version: UInt8(NFNETLINK_V0), res_id: 0)
    return withUnsafeBytes(of: header) { Array($0) } + withUnsafeBytes(of: body) { Array($0) }
}

private func takeAcknowledgement(_ socket: OpaquePointer) throws(SystemError) {
    var reply = [UInt8](repeating: 0, count: 1024)
    let count = mnl_socket_recvfrom(socket, &reply, reply.count)
    _ = try SystemError.check(Int32(count), "mnl_socket_recvfrom")
    // -1 with errno when the acknowledgement is an error.
    _ = try SystemError.check(mnl_cb_run(reply, count, 1, 0, nil, nil), "flush the connections")
}
