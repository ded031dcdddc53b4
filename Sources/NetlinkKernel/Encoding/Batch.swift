import CNetfilter
import Nftables

/// The messages of one phase, framed as one transaction, and which change each of them belongs to.
struct Batch: ~Copyable {
    private var writer = MessageWriter()
    private let table: String
    private let tableFlags: UInt32
    private let context: Ruleset
    private let firstSequence: UInt32
    private let isAdoption: Bool
    private var messages: [Message] = []
    /// Messages that no part may end within.
    private var inseparable: Range<Int>?

    /// Where a message stands, and the change it belongs to.
    private struct Message {
        let start: Int
        let end: Int
        let change: Int
    }

    /// Encodes a phase. The generation is the one that the kernel must still be at; the sequence numbers of the
    /// messages begin at this one. An adoption takes a table that is there where otherwise a new one is made.
    init(
        _ phase: Phase, table: String, tableFlags: UInt32, generation: Generation?, sequence: UInt32,
        isAdoption: Bool = false
    ) {
        self.isAdoption = isAdoption
        self.table = table
        self.tableFlags = tableFlags
        context = phase.result ?? Ruleset(table: table)
        firstSequence = sequence
        writer.reserve(phase.changes.reduce(256) { $0 + $1.byteCountEstimate })
        writer.beginBatch(sequence: sequence, generation: generation)
        emptyForeignChains(phase.changes)
        let exchange = Self.exchange(in: phase.changes)
        for (index, change) in phase.changes.enumerated() { encode(change, index) }
        inseparable = exchange.map { exchange in
            let inside = messages.indices.filter { exchange.contains(messages[$0].change) }
            return (inside.first ?? 0)..<(inside.last ?? 0) + 1
        }
        if let last = messages.last { writer.addFlags(NLM_F_ACK, toMessageAt: last.start) }
        writer.endBatch(sequence: sequence + UInt32(messages.count) + 1)
    }

    /// Rules of a chain that is not ours hold on to whatever they name, which may have to go before it.
    private mutating func emptyForeignChains(_ changes: [Change]) {
        for (index, change) in changes.enumerated() {
            guard case .removeForeign(.chain(let chain)) = change else { continue }
            message(NFT_MSG_DELRULE, index) { $0.put(NFTA_RULE_CHAIN, chain) }
        }
    }

    /// The changes from the first that takes intervals or verdicts out of a set or map to the last that puts others
    /// in: between them is a key in neither that is there before and afterwards.
    private static func exchange(in changes: [Change]) -> ClosedRange<Int>? {
        var firstRemoval: [String: Int] = [:]
        var bounds: [Int] = []
        for (index, change) in changes.enumerated() {
            switch change {
            case .removeElements(let elements, let set) where elements.layout.isInterval:
                firstRemoval[set] = firstRemoval[set] ?? index
            case .removeVerdicts(_, let map, _): firstRemoval[map] = firstRemoval[map] ?? index
            case .addElements(_, let set), .addVerdicts(_, let set, _):
                if let removal = firstRemoval[set] { bounds += [removal, index] }
            default: continue
            }
        }
        guard let first = bounds.min(), let last = bounds.max() else { return nil }
        return first...last
    }

    /// How many messages there are, the frame left out.
    var count: Int { messages.count }

    /// How many bytes a transaction of all messages has.
    var byteCount: Int { writer.count }

    /// The change that a sequence number belongs to; `nil` for the frame.
    func change(of sequence: UInt32) -> Int? {
        let index = Int(sequence) - Int(firstSequence) - 1
        return messages.indices.contains(index) ? messages[index].change : nil
    }

    /// The number of the message at a position.
    func sequence(ofMessage position: Int) -> UInt32 { firstSequence + UInt32(position) + 1 }

    /// All messages as one transaction that asks for one answer; without its end the kernel only tries it out.
    func transaction(isTrial: Bool = false) -> [UInt8] {
        writer.bytes(in: 0..<writer.count - (isTrial ? MessageWriter.batchEndByteCount : 0))
    }

    /// Some of the messages as a transaction of their own.
    func transaction(of part: Range<Int>, generation: Generation) -> [UInt8] {
        var result = MessageWriter()
        result.beginBatch(sequence: firstSequence, generation: generation)
        for message in messages[part] { result.append(message.start..<message.end, of: writer) }
        result.addFlags(
            NLM_F_ACK, toMessageAt: result.count - byteCount(of: part.upperBound - 1..<part.upperBound))
        result.endBatch(sequence: firstSequence + UInt32(messages.count) + 1)
        return result.bytes
    }

    /// The messages in runs that make no transaction larger than this; `nil` where what must stay together does.
    func parts(byteCountMax: Int) -> [Range<Int>]? {
        let room = byteCountMax - MessageWriter.batchBeginByteCount - MessageWriter.batchEndByteCount
        var parts: [Range<Int>] = []
        var first = 0
        for unit in units {
            guard byteCount(of: unit) <= room else { return nil }
            if byteCount(of: first..<unit.upperBound) > room {
                parts.append(first..<unit.lowerBound)
                first = unit.lowerBound
            }
        }
        if first < messages.count { parts.append(first..<messages.count) }
        return parts
    }

