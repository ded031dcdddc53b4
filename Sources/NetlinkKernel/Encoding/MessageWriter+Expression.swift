import CNetfilter

extension MessageWriter {
    /// Appends the expressions of a rule.
    mutating func put(_ expressions: [Expression]) {
        nest(NFTA_RULE_EXPRESSIONS) { writer in
            for expression in expressions {
                writer.nest(NFTA_LIST_ELEM) { writer in
                    writer.put(NFTA_EXPR_NAME, expression.name)
                    writer.nest(NFTA_EXPR_DATA) { $0.putBody(of: expression) }
                }
            }
        }
    }

    /// Attributes stand in the order in which libnftnl writes them, so that its bytes and ours can be compared.
    private mutating func putBody(of expression: Expression) {
        switch expression {
        case .meta(let key, let to):
            put(NFTA_META_KEY, key)
            put(NFTA_META_DREG, to)
        case .payload(let base, let offset, let length, let to):
            put(NFTA_PAYLOAD_DREG, to)
            put(NFTA_PAYLOAD_BASE, base)
            put(NFTA_PAYLOAD_OFFSET, offset)
            put(NFTA_PAYLOAD_LEN, length)
        case .conntrack(let key, let to):
            put(NFTA_CT_KEY, key)
            put(NFTA_CT_DREG, to)
        case .compare, .range, .bitwise, .byteOrder: putComputation(expression)
        case .lookup(let set, let from, let to, let isNegated):
            put(NFTA_LOOKUP_SREG, from)
            if let to { put(NFTA_LOOKUP_DREG, to) }
            put(NFTA_LOOKUP_SET, set)
            if isNegated { put(NFTA_LOOKUP_FLAGS, UInt32(NFT_LOOKUP_F_INV.rawValue)) }
        case .verdict(let code, let chain):
            put(NFTA_IMMEDIATE_DREG, UInt32(NFT_REG_VERDICT.rawValue))
            nest(NFTA_IMMEDIATE_DATA) { $0.putVerdict(code: code, chain: chain) }
        case .counter, .object, .limit, .log, .reject: putAction(expression)
        case .foreign(let name): preconditionFailure("\(name) is read, never written")
        }
    }

    private mutating func putComputation(_ expression: Expression) {
        switch expression {
        case .compare(let operation, let register, let value):
            put(NFTA_CMP_SREG, register)
            put(NFTA_CMP_OP, operation)
            nest(NFTA_CMP_DATA) { $0.put(NFTA_DATA_VALUE, value) }
        case .range(let operation, let register, let from, let to):
            put(NFTA_RANGE_SREG, register)
            put(NFTA_RANGE_OP, operation)
            nest(NFTA_RANGE_FROM_DATA) { $0.put(NFTA_DATA_VALUE, from) }
            nest(NFTA_RANGE_TO_DATA) { $0.put(NFTA_DATA_VALUE, to) }
        case .bitwise(let from, let to, let mask, let flip):
            put(NFTA_BITWISE_SREG, from)
            put(NFTA_BITWISE_DREG, to)
            put(NFTA_BITWISE_LEN, UInt32(mask.count))
            nest(NFTA_BITWISE_MASK) { $0.put(NFTA_DATA_VALUE, mask) }
            nest(NFTA_BITWISE_XOR) { $0.put(NFTA_DATA_VALUE, flip) }
        case .byteOrder(let from, let to, let operation, let length, let size):
            put(NFTA_BYTEORDER_SREG, from)
            put(NFTA_BYTEORDER_DREG, to)
            put(NFTA_BYTEORDER_OP, operation)
            put(NFTA_BYTEORDER_LEN, length)
            put(NFTA_BYTEORDER_SIZE, size)
        case .meta, .payload, .conntrack, .lookup, .verdict, .counter, .object, .limit, .log, .reject, .foreign: return
        }
    }

    private mutating func putAction(_ expression: Expression) {
        switch expression {
        case .counter(let packets, let byteCount):
            put(NFTA_COUNTER_BYTES, byteCount)
            put(NFTA_COUNTER_PACKETS, packets)
        case .object(let type, let name):
            put(NFTA_OBJREF_IMM_TYPE, type)
            put(NFTA_OBJREF_IMM_NAME, name)
        case .limit(let rate, let unit, let burst, let type, let flags):
            put(NFTA_LIMIT_RATE, rate)
            put(NFTA_LIMIT_UNIT, unit)
            put(NFTA_LIMIT_BURST, burst)
            put(NFTA_LIMIT_TYPE, type)
            put(NFTA_LIMIT_FLAGS, flags)
        case .log(let prefix, let group, let snapLength):
            if let prefix { put(NFTA_LOG_PREFIX, prefix) }
            if let group { put(NFTA_LOG_GROUP, group) }
            if let snapLength { put(NFTA_LOG_SNAPLEN, snapLength) }
        case .reject(let type, let code):
            put(NFTA_REJECT_TYPE, type)
            put(NFTA_REJECT_ICMP_CODE, code)
        case .meta, .payload, .conntrack, .lookup, .verdict, .compare, .range, .bitwise, .byteOrder, .foreign: return
        }
    }

    /// Appends a verdict, as it stands in a rule and in an element of a map.
    mutating func putVerdict(code: Int32, chain: String?) {
        nest(NFTA_DATA_VERDICT) { writer in
            writer.put(NFTA_VERDICT_CODE, code)
            if let chain { writer.put(NFTA_VERDICT_CHAIN, chain) }
        }
    }
}
