import CNetfilter

/// Why bytes from the kernel could not be read.
enum WireError: Error, Hashable {
    /// A message or attribute says that it is longer than what is there, or shorter than its own header.
    case truncated
    /// An attribute that must be there is missing.
    case missing(UInt16)
}

/// The attributes in some bytes, checked as they are walked: nothing outside of them is ever read.
struct AttributeReader {
    /// One attribute: its type without flags, and what it holds.
    struct Attribute {
        let type: UInt16
        let payload: UnsafeRawBufferPointer
    }

    private var rest: UnsafeRawBufferPointer

    /// The attributes in these bytes.
    init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

    /// The next attribute; `nil` behind the last.
    mutating func next() throws(WireError) -> Attribute? {
        guard !rest.isEmpty else { return nil }
        guard rest.count >= 4 else { throw .truncated }
        let length = Int(rest.loadUnaligned(fromByteOffset: 0, as: UInt16.self))
        let type = rest.loadUnaligned(fromByteOffset: 2, as: UInt16.self) & UInt16(NLA_TYPE_MASK_VALUE)
        guard length >= 4, length <= rest.count else { throw .truncated }
        let payload = UnsafeRawBufferPointer(rebasing: rest[4..<length])
        rest = UnsafeRawBufferPointer(rebasing: rest[min(rest.count, (length + 3) & ~3)...])
        return Attribute(type: type, payload: payload)
    }
}

/// What is left of an attribute's type without the flags in its two upper bits.
let NLA_TYPE_MASK_VALUE = 0x3fff

/// The attributes of one message or nest, by type; of several with one type the last.
struct AttributeTable {
    private var payloads: [(type: UInt16, payload: UnsafeRawBufferPointer)] = []

    /// Reads all attributes in these bytes.
    init(_ bytes: UnsafeRawBufferPointer) throws(WireError) {
        var reader = AttributeReader(bytes)
        while let attribute = try reader.next() { payloads.append((attribute.type, attribute.payload)) }
    }

    /// What the attribute of this type holds; `nil` where there is none.
    subscript(_ type: some RawRepresentable<UInt32>) -> UnsafeRawBufferPointer? {
        payloads.last { $0.type == UInt16(type.rawValue) }?.payload
    }

    /// The attributes inside the one of this type; none where it is missing.
    func nested(_ type: some RawRepresentable<UInt32>) throws(WireError) -> AttributeTable {
        try AttributeTable(self[type] ?? UnsafeRawBufferPointer(start: nil, count: 0))
    }

    /// The number in the attribute of this type, which is in network order; `nil` where there is none of its size.
    func number<Number: FixedWidthInteger>(_ type: some RawRepresentable<UInt32>, as: Number.Type = Number.self)
        -> Number?
    {
        guard let payload = self[type], payload.count >= MemoryLayout<Number>.size else { return nil }
        return Number(bigEndian: payload.loadUnaligned(as: Number.self))
    }

    /// The number in the attribute of this type, stored as this machine does; `nil` where there is none of its size.
    func native<Number: FixedWidthInteger>(_ type: some RawRepresentable<UInt32>, as: Number.Type = Number.self)
        -> Number?
    {
        number(type, as: Number.self)?.bigEndian
    }

    /// The text in the attribute of this type, up to the zero byte that ends it.
    func text(_ type: some RawRepresentable<UInt32>) -> String? {
        self[type].map { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// The number that must be there.
    func required<Number: FixedWidthInteger>(
        _ type: some RawRepresentable<UInt32>, as: Number.Type = Number.self
    ) throws(WireError) -> Number {
        guard let number = number(type, as: Number.self) else { throw .missing(UInt16(type.rawValue)) }
        return number
    }

    /// The text that must be there.
    func requiredText(_ type: some RawRepresentable<UInt32>) throws(WireError) -> String {
        guard let text = text(type) else { throw .missing(UInt16(type.rawValue)) }
        return text
    }

    /// The bytes that must be there.
    func requiredBytes(_ type: some RawRepresentable<UInt32>) throws(WireError) -> [UInt8] {
        guard let payload = self[type] else { throw .missing(UInt16(type.rawValue)) }
        return Array(payload)
    }
}
