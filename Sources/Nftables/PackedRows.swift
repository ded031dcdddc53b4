/// Rows of one width in one array of bytes, ordered as byte strings.
struct PackedRows {
    let width: Int
    var bytes: [UInt8]

    /// Which rows a merge keeps, by the side on which they stand.
    struct Sides: OptionSet {
        let rawValue: UInt8
        static let here = Sides(rawValue: 1)
        static let there = Sides(rawValue: 2)
        static let both = Sides(rawValue: 4)
    }

    /// The rows in order, each once.
    func sorted() -> PackedRows {
        if isStrictlyAscending { return self }
        return width <= 16 ? sortedAsNumbers() : sortedAsRows()
    }

    private var isStrictlyAscending: Bool {
        bytes.withUnsafeBytes { raw in
            stride(from: width, to: raw.count, by: width).allSatisfy {
                compare(raw, $0 - width, raw, $0) < 0
            }
        }
    }

    /// Rows of up to 16 bytes sort as numbers, some twenty times faster than as byte strings.
    private func sortedAsNumbers() -> PackedRows {
        var numbers = bytes.withUnsafeBytes { raw in
            stride(from: 0, to: raw.count, by: width).map { offset in
                (offset..<offset + width).reduce(0 as UInt128) { $0 << 8 | UInt128(raw[$1]) }
            }
        }
        numbers.sort()
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var previous: UInt128?
        for number in numbers where number != previous {
            for shift in stride(from: 8 * (width - 1), through: 0, by: -8) {
                result.append(UInt8(truncatingIfNeeded: number >> UInt128(shift)))
            }
            previous = number
        }
        return PackedRows(width: width, bytes: result)
    }

    private func sortedAsRows() -> PackedRows {
        bytes.withUnsafeBytes { raw in
            let offsets = stride(from: 0, to: raw.count, by: width).sorted { compare(raw, $0, raw, $1) < 0 }
            var result: [UInt8] = []
            result.reserveCapacity(bytes.count)
            var previous: Int?
            for offset in offsets {
                if let previous, compare(raw, previous, raw, offset) == 0 { continue }
                result.append(contentsOf: raw[offset..<offset + width])
                previous = offset
            }
            return PackedRows(width: width, bytes: result)
        }
    }

    /// The rows of both, sorted as both are, that stand on one of these sides.
    func merged(with other: [UInt8], keep: Sides) -> [UInt8] {
        bytes.withUnsafeBytes { here in
            other.withUnsafeBytes { there in
                var result: [UInt8] = []
                var (left, right) = (0, 0)
                while left < here.count || right < there.count {
                    let order =
                        left == here.count ? 1 : right == there.count ? -1 : compare(here, left, there, right)
                    let side: Sides = order < 0 ? .here : order > 0 ? .there : .both
                    if keep.contains(side) {
                        let row = order <= 0 ? here[left..<left + width] : there[right..<right + width]
                        result.append(contentsOf: row)
                    }
                    if order <= 0 { left += width }
                    if order >= 0 { right += width }
                }
                return result
            }
        }
    }

    /// Below zero, zero or above it, as the row at one offset stands before, at or behind the other.
    private func compare(
        _ left: UnsafeRawBufferPointer, _ leftOffset: Int, _ right: UnsafeRawBufferPointer, _ rightOffset: Int
    ) -> Int {
        for index in 0..<width {
            let difference = Int(left[leftOffset + index]) - Int(right[rightOffset + index])
            if difference != 0 { return difference }
        }
        return 0
    }
}
