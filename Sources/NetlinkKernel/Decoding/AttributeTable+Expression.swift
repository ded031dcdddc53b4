import CNetfilter

extension AttributeTable {
    /// The expressions of a rule.
    func expressions() throws(WireError) -> [Expression] {
        guard let payload = self[NFTA_RULE_EXPRESSIONS] else { return [] }
        var reader = AttributeReader(payload)
        var expressions: [Expression] = []
        while let element = try reader.next() {
            let table = try AttributeTable(element.payload)
            expressions.append(try Self.expression(table.requiredText(NFTA_EXPR_NAME), table.nested(NFTA_EXPR_DATA)))
        }
        return expressions
    }

    private static func expression(_ name: String, _ data: AttributeTable) throws(WireError) -> Expression {
        let expression: Expression? =
            switch name {
            case "meta", "payload", "ct": try data.load(name)
            case "cmp", "range", "bitwise", "byteorder": try data.computation(name)
            case "lookup": try data.lookup()
            case "immediate": try data.immediate()
            case "counter", "objref", "limit", "log", "reject": try data.action(name)
            default: nil
            }
        return expression ?? .foreign(name)
    }

    private func load(_ name: String) throws(WireError) -> Expression? {
        switch name {
        case "meta":
            guard let register: UInt32 = number(NFTA_META_DREG) else { return nil }
            return .meta(key: try required(NFTA_META_KEY), to: register)
        case "ct":
            guard let register: UInt32 = number(NFTA_CT_DREG), self[NFTA_CT_DIRECTION] == nil else { return nil }
            return .conntrack(key: try required(NFTA_CT_KEY), to: register)
        default:
            guard let register: UInt32 = number(NFTA_PAYLOAD_DREG) else { return nil }
            return .payload(
                base: try required(NFTA_PAYLOAD_BASE), offset: try required(NFTA_PAYLOAD_OFFSET),
                length: try required(NFTA_PAYLOAD_LEN), to: register)
        }
    }

    private func computation(_ name: String) throws(WireError) -> Expression? {
        switch name {
        case "cmp":
            return .compare(
                operator: try required(NFTA_CMP_OP), try required(NFTA_CMP_SREG), try value(NFTA_CMP_DATA))
        case "range":
            return .range(
                operator: try required(NFTA_RANGE_OP), try required(NFTA_RANGE_SREG),
                from: try value(NFTA_RANGE_FROM_DATA), to: try value(NFTA_RANGE_TO_DATA))
        case "bitwise":
            guard number(NFTA_BITWISE_OP, as: UInt32.self) ?? 0 == 0 else { return nil }
            return .bitwise(
                try required(NFTA_BITWISE_SREG), to: try required(NFTA_BITWISE_DREG),
                mask: try value(NFTA_BITWISE_MASK), flip: try value(NFTA_BITWISE_XOR))
        default:
            return .byteOrder(
                try required(NFTA_BYTEORDER_SREG), to: try required(NFTA_BYTEORDER_DREG),
                operator: try required(NFTA_BYTEORDER_OP), length: try required(NFTA_BYTEORDER_LEN),
                size: try required(NFTA_BYTEORDER_SIZE))
        }
    }

    private func lookup() throws(WireError) -> Expression {
        let flags: UInt32 = number(NFTA_LOOKUP_FLAGS) ?? 0
        return .lookup(
            set: try requiredText(NFTA_LOOKUP_SET), try required(NFTA_LOOKUP_SREG), to: number(NFTA_LOOKUP_DREG),
            isNegated: flags & UInt32(NFT_LOOKUP_F_INV.rawValue) != 0)
    }

    private func immediate() throws(WireError) -> Expression? {
        guard number(NFTA_IMMEDIATE_DREG) == UInt32(NFT_REG_VERDICT.rawValue) else { return nil }
        return try nested(NFTA_IMMEDIATE_DATA).verdict().map { .verdict(code: $0.code, chain: $0.chain) }
    }

    private func action(_ name: String) throws(WireError) -> Expression? {
        switch name {
        case "counter":
            return .counter(packets: number(NFTA_COUNTER_PACKETS) ?? 0, bytes: number(NFTA_COUNTER_BYTES) ?? 0)
        case "objref":
            guard let type: UInt32 = number(NFTA_OBJREF_IMM_TYPE) else { return nil }
            return .object(type: type, name: try requiredText(NFTA_OBJREF_IMM_NAME))
        case "limit":
            return .limit(
                rate: try required(NFTA_LIMIT_RATE), unit: try required(NFTA_LIMIT_UNIT),
                burst: number(NFTA_LIMIT_BURST) ?? 0, type: number(NFTA_LIMIT_TYPE) ?? 0,
                flags: number(NFTA_LIMIT_FLAGS) ?? 0)
        case "log": return log()
        default: return .reject(type: try required(NFTA_REJECT_TYPE), code: number(NFTA_REJECT_ICMP_CODE) ?? 0)
        }
    }

    /// The kernel adds the level that it uses by itself; anything else in it we never write.
    private func log() -> Expression? {
        let usualLevel = UInt32(NFT_LOGLEVEL_WARNING.rawValue)
        guard number(NFTA_LOG_LEVEL) ?? usualLevel == usualLevel, number(NFTA_LOG_FLAGS) ?? UInt32(0) == 0,
            number(NFTA_LOG_QTHRESHOLD) ?? UInt16(0) == 0
        else { return nil }
        let prefix = text(NFTA_LOG_PREFIX)
        return .log(
            prefix: prefix?.isEmpty == true ? nil : prefix, group: number(NFTA_LOG_GROUP),
            snapLength: number(NFTA_LOG_SNAPLEN))
    }

    private func value(_ type: some RawRepresentable<UInt32>) throws(WireError) -> [UInt8] {
        try nested(type).requiredBytes(NFTA_DATA_VALUE)
    }

    /// The verdict among these attributes; `nil` where they hold a value instead.
    func verdict() throws(WireError) -> (code: Int32, chain: String?)? {
        guard self[NFTA_DATA_VERDICT] != nil else { return nil }
        let verdict = try nested(NFTA_DATA_VERDICT)
        return (try verdict.required(NFTA_VERDICT_CODE), verdict.text(NFTA_VERDICT_CHAIN))
    }
}
