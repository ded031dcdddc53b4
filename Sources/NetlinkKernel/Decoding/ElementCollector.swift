import CNetfilter
import Nftables

/// Gathers the elements of one set or map from a listing, in whatever order and parts they come.
struct ElementCollector {
    private let layout: KeyLayout
    private let set: String
    private var packed: [UInt8] = []
    private var bounds: IntervalBounds
    private var verdicts: [Element: Verdict] = [:]

    /// Elements that are not of our making.
    private(set) var foreign: Set<ForeignObject> = []

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
        bounds = IntervalBounds(keyByteCount: layout.keyByteCount)
    }

    /// How many messages held elements; the kernel puts an empty one behind them.
    private(set) var messageCount = 0

    /// What was listed, in a few bytes, in whatever order it came: two listings of one set are held one at a time.
    private(set) var fingerprint = ListingFingerprint()

    /// Takes the elements in one message.
    mutating func take(_ message: AttributeTable) throws(WireError) {
        guard let elements = message[NFTA_SET_ELEM_LIST_ELEMENTS], !elements.isEmpty else { return }
        messageCount += 1
        var reader = AttributeReader(elements)
        while let element = try reader.next() {
            let entry = try entry(element.payload)
            fingerprint.add(entry.key, entry.keyEnd, entry.verdict)
            try take(entry)
        }
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
            bounds.append(key, isEnd: isEnd, entry.verdict, isOdd: entry.isOdd)
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
            packed.reserveSparingly(lower.count * 2)
            packed.append(contentsOf: lower)
            if let upper { packed.append(contentsOf: upper) }
        }
    }

    /// The elements of a set.
    consuming func elements() -> Elements {
        closeIntervals()
        var rows: [UInt8] = []
        swap(&rows, &packed)  // so that they are sorted where they are
        return Elements(layout, packed: rows)
    }

    /// The elements of a map.
    consuming func mapVerdicts() -> [Element: Verdict] {
        closeIntervals()
        return verdicts
    }

    /// Makes intervals of their bounds.
    mutating func closeIntervals() {
        let bounds = bounds
        self.bounds = IntervalBounds(keyByteCount: layout.keyByteCount)
        if !bounds.hasVerdicts { packed.reserveCapacity(bounds.intervalCountMax * layout.elementByteCount) }
        bounds.forEachInterval { add($0.lower, $0.upper, $0.verdict, isOdd: $0.isOdd) }
    }
}

/// The number of the elements in a listing and the sum of their hashes, which no order changes.
struct ListingFingerprint: Hashable {
    private var count = 0
    private var sum: UInt64 = 0

    /// Takes one element.
    mutating func add(_ key: UnsafeRawBufferPointer?, _ keyEnd: UnsafeRawBufferPointer?, _ verdict: Verdict?) {
        var hasher = Hasher()
        if let key { hasher.combine(bytes: key) }
        if let keyEnd { hasher.combine(bytes: keyEnd) }
        if let verdict { hasher.combine(verdict) }
        count += 1
        sum &+= UInt64(bitPattern: Int64(hasher.finalize()))
    }
}

extension [UInt8] {
    /// Makes room for so many more, and a quarter on top: growing to twice the size, as arrays do, would make reading
    /// a large set take twice the memory of the set.
    mutating func reserveSparingly(_ more: Int) {
        if count + more > capacity { reserveCapacity(count + more + Swift.max(1024, count / 4)) }
    }
}
