import CNetfilter
import Nftables

/// Elements as they stand in netlink messages, written straight into the buffer.
///
/// The kernel has three forms of an element: a key; a key and the key that ends it (intervals of several fields); and
/// for intervals of one field two elements, the first key of the interval and the first key behind it.
struct ElementRows {
    /// How many bytes of elements one message may hold: the attribute around them counts its length in 16 bits.
    static let byteCountMax = 60_000

    /// How many elements go into one message; the kernel takes 1,000 to 2,500 of them best.
    let countPerMessage: Int

    private let keyByteCount: Int
    private let rowByteCount: Int
    private let keyElementByteCount: Int
    /// Of the element with flags that ends an interval; zero where there is none.
    private let endElementByteCount: Int
    private let hasEndKey: Bool

    /// The form that elements of this layout have, worked out once.
    init(_ layout: KeyLayout) {
        keyByteCount = layout.keyByteCount
        rowByteCount = layout.isInterval ? 2 * keyByteCount : keyByteCount
        hasEndKey = layout.isInterval && layout.isConcatenation
        // A list element, holding a key, holding a value.
        let key = 4 + 4 + (keyByteCount + 3) & ~3
        keyElementByteCount = 4 + (hasEndKey ? 2 * key : key)
        endElementByteCount = layout.isInterval && !layout.isConcatenation ? 4 + 8 + key : 0
        countPerMessage = min(2000, Self.byteCountMax / (keyElementByteCount + endElementByteCount))
    }

    /// How many bytes so many elements have at most.
    func byteCount(of count: Int) -> Int { count * (keyElementByteCount + endElementByteCount) }

    /// Writes the elements at these positions; their attributes are numbered from one, as libnftnl does.
    func write(_ elements: Elements, _ positions: Range<Int>, to writer: inout MessageWriter) {
        let byteCount = byteCount(of: positions.count)
        elements.bytes.withUnsafeBytes { source in
            writer.appendZeros(byteCount) { target in
                var cursor = Cursor(target)
                for position in positions {
                    let start = position * rowByteCount
                    let row = UnsafeRawBufferPointer(rebasing: source[start..<start + rowByteCount])
                    let lower = UnsafeRawBufferPointer(rebasing: row[..<keyByteCount])
                    let upper = UnsafeRawBufferPointer(rebasing: row[(rowByteCount - keyByteCount)...])
                    write(lower, upper, to: &cursor)
                }
                return cursor.offset
            }
        }
    }

    private func write(_ lower: UnsafeRawBufferPointer, _ upper: UnsafeRawBufferPointer, to cursor: inout Cursor) {
        cursor.beginElement(keyElementByteCount)
        cursor.key(NFTA_SET_ELEM_KEY, lower)
        if hasEndKey { cursor.key(NFTA_SET_ELEM_KEY_END, upper) }
        if endElementByteCount > 0, upper.contains(where: { $0 != 0xff }) {
            cursor.beginElement(endElementByteCount)
            cursor.flags(UInt32(NFT_SET_ELEM_INTERVAL_END.rawValue))
            cursor.key(NFTA_SET_ELEM_KEY, upper, plusOne: true)
        }
    }

    /// Where the next bytes go.
    private struct Cursor {
        private let target: UnsafeMutableRawBufferPointer
        private(set) var offset = 0
        private var elementNumber: UInt16 = 0

        init(_ target: UnsafeMutableRawBufferPointer) { self.target = target }

        mutating func beginElement(_ byteCount: Int) {
            elementNumber += 1
            header(byteCount, UInt32(elementNumber) | UInt32(NLA_F_NESTED))
        }

        mutating func flags(_ flags: UInt32) {
            header(8, UInt32(NFTA_SET_ELEM_FLAGS.rawValue))
            put(flags.bigEndian)
        }

        mutating func key(
            _ type: nft_set_elem_attributes, _ key: UnsafeRawBufferPointer, plusOne: Bool = false
        ) {
            let padded = (key.count + 3) & ~3
            header(8 + padded, type.rawValue | UInt32(NLA_F_NESTED))
            header(4 + key.count, UInt32(NFTA_DATA_VALUE.rawValue))
            let place = UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + key.count])
            place.copyMemory(from: key)
            if plusOne { increment(place) }
            offset += padded
        }

        private func increment(_ number: UnsafeMutableRawBufferPointer) {
            for index in number.indices.reversed() {
                number[index] &+= 1
                if number[index] != 0 { return }
            }
        }

        private mutating func header(_ byteCount: Int, _ type: UInt32) {
            put(UInt16(byteCount))
            put(UInt16(type))
        }

        private mutating func put<Number: FixedWidthInteger>(_ number: Number) {
            target.storeBytes(of: number, toByteOffset: offset, as: Number.self)
            offset += MemoryLayout<Number>.size
        }
    }
}
