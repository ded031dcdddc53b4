import CNetfilter
import Nftables

extension MessageWriter {
    /// The bytes of the message that begins a transaction.
    static let batchBeginByteCount = 28
    /// The bytes of the message that ends one.
    static let batchEndByteCount = 20

    /// Begins a transaction, for one generation of the kernel's rules only where one is given.
    mutating func beginBatch(sequence: UInt32, generation: Generation?) {
        message(.batchBegin, flags: 0, sequence: sequence, family: AF_UNSPEC, resource: UInt16(NFNL_SUBSYS_NFTABLES)) {
            writer in
            if let generation { writer.put(NFNL_BATCH_GENID, generation.rawValue) }
        }
    }

    /// Ends a transaction: the kernel commits what it would otherwise only try out.
    mutating func endBatch(sequence: UInt32) {
        message(.batchEnd, flags: 0, sequence: sequence, family: AF_UNSPEC, resource: UInt16(NFNL_SUBSYS_NFTABLES))
    }

    /// Appends what makes a set or map; it has no elements yet.
    mutating func putSet(_ name: String, _ layout: KeyLayout, number: UInt32, verdicts: Bool) {
        put(NFTA_SET_NAME, name)
        put(NFTA_SET_FLAGS, layout.setFlags | (verdicts ? UInt32(NFT_SET_MAP.rawValue) : 0))
        put(NFTA_SET_KEY_TYPE, layout.nftNumber)
        put(NFTA_SET_KEY_LEN, UInt32(layout.keyByteCount))
        if verdicts {
            put(NFTA_SET_DATA_TYPE, UInt32(NFT_DATA_VERDICT.rawValue))
            put(NFTA_SET_DATA_LEN, 0 as UInt32)
        }
        put(NFTA_SET_ID, number)
        guard layout.isInterval, layout.isConcatenation else { return }
        nest(NFTA_SET_DESC) { writer in
            writer.nest(NFTA_SET_DESC_CONCAT) { writer in
                for field in layout.fields {
                    writer.nest(NFTA_LIST_ELEM) { $0.put(NFTA_SET_FIELD_LEN, UInt32(field.byteCount)) }
                }
            }
        }
    }

    /// Appends what makes a chain one that the kernel calls.
    mutating func put(_ base: BaseChain) {
        put(NFTA_CHAIN_TYPE, base.kind.rawValue)
        put(NFTA_CHAIN_POLICY, base.policy.rawValue)
        nest(NFTA_CHAIN_HOOK) { writer in
            writer.put(NFTA_HOOK_HOOKNUM, base.hook.rawValue)
            writer.put(NFTA_HOOK_PRIORITY, base.priority)
        }
    }

    /// Appends one element of a verdict map, in as many elements as the kernel has for it.
    mutating func put(_ element: Element, _ layout: KeyLayout, verdict: Verdict?, number: inout UInt16) {
        let (lower, upper) = (element.bytes.prefix(layout.keyByteCount), element.bytes.suffix(layout.keyByteCount))
        let hasEndKey = layout.isInterval && layout.isConcatenation
        number += 1
        nest(rawType: number) { writer in
            writer.nest(NFTA_SET_ELEM_KEY) { $0.put(NFTA_DATA_VALUE, lower) }
            if hasEndKey { writer.nest(NFTA_SET_ELEM_KEY_END) { $0.put(NFTA_DATA_VALUE, upper) } }
            if let verdict {
                writer.nest(NFTA_SET_ELEM_DATA) { $0.putVerdict(code: verdict.code, chain: verdict.target) }
            }
        }
        guard layout.isInterval, !hasEndKey, upper.contains(where: { $0 != 0xff }) else { return }
        number += 1
        nest(rawType: number) { writer in
            writer.put(NFTA_SET_ELEM_FLAGS, UInt32(NFT_SET_ELEM_INTERVAL_END.rawValue))
            writer.nest(NFTA_SET_ELEM_KEY) { $0.put(NFTA_DATA_VALUE, Self.successor(upper)) }
        }
    }

    private static func successor(_ key: ArraySlice<UInt8>) -> [UInt8] {
        var bytes = Array(key)
        for index in bytes.indices.reversed() {
            bytes[index] &+= 1
            if bytes[index] != 0 { break }
        }
        return bytes
    }
}
