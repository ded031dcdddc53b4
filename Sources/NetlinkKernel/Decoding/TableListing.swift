import CNetfilter
import Nftables

/// What the kernel listed of one table, put together message by message.
struct TableListing {
    /// The table so far.
    private(set) var ruleset: Ruleset
    /// The kernel's flags of the table.
    private(set) var flags: UInt32 = 0
    /// The port of the socket that owns the table.
    private(set) var owner: UInt32?
    /// What rules and named counters have counted.
    private(set) var counts = Counts()

    private let name: String

    /// Reads the table of this name.
    init(_ name: String) {
        self.name = name
        ruleset = Ruleset(table: name)
    }

    /// The sets and maps whose elements are still to be listed.
    var lookups: [(name: String, layout: KeyLayout)] {
        let all = ruleset.sets.mapValues(\.layout).merging(ruleset.maps.mapValues(\.layout)) { set, _ in set }
        return all.map { (name: $0.key, layout: $0.value) }.sorted { $0.name < $1.name }
    }

    /// Takes the table itself.
    mutating func takeTable(_ message: AttributeTable) {
        ruleset = Ruleset(table: name, keeping: UserData.comment(in: message[NFTA_TABLE_USERDATA]))
        flags = message.number(NFTA_TABLE_FLAGS) ?? 0
        owner = message.number(NFTA_TABLE_OWNER)
        if flags & TableFlags.dormant != 0 { ruleset.foreign.insert(.dormancy) }
    }

    /// Takes a chain.
    mutating func takeChain(_ message: AttributeTable) throws(WireError) {
        guard message.text(NFTA_CHAIN_TABLE) == name else { return }
        let chain = try message.requiredText(NFTA_CHAIN_NAME)
        let comment = UserData.comment(in: message[NFTA_CHAIN_USERDATA])
        if message[NFTA_CHAIN_HOOK] == nil {
            ruleset.chains[chain] = Chain([], base: nil, keeping: comment)
        } else if let base = try BaseChain(message) {
            ruleset.chains[chain] = Chain([], base: base, keeping: comment)
        } else {
            ruleset.foreign.insert(.chain(chain))
        }
    }

    /// Takes a rule; the kernel lists the rules of a chain in their order.
    mutating func takeRule(_ message: AttributeTable) throws(WireError) {
        guard message.text(NFTA_RULE_TABLE) == name else { return }
        let chain = try message.requiredText(NFTA_RULE_CHAIN)
        let expressions = try message.expressions()
        let statements = Lifting.statements(of: expressions)
        let comment = UserData.comment(in: message[NFTA_RULE_USERDATA])
        ruleset.chains[chain]?.rules.append(Rule(statements, keeping: comment))
        counts.rules[chain, default: []].append(expressions.firstCount)
    }

    /// Takes a set or map, whose elements come later.
    mutating func takeSet(_ message: AttributeTable) throws(WireError) {
        guard message.text(NFTA_SET_TABLE) == name else { return }
        let set = try message.requiredText(NFTA_SET_NAME)
        let flags: UInt32 = message.number(NFTA_SET_FLAGS) ?? 0
        if flags & UInt32(NFT_SET_ANONYMOUS.rawValue) != 0 { return }  // part of a rule, and goes with it
        let isMap = flags & UInt32(NFT_SET_MAP.rawValue) != 0
        let layout = KeyLayout(
            nftNumber: try message.required(NFTA_SET_KEY_TYPE), flags: flags & ~UInt32(NFT_SET_MAP.rawValue),
            keyByteCount: try message.required(NFTA_SET_KEY_LEN))
        let comment = UserData.comment(in: message[NFTA_SET_USERDATA], type: .set)
        let isPlain = message[NFTA_SET_EXPR] == nil && message[NFTA_SET_TIMEOUT] == nil
        let hasVerdicts = message.number(NFTA_SET_DATA_TYPE) == UInt32(NFT_DATA_VERDICT.rawValue)
        switch (layout, isMap) {
        case (let layout?, false) where isPlain: ruleset.sets[set] = NamedSet(Elements(layout), keeping: comment)
        case (let layout?, true) where isPlain && hasVerdicts:
            ruleset.maps[set] = VerdictMap(layout, [:], keeping: comment)
        default: ruleset.foreign.insert(.set(set))
        }
    }

    /// Takes a stateful object.
    mutating func takeObject(_ message: AttributeTable) throws(WireError) {
        guard message.text(NFTA_OBJ_TABLE) == name else { return }
        let object = try message.requiredText(NFTA_OBJ_NAME)
        let type: UInt32 = try message.required(NFTA_OBJ_TYPE)
        guard type == UInt32(NFT_OBJECT_COUNTER) else {
            ruleset.foreign.insert(.object(type: type, name: object))
            return
        }
        ruleset.counters.insert(object)
        let data = try message.nested(NFTA_OBJ_DATA)
        counts.named[object] = Count(
            packets: data.number(NFTA_COUNTER_PACKETS) ?? 0, bytes: data.number(NFTA_COUNTER_BYTES) ?? 0)
    }

    /// Takes a flow table, which we never make.
    mutating func takeFlowTable(_ message: AttributeTable) throws(WireError) {
        guard message.text(NFTA_FLOWTABLE_TABLE) == name else { return }
        ruleset.foreign.insert(.flowTable(try message.requiredText(NFTA_FLOWTABLE_NAME)))
    }

    /// Takes all elements of one set or map.
    mutating func take(_ collector: consuming ElementCollector, of set: String) {
        collector.closeIntervals()
        ruleset.foreign.formUnion(collector.foreign)
        if ruleset.sets[set] != nil {
            ruleset.sets[set]?.elements = collector.elements()
        } else {
            ruleset.maps[set]?.verdicts = collector.mapVerdicts()
        }
    }
}

extension BaseChain {
    /// The hook in a chain's message; `nil` for one that we do not use, such as one of a device.
    fileprivate init?(_ message: AttributeTable) throws(WireError) {
        let hook = try message.nested(NFTA_CHAIN_HOOK)
        guard let kind = message.text(NFTA_CHAIN_TYPE).flatMap({ Kind(rawValue: $0) }),
            let place = Hook(rawValue: try hook.required(NFTA_HOOK_HOOKNUM)),
            let policy = Policy(rawValue: message.number(NFTA_CHAIN_POLICY) ?? Policy.accept.rawValue),
            hook[NFTA_HOOK_DEV] == nil, hook[NFTA_HOOK_DEVS] == nil
        else { return nil }
        self.init(place, priority: try hook.required(NFTA_HOOK_PRIORITY), policy: policy, kind: kind)
    }
}

extension [Expression] {
    /// What the first counter of a rule has counted.
    fileprivate var firstCount: Count? {
        for case .counter(let packets, let bytes) in self { return Count(packets: packets, bytes: bytes) }
        return nil
    }
}
