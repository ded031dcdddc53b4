import CNetfilter

/// Netlink messages, one behind the other in one buffer: what one `sendmsg` carries.
///
/// The buffer is zero ahead of what was written, so that padding and the ends of texts need only be stepped over, and
/// numbers are stored in place. It is memory of its own and cannot be copied: an array asks at each store whether it
/// is shared, which was half of the time of a small change.
struct MessageWriter: ~Copyable {
    private static let headerByteCount = 20

    /// How many bytes the messages have so far.
    private(set) var count = 0
    private var storage = UnsafeMutableRawBufferPointer(start: nil, count: 0)

    deinit { storage.deallocate() }

    /// The messages so far.
    var bytes: [UInt8] { bytes(in: 0..<count) }

    /// Some of the bytes so far.
    func bytes(in range: Range<Int>) -> [UInt8] { Array(storage[range]) }

    /// Makes room for so many more bytes.
    mutating func reserve(_ more: Int) {
        if count + more > storage.count { grow(by: more) }
    }

    private mutating func grow(by more: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(count + more, 2 * storage.count), alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count]))
        UnsafeMutableRawBufferPointer(rebasing: larger[count...]).initializeMemory(as: UInt8.self, repeating: 0)
        storage.deallocate()
        storage = larger
    }

    /// Appends a message of the nfnetlink family: its header, then what the body puts into it.
    mutating func message(
        _ kind: MessageKind, flags: Int32, sequence: UInt32, family: Int32 = NFPROTO_INET_VALUE,
        resource: UInt16 = 0, _ body: (inout MessageWriter) -> Void = { _ in }
    ) {
        bareMessage(kind, flags: flags, sequence: sequence) { writer in
            writer.netfilterHeader(family: family, resource: resource)
            body(&writer)
        }
    }

    /// Appends a message of any family: netlink's own header, then what the body puts into it, a family's header first.
    mutating func bareMessage(
        _ kind: MessageKind, flags: Int32, sequence: UInt32, _ body: (inout MessageWriter) -> Void
    ) {
        let start = count
        reserve(Self.headerByteCount)
        append(0 as UInt32)
        append(kind.rawValue)
        append(UInt16(truncatingIfNeeded: NLM_F_REQUEST | flags))
        append(sequence)
        append(0 as UInt32)
        body(&self)
        set(UInt32(count - start), at: start)
    }

    /// Appends the header of nfnetlink.
    mutating func netfilterHeader(family: Int32, resource: UInt16 = 0) {
        reserve(4)
        append(UInt8(truncatingIfNeeded: family))
        append(UInt8(NFNETLINK_V0))
        append(resource.bigEndian)
    }

    /// Appends bytes that are no attribute, padded: the header of a family.
    mutating func append(header: [UInt8]) {
        reserve(header.count + 4)
        copy(header)
        pad()
    }

    /// Adds flags to the message that begins at this byte.
    mutating func addFlags(_ flags: Int32, toMessageAt start: Int) {
        let offset = start + 6
        let old = storage.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
        set(old | UInt16(truncatingIfNeeded: flags), at: offset)
    }

    /// Appends messages that were written elsewhere.
    mutating func append(_ range: Range<Int>, of other: borrowing MessageWriter) {
        reserve(range.count)
        copy(other.storage[range])
    }

    /// Appends an attribute that holds attributes.
    mutating func nest(_ type: some RawRepresentable<UInt32>, _ body: (inout MessageWriter) -> Void) {
        nest(rawType: UInt16(type.rawValue), body)
    }

    /// Appends an attribute that holds attributes, by the number of its type.
    mutating func nest(rawType: UInt16, _ body: (inout MessageWriter) -> Void) {
        let start = count
        begin(rawType | UInt16(NLA_F_NESTED), payloadByteCount: 0)
        body(&self)
        let length = count - start
        precondition(length <= UInt16.max, "an attribute holds at most 64 KiB")
        set(UInt16(length), at: start)
    }

    /// Appends an attribute of these bytes.
    mutating func put(_ type: some RawRepresentable<UInt32>, _ value: some Collection<UInt8>) {
        begin(UInt16(type.rawValue), payloadByteCount: value.count)
        copy(value)
        pad()
    }

    /// Appends an attribute of text, with the zero byte that ends it.
    mutating func put(_ type: some RawRepresentable<UInt32>, _ text: String) {
        begin(UInt16(type.rawValue), payloadByteCount: text.utf8.count + 1)
        copy(text.utf8)
        count += 1
        pad()
    }

    /// Appends an attribute of one number, which netfilter wants in network order.
    mutating func put<Number: FixedWidthInteger>(_ type: some RawRepresentable<UInt32>, _ number: Number) {
        begin(UInt16(type.rawValue), payloadByteCount: MemoryLayout<Number>.size)
        append(number.bigEndian)
        pad()
    }

    /// Appends an attribute of one number as this machine stores it, which all but netfilter want.
    mutating func put<Number: FixedWidthInteger>(_ type: some RawRepresentable<UInt32>, native number: Number) {
        put(type, number.bigEndian)
    }

    /// Appends up to so many bytes, zero until the caller writes them at once, which is how 100,000 elements are
    /// written in a millisecond; the caller leaves the rest as it is and says how many it used.
    mutating func appendZeros(_ countMax: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int) {
        reserve(countMax)
        let room = count..<count + countMax
        count += fill(UnsafeMutableRawBufferPointer(rebasing: storage[room]))
    }

    /// Begins an attribute and makes room for all of it.
    private mutating func begin(_ type: UInt16, payloadByteCount: Int) {
        reserve(8 + payloadByteCount)
        append(UInt16(4 + payloadByteCount))
        append(type)
    }

    private mutating func pad() { count = (count + 3) & ~3 }

    private mutating func copy(_ bytes: some Collection<UInt8>) {
        let place = count..<count + bytes.count
        UnsafeMutableRawBufferPointer(rebasing: storage[place]).copyBytes(from: bytes)
        count = place.upperBound
    }

    private mutating func append<Number: FixedWidthInteger>(_ number: Number) {
        set(number, at: count)
        count += MemoryLayout<Number>.size
    }

    private mutating func set<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
        storage.storeBytes(of: number, toByteOffset: offset, as: Number.self)
    }
}
