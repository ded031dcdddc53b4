import CNetfilter
import CTestSystem

/// What libnftnl makes of a message of ours: it reads it and writes it again.
enum LibnftnlOracle {
    /// The attributes of the same object as libnftnl writes them; `nil` where it cannot read ours.
    static func rewritten(_ message: WireMessage) -> [WireAttribute]? {
        var bytes = Self.withoutNumbers(message)
        // The builders check no bounds.
        var room = [UInt8](repeating: 0, count: 256 * 1024)
        let count: Int? = bytes.withUnsafeMutableBytes { source in
            room.withUnsafeMutableBytes { target in
                guard let parsed = source.baseAddress?.assumingMemoryBound(to: nlmsghdr.self) else { return nil }
                guard let built = mnl_nlmsg_put_header(target.baseAddress) else { return nil }
                mnl_nlmsg_put_extra_header(built, 4)
                guard rewrite(parsed, built) else { return nil }
                return Int(built.pointee.nlmsg_len)
            }
        }
        return count.map { WireAttribute.list(room[20..<$0]) }
    }

    /// libnftnl numbers the elements of a list from one when it writes them, but reads only lists of ones.
    private static func withoutNumbers(_ message: WireMessage) -> [UInt8] {
        guard [NFT_MSG_NEWSETELEM, NFT_MSG_DELSETELEM].contains(where: { $0.rawValue == message.type & 0xff }) else {
            return message.bytes
        }
        var bytes = message.bytes
        var offset = 20
        while bytes.number(at: offset + 2, as: UInt16.self) & 0x3fff != UInt16(NFTA_SET_ELEM_LIST_ELEMENTS.rawValue) {
            offset += (Int(bytes.number(at: offset, as: UInt16.self)) + 3) & ~3
        }
        offset += 4
        while offset < bytes.count {
            bytes[offset + 2] = 1
            bytes[offset + 3] &= 0xc0
            offset += (Int(bytes.number(at: offset, as: UInt16.self)) + 3) & ~3
        }
        return bytes
    }

    /// The rule in libnftnl's words, one expression a line.
    static func text(ofRule message: WireMessage) -> [String]? {
        var bytes = message.bytes
        guard let rule = nftnl_rule_alloc() else { return nil }
        defer { nftnl_rule_free(rule) }
        let isRead = bytes.withUnsafeMutableBytes { source in
            source.baseAddress.map { nftnl_rule_nlmsg_parse($0.assumingMemoryBound(to: nlmsghdr.self), rule) } == 0
        }
        guard isRead else { return nil }
        var text = [CChar](repeating: 0, count: 64 * 1024)
        let count = nftnl_rule_snprintf(&text, text.count, rule, UInt32(NFTNL_OUTPUT_DEFAULT.rawValue), 0)
        let words = String(decoding: text.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return words.split(separator: "\n").map(String.init).filter { $0.hasPrefix("  [") }
    }

    private static func rewrite(
        _ parsed: UnsafeMutablePointer<nlmsghdr>, _ built: UnsafeMutablePointer<nlmsghdr>
    ) -> Bool {
        switch UInt32(parsed.pointee.nlmsg_type & 0xff) {
        case NFT_MSG_NEWTABLE.rawValue, NFT_MSG_DELTABLE.rawValue:
            rewrite(nftnl_table_alloc(), nftnl_table_free) {
                nftnl_table_nlmsg_parse(parsed, $0)
            } build: {
                nftnl_table_nlmsg_build_payload(built, $0)
            }
        case NFT_MSG_NEWCHAIN.rawValue, NFT_MSG_DELCHAIN.rawValue:
            rewrite(nftnl_chain_alloc(), nftnl_chain_free) {
                nftnl_chain_nlmsg_parse(parsed, $0)
            } build: {
                nftnl_chain_nlmsg_build_payload(built, $0)
            }
        case NFT_MSG_NEWRULE.rawValue, NFT_MSG_DELRULE.rawValue:
            rewrite(nftnl_rule_alloc(), nftnl_rule_free) {
                nftnl_rule_nlmsg_parse(parsed, $0)
            } build: {
                nftnl_rule_nlmsg_build_payload(built, $0)
            }
        case NFT_MSG_NEWSET.rawValue, NFT_MSG_DELSET.rawValue:
            rewrite(nftnl_set_alloc(), nftnl_set_free) {
                nftnl_set_nlmsg_parse(parsed, $0)
            } build: {
                nftnl_set_nlmsg_build_payload(built, $0)
            }
        case NFT_MSG_NEWSETELEM.rawValue, NFT_MSG_DELSETELEM.rawValue:
            rewrite(nftnl_set_alloc(), nftnl_set_free) {
                nftnl_set_elems_nlmsg_parse(parsed, $0)
            } build: {
                nftnl_set_elems_nlmsg_build_payload(built, $0)
            }
        case NFT_MSG_NEWOBJ.rawValue, NFT_MSG_DELOBJ.rawValue:
            rewrite(nftnl_obj_alloc(), { nftnl_obj_free($0) }) {
                nftnl_obj_nlmsg_parse(parsed, $0)
            } build: {
                nftnl_obj_nlmsg_build_payload(built, $0)
            }
        default: false
        }
    }

    private static func rewrite(
        _ object: OpaquePointer?, _ free: (OpaquePointer) -> Void, parse: (OpaquePointer) -> Int32,
        build: (OpaquePointer) -> Void
    ) -> Bool {
        guard let object else { return false }
        defer { free(object) }
        guard parse(object) == 0 else { return false }
        build(object)
        return true
    }
}
