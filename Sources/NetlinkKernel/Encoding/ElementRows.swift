import CNetfilter
import Nftables

/// Elements as they stand in netlink messages, written straight into the buffer.
///
/// The kernel has three forms of an element: a key; a key and the key that ends it (intervals of several fields); and
/// for intervals of one field two elements, the first key of the interval and the first key behind it.
struct ElementRows {
    /// How many bytes of elements one message may hold: the attribute around them counts its length in 16 bits.
    static let byteCountMax = 60_000

    private let layout: KeyLayout

    /// The form that elements of this layout have.
    init(_ layout: KeyLayout) { self.layout = layout }

    /// How many elements go into one message; the kernel takes 1,000 to 2,500 of them best.
    var countPerMessage: Int { min(2000, Self.byteCountMax / (byteCountOfKeyElement + byteCountOfEndElement)) }

    private var paddedKeyByteCount: Int { (layout.keyByteCount + 3) & ~3 }

    /// A list element, holding a key, holding a value.
    private var byteCountOfKeyElement: Int {
        let key = 4 + 4 + paddedKeyByteCount
        return 4 + (layout.isInterval && layout.isConcatenation ? 2 * key : key)
    }

    /// The same with flags, for the end of an interval.
    private var byteCountOfEndElement: Int {
        layout.isInterval && !layout.isConcatenation ? 4 + 8 + 4 + 4 + paddedKeyByteCount : 0
    }

    /// Writes the elements at these positions; their attributes are numbered from one, as libnftnl does.
    func write(_ elements: Elements, _ positions: Range<Int>, to writer: inout MessageWriter) {
        let keyByteCount = layout.keyByteCount
        let stride = layout.elementByteCount
        let byteCount = positions.count * (byteCountOfKeyElement + byteCountOfEndElement)
        elements.bytes.withUnsafeBytes { source in
            writer.appendZeros(byteCount) { target in
                var cursor = Cursor(target)
                for position in positions {
                    let row = UnsafeRawBufferPointer(rebasing: source[(position * stride)..<(position + 1) * stride])
                    let lower = UnsafeRawBufferPointer(rebasing: row[..<keyByteCount])
                    let upper = UnsafeRawBufferPointer(rebasing: row[(stride - keyByteCount)...])
                    write(lower, upper, to: &cursor)
                }
                return cursor.offset
            }
        }
    }

    private func write(_ lower: UnsafeRawBufferPointer, _ upper: UnsafeRawBufferPointer, to cursor: inout Cursor) {
        cursor.beginElement(byteCountOfKeyElement)
        cursor.key(NFTA_SET_ELEM_KEY, lower)
        if layout.isInterval, layout.isConcatenation { cursor.key(NFTA_SET_ELEM_KEY_END, upper) }
        if byteCountOfEndElement > 0, upper.contains(where: { $0 != 0xff }) {
            cursor.beginElement(byteCountOfEndElement)
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