    /// What stays together: each message alone, but for those that are inseparable.
    private var units: [Range<Int>] {
        let together = inseparable ?? 0..<0
        let before = (0..<together.lowerBound).map { $0..<$0 + 1 }
        let behind = (together.upperBound..<messages.count).map { $0..<$0 + 1 }
        return before + (together.isEmpty ? [] : [together]) + behind
    }

    private func byteCount(of part: Range<Int>) -> Int {
        messages[part.upperBound - 1].end - messages[part.lowerBound].start
    }

    private mutating func message(
        _ type: nf_tables_msg_types, _ change: Int, flags: Int32 = 0, _ body: (inout MessageWriter) -> Void
    ) {
        let sequence = firstSequence + UInt32(messages.count) + 1
        let (table, start) = (table, writer.count)
        writer.message(MessageKind(type), flags: flags, sequence: sequence) { writer in
            writer.put(NFTA_TABLE_NAME, table)  // the first attribute of every kind of message, under one number
            body(&writer)
        }
        messages.append(Message(start: start, end: writer.count, change: change))
    }

    private mutating func encode(_ change: Change, _ index: Int) {
        switch change {
        case .createTable(let comment): createTable(comment, index)
        case .deleteTable: message(NFT_MSG_DELTABLE, index) { _ in }
        case .createCounter(let name): createCounter(name, index)
        case .deleteCounter(let name): encode(ForeignObject.object(type: UInt32(NFT_OBJECT_COUNTER), name: name), index)
        case .createSet(let name, let layout, let comment):
            createSet(name, layout, verdicts: false, UserData.set(layout, comment: comment), index)
        case .createMap(let name, let layout, let comment):
            createSet(name, layout, verdicts: true, UserData.map(layout, comment: comment), index)
        case .deleteSet(let name), .deleteMap(let name): encode(ForeignObject.set(name), index)
        case .addElements(let elements, let set): encode(NFT_MSG_NEWSETELEM, elements, of: set, index)
        case .removeElements(let elements, let set): encode(NFT_MSG_DELSETELEM, elements, of: set, index)
        case .addVerdicts(let elements, let map, let layout):
            encode(NFT_MSG_NEWSETELEM, elements, of: map, layout, index)
        case .removeVerdicts(let elements, let map, let layout):
            encode(NFT_MSG_DELSETELEM, elements, of: map, layout, index)
        case .createChain(let name, let base, let comment): createChain(name, base, comment, index)
        case .deleteChain(let name): encode(ForeignObject.chain(name), index)
        case .setPolicy(let policy, let chain): setPolicy(policy, of: chain, index)
        case .setRules(let rules, let chain): setRules(rules, of: chain, index)
        case .removeForeign(let object): encode(object, index)
        }
    }

    private mutating func createTable(_ comment: LimitedText?, _ index: Int) {
        let flags = tableFlags
        message(NFT_MSG_NEWTABLE, index, flags: isAdoption ? 0 : NLM_F_CREATE | NLM_F_EXCL) { writer in
            writer.put(NFTA_TABLE_FLAGS, flags)
            if let comment { writer.put(NFTA_TABLE_USERDATA, UserData.comment(comment)) }
        }
    }

    private mutating func createCounter(_ name: String, _ index: Int) {
        message(NFT_MSG_NEWOBJ, index, flags: NLM_F_CREATE) { writer in
            writer.put(NFTA_OBJ_NAME, name)
            writer.put(NFTA_OBJ_TYPE, UInt32(NFT_OBJECT_COUNTER))
            writer.nest(NFTA_OBJ_DATA) { writer in
                writer.put(NFTA_COUNTER_BYTES, 0 as UInt64)
                writer.put(NFTA_COUNTER_PACKETS, 0 as UInt64)
            }
        }
    }

    private mutating func createSet(
        _ name: String, _ layout: KeyLayout, verdicts: Bool, _ userData: [UInt8], _ index: Int
    ) {
        let number = UInt32(messages.count) + 1
        message(NFT_MSG_NEWSET, index, flags: NLM_F_CREATE) { writer in
            writer.putSet(name, layout, number: number, verdicts: verdicts)
            writer.put(NFTA_SET_USERDATA, userData)
        }
    }

    private mutating func createChain(_ name: String, _ base: BaseChain?, _ comment: LimitedText?, _ index: Int) {
        message(NFT_MSG_NEWCHAIN, index, flags: NLM_F_CREATE) { writer in
            writer.put(NFTA_CHAIN_NAME, name)
            if let base { writer.put(base) }
            if let comment { writer.put(NFTA_CHAIN_USERDATA, UserData.comment(comment)) }
        }
    }

