import CNetfilter

/// Netlink messages, one behind the other in one buffer: what one `sendmsg` carries.
struct MessageWriter {
    /// The messages so far.
    private(set) var bytes: [UInt8] = []

    /// Appends a message of the nfnetlink family: its header, then what the body puts into it.
    mutating func message(
        _ kind: MessageKind, flags: Int32, sequence: UInt32, family: Int32 = NFPROTO_INET_VALUE,
        resource: UInt16 = 0, _ body: (inout MessageWriter) -> Void = { _ in }
    ) {
        let start = bytes.count
        append(0 as UInt32)
        append(kind.rawValue)
        append(UInt16(truncatingIfNeeded: NLM_F_REQUEST | flags))
        append(sequence)
        append(0 as UInt32)
        bytes.append(UInt8(truncatingIfNeeded: family))
        bytes.append(UInt8(NFNETLINK_V0))
        append(resource.bigEndian)
        body(&self)
        set(UInt32(bytes.count - start), at: start)
    }

    /// Adds flags to the message that begins at this byte.
    mutating func addFlags(_ flags: Int32, toMessageAt start: Int) {
        let offset = start + 6
        let old = UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
        set(old | UInt16(truncatingIfNeeded: flags), at: offset)
    }

    /// Appends messages that were written before.
    mutating func append(messages: ArraySlice<UInt8>) { bytes.append(contentsOf: messages) }

    /// Appends an attribute that holds attributes.
    mutating func nest(_ type: some RawRepresentable<UInt32>, _ body: (inout MessageWriter) -> Void) {
        nest(rawType: UInt16(type.rawValue), body)
    }

    /// Appends an attribute that holds attributes, by the number of its type.
    mutating func nest(rawType: UInt16, _ body: (inout MessageWriter) -> Void) {
        let start = bytes.count
        append(0 as UInt16)
        append(rawType | UInt16(NLA_F_NESTED))
        body(&self)
        let length = bytes.count - start
        precondition(length <= UInt16.max, "an attribute holds at most 64 KiB")
        set(UInt16(length), at: start)
    }

    /// Appends an attribute of these bytes.
    mutating func put(_ type: some RawRepresentable<UInt32>, _ value: some Collection<UInt8>) {
        append(UInt16(4 + value.count))
        append(UInt16(type.rawValue))
        bytes.append(contentsOf: value)
        pad()
    }

    /// Appends an attribute of text, with the zero byte that ends it.
    mutating func put(_ type: some RawRepresentable<UInt32>, _ text: String) {
        put(type, Array(text.utf8) + [0])
    }

    /// Appends an attribute of one number, which netfilter wants in network order.
    mutating func put<Number: FixedWidthInteger>(_ type: some RawRepresentable<UInt32>, _ number: Number) {
        append(UInt16(4 + MemoryLayout<Number>.size))
        append(UInt16(type.rawValue))
        append(number.bigEndian)
        pad()
    }

    /// Appends up to so many bytes, zero until the caller writes them at once, which is how 100,000 elements are
    /// written in a millisecond; the caller says how many it used.
    mutating func appendZeros(_ countMax: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: countMax))
        let used = bytes.withUnsafeMutableBytes { fill(UnsafeMutableRawBufferPointer(rebasing: $0[start...])) }
        bytes.removeLast(countMax - used)
    }

    /// Makes room for so many more bytes.
    mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

    private mutating func pad() {
        while !bytes.count.isMultiple(of: 4) { bytes.append(0) }
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }

    private mutating func set(_ number: some FixedWidthInteger, at offset: Int) {
        withUnsafeBytes(of: number) { raw in
            for (index, byte) in raw.enumerated() { bytes[offset + index] = byte }
        }
    }
}
