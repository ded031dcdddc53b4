import Nftables

/// What a rule has read into registers and not used yet.
struct LoadedFields {
    private var sources: [(offset: Int, source: FieldSource)] = []

    /// The bits of the one register that were kept.
    private(set) var mask: [UInt8]?

    /// Whether nothing waits.
    var isEmpty: Bool { sources.isEmpty }

    /// Remembers what a register was loaded with; `false` for a register that does not continue those before it.
    mutating func load(_ source: FieldSource, to register: UInt32) -> Bool {
        guard let offset = Registers.byteOffset(of: register), mask == nil else { return false }
        guard offset == (sources.last.map { $0.offset + $0.source.paddedByteCount } ?? 0) else { return false }
        sources.append((offset, source))
        return true
    }

    /// Remembers the mask of a single field.
    mutating func setMask(_ mask: [UInt8]) -> Bool {
        guard sources.count == 1, self.mask == nil else { return false }
        self.mask = mask
        return true
    }

    /// Whether this was loaded last, into this register.
    func endsWith(_ source: FieldSource, in register: UInt32) -> Bool {
        sources.last.map { $0.source == source && $0.offset == Registers.byteOffset(of: register) } ?? false
    }

    /// All that was loaded, in order, and nothing waits any more; `nil` where nothing was.
    mutating func takeAll() -> [FieldSource]? {
        defer { self = LoadedFields() }
        return sources.isEmpty ? nil : sources.map(\.source)
    }
}

extension FieldSource {
    /// How many bytes it takes in registers.
    fileprivate var paddedByteCount: Int {
        switch self {
        case .payload(_, _, let length): (Int(length) + 3) & ~3
        case .conntrack: 4
        case .meta: self == FieldSource(.inputInterface) || self == FieldSource(.outputInterface) ? 16 : 4
        }
    }
}