    private mutating func setPolicy(_ policy: BaseChain.Policy, of chain: String, _ index: Int) {
        message(NFT_MSG_NEWCHAIN, index) { writer in
            writer.put(NFTA_CHAIN_NAME, chain)
            writer.put(NFTA_CHAIN_POLICY, policy.rawValue)
        }
    }

    private mutating func setRules(_ rules: [Rule], of chain: String, _ index: Int) {
        message(NFT_MSG_DELRULE, index) { $0.put(NFTA_RULE_CHAIN, chain) }
        for rule in rules {
            let expressions = Lowering.expressions(of: rule, in: context)
            message(NFT_MSG_NEWRULE, index, flags: NLM_F_CREATE | NLM_F_APPEND) { writer in
                writer.put(NFTA_RULE_CHAIN, chain)
                writer.put(expressions)
                if let comment = rule.comment { writer.put(NFTA_RULE_USERDATA, UserData.comment(comment)) }
            }
        }
    }

    private mutating func encode(_ type: nf_tables_msg_types, _ elements: Elements, of set: String, _ index: Int) {
        let rows = ElementRows(elements.layout)
        let flags = type == NFT_MSG_NEWSETELEM ? NLM_F_CREATE : 0
        for start in stride(from: 0, to: elements.count, by: rows.countPerMessage) {
            let positions = start..<min(elements.count, start + rows.countPerMessage)
            message(type, index, flags: flags) { writer in
                writer.put(NFTA_SET_ELEM_LIST_SET, set)
                writer.nest(NFTA_SET_ELEM_LIST_ELEMENTS) { rows.write(elements, positions, to: &$0) }
            }
        }
    }

    private mutating func encode(
        _ type: nf_tables_msg_types, _ elements: [MapElement], of map: String, _ layout: KeyLayout, _ index: Int
    ) {
        let perMessage = 100  // a verdict names a chain of up to 255 bytes
        let isNew = type == NFT_MSG_NEWSETELEM
        for start in stride(from: 0, to: elements.count, by: perMessage) {
            let part = elements[start..<min(elements.count, start + perMessage)]
            message(type, index, flags: isNew ? NLM_F_CREATE : 0) { writer in
                writer.put(NFTA_SET_ELEM_LIST_SET, map)
                writer.nest(NFTA_SET_ELEM_LIST_ELEMENTS) { writer in
                    var number: UInt16 = 0
                    for element in part {
                        writer.put(element.key, layout, verdict: isNew ? element.verdict : nil, number: &number)
                    }
                }
            }
        }
    }

    private mutating func encode(_ object: ForeignObject, _ index: Int) {
        switch object {
        case .set(let name): message(NFT_MSG_DELSET, index) { $0.put(NFTA_SET_NAME, name) }
        case .chain(let name): message(NFT_MSG_DELCHAIN, index) { $0.put(NFTA_CHAIN_NAME, name) }
        case .flowTable(let name): message(NFT_MSG_DELFLOWTABLE, index) { $0.put(NFTA_FLOWTABLE_NAME, name) }
        case .object(let type, let name):
            message(NFT_MSG_DELOBJ, index) { writer in
                writer.put(NFTA_OBJ_NAME, name)
                writer.put(NFTA_OBJ_TYPE, type)
            }
        case .element(let set, let element):
            // Where the set does not stay, its elements go with it.
            guard let layout = context.sets[set]?.layout ?? context.maps[set]?.layout else { return }
            let elements = [MapElement(element, .continue)]
            encode(NFT_MSG_DELSETELEM, elements, of: set, layout, index)
        case .dormancy:
            let flags = tableFlags
            message(NFT_MSG_NEWTABLE, index) { $0.put(NFTA_TABLE_FLAGS, flags) }
        case .catchAll(let set):
            message(NFT_MSG_DELSETELEM, index) { writer in
                writer.put(NFTA_SET_ELEM_LIST_SET, set)
                writer.nest(NFTA_SET_ELEM_LIST_ELEMENTS) { writer in
                    writer.nest(rawType: 1) { $0.put(NFTA_SET_ELEM_FLAGS, catchAllFlag) }
                }
            }
        }
    }
}

/// The flag of the element that matches whatever no other does; the headers of 6.1 have it, older ones do not.
let catchAllFlag = UInt32(NFT_SET_ELEM_CATCHALL.rawValue)

extension Change {
    /// Enough bytes for most; the buffer grows where it is not.
    fileprivate var byteCountEstimate: Int {
        switch self {
        case .addElements(let elements, _), .removeElements(let elements, _):
            ElementRows(elements.layout).byteCount(of: elements.count) + (elements.count / 100 + 1) * 128
        case .addVerdicts(let elements, _, _), .removeVerdicts(let elements, _, _): elements.count * 128 + 128
        case .setRules(let rules, _): rules.count * 512 + 64
        case .createTable, .deleteTable, .createCounter, .deleteCounter, .createSet, .deleteSet, .createMap,
            .deleteMap, .createChain, .deleteChain, .setPolicy, .removeForeign:
            256
        }
    }
}
