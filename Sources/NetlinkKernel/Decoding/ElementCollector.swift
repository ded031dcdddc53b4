import CNetfilter
import Nftables

/// Gathers the elements of one set or map from a listing, in whatever order and parts they come.
struct ElementCollector {
    private let layout: KeyLayout
    private let set: String
    private var packed: [UInt8] = []
    private var bounds: [Bound] = []
    private var verdicts: [Element: Verdict] = [:]

    /// Elements that are not of our making.
    private(set) var foreign: Set<ForeignObject> = []

    /// One of the two elements that the kernel has for an interval of one field.
    private struct Bound {
        let key: [UInt8]
        let isEnd: Bool
        let verdict: Verdict?
        let isOdd: Bool
    }

    /// One element as it was read.
    private struct Entry {
        var key: UnsafeRawBufferPointer?
        var keyEnd: UnsafeRawBufferPointer?
        var flags: UInt32 = 0
        var verdict: Verdict?
        var isOdd = false
    }

    /// Gathers the elements of a set or map.
    init(_ set: String, _ layout: KeyLayout) {
        self.set = set
        self.layout = layout
    }

    /// How many messages were taken.
    private(set) var messageCount = 0

    /// Whether two listings of one set of keys found the same.
    func hasSame(as other: ElementCollector) -> Bool {
        verdicts == other.verdicts && foreign == other.foreign && elements() == other.elements()
    }

    /// Takes the elements in one message.
    mutating func take(_ message: AttributeTable) throws(WireError) {
        messageCount += 1
        guard let elements = message[NFTA_SET_ELEM_LIST_ELEMENTS] else { return }
        var reader = AttributeReader(elements)
        while let element = try reader.next() { try take(entry(element.payload)) }
    }

    private func entry(_ bytes: UnsafeRawBufferPointer) throws(WireError) -> Entry {
        var entry = Entry()
        var reader = AttributeReader(bytes)
        while let attribute = try reader.next() {
            switch UInt32(attribute.type) {
            case NFTA_SET_ELEM_KEY.rawValue: entry.key = try value(attribute.payload)
            case NFTA_SET_ELEM_KEY_END.rawValue: entry.keyEnd = try value(attribute.payload)
            case NFTA_SET_ELEM_FLAGS.rawValue where attribute.payload.count >= 4:
                entry.flags = UInt32(bigEndian: attribute.payload.loadUnaligned(as: UInt32.self))
            case NFTA_SET_ELEM_DATA.rawValue:
                let verdict = try AttributeTable(attribute.payload).verdict()
                entry.verdict = verdict.flatMap { Verdict(code: $0.code, chain: $0.chain) }
                entry.isOdd = entry.isOdd || entry.verdict == nil
            case NFTA_SET_ELEM_USERDATA.rawValue, NFTA_SET_ELEM_PAD.rawValue: continue
            default: entry.isOdd = true
            }
        }
        return entry
    }

    /// The bytes of a key, walked by hand: a table of attributes for each of 100,000 keys would cost most of the time.
    private func value(_ data: UnsafeRawBufferPointer) throws(WireError) -> UnsafeRawBufferPointer {
        var reader = AttributeReader(data)
        while let attribute = try reader.next() {
            if attribute.type == UInt16(NFTA_DATA_VALUE.rawValue) { return attribute.payload }
        }
        throw .missing(UInt16(NFTA_DATA_VALUE.rawValue))
    }

    private mutating func take(_ entry: Entry) throws(WireError) {
        if entry.flags & catchAllFlag != 0 {
            foreign.insert(.catchAll(of: set))
            return
        }
        guard let key = entry.key else { throw .missing(UInt16(NFTA_SET_ELEM_KEY.rawValue)) }
        guard key.count == layout.keyByteCount, entry.keyEnd.map({ $0.count == key.count }) ?? true else {
            throw .truncated
        }
        if layout.isInterval, !layout.isConcatenation {
            let isEnd = entry.flags & UInt32(NFT_SET_ELEM_INTERVAL_END.rawValue) != 0
            bounds.append(Bound(key: Array(key), isEnd: isEnd, verdict: entry.verdict, isOdd: entry.isOdd))
        } else {
            add(key, layout.isInterval ? entry.keyEnd ?? key : nil, entry.verdict, isOdd: entry.isOdd)
        }
    }

    private mutating func add(
        _ lower: UnsafeRawBufferPointer, _ upper: UnsafeRawBufferPointer?, _ verdict: Verdict?, isOdd: Bool
    ) {
        if isOdd {
            foreign.insert(.element(of: set, Element(bytes: Array(lower) + (upper.map { Array($0) } ?? []))))
        } else if let verdict {
            verdicts[Element(bytes: Array(lower) + (upper.map { Array($0) } ?? []))] = verdict
        } else {
            packed.append(contentsOf: lower)
            if let upper { packed.append(contentsOf: upper) }
        }
    }

    /// The elements of a set.
    consuming func elements() -> Elements {
        closeIntervals()
        return Elements(layout, packed: packed)
    }

    /// The elements of a map.
    consuming func mapVerdicts() -> [Element: Verdict] {
        closeIntervals()
        return verdicts
    }

    /// Makes intervals of their bounds, as the kernel does when it looks a key up: the nearest bound at or below the
    /// key decides, and a beginning wins over an end at the same key.
    mutating func closeIntervals() {
        defer { bounds = [] }
        bounds.sort { left, right in
            left.key == right.key ? left.isEnd && !right.isEnd : left.key.lexicographicallyPrecedes(right.key)
        }
        var open: Bound?
        for bound in bounds {
            if let start = open, start.key != bound.key { add(start, upTo: predecessor(bound.key)) }
            open = bound.isEnd ? nil : bound
        }
        if let open { add(open, upTo: [UInt8](repeating: 0xff, count: layout.keyByteCount)) }
    }

    private mutating func add(_ start: Bound, upTo upper: [UInt8]) {
        start.key.withUnsafeBytes { lower in upper.withUnsafeBytes { add(lower, $0, start.verdict, isOdd: start.isOdd) }
        }
    }

    private func predecessor(_ key: [UInt8]) -> [UInt8] {
        var bytes = key
        for index in bytes.indices.reversed() {
            bytes[index] &-= 1
            if bytes[index] != 0xff { break }
        }
        return bytes
    }
}
