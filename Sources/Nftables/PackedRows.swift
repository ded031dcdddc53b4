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

    /// The rows of both, sorted as both are, that stand on one of these sides; where they are all of one side, that
    /// side's own storage, so that whoever compares the two later need not look at their bytes.
    func merged(with other: [UInt8], keep: Sides) -> [UInt8] {
        var result: [UInt8] = []
        if keep.contains(.both) { result.reserveCapacity(max(bytes.count, other.count)) }
        bytes.withUnsafeBytes { here in
            other.withUnsafeBytes { there in merge(here, there, keep) { result.append(contentsOf: $0) } }
        }
        let keepsAll = keep == [.here, .both, .there]
        if result.count == bytes.count, keepsAll || !keep.contains(.there) { return bytes }
        if result.count == other.count, keepsAll || !keep.contains(.here) { return other }
        return result
    }

    private func merge(
        _ here: UnsafeRawBufferPointer, _ there: UnsafeRawBufferPointer, _ keep: Sides,
        _ take: (Slice<UnsafeRawBufferPointer>) -> Void
    ) {
        var (left, right) = (0, 0)
        while left < here.count, right < there.count {
            let common = commonRowBytes(here, left, there, right)
            if common > 0, keep.contains(.both) { take(here[left..<left + common]) }
            left += common
            right += common
            guard left < here.count, right < there.count else { break }
            if compare(here, left, there, right) < 0 {
                if keep.contains(.here) { take(here[left..<left + width]) }
                left += width
            } else {
                if keep.contains(.there) { take(there[right..<right + width]) }
                right += width
            }
        }
        if keep.contains(.here) { take(here[left...]) }
        if keep.contains(.there) { take(there[right...]) }
    }

    /// How many bytes of whole rows are the same from these offsets on.
    private func commonRowBytes(
        _ here: UnsafeRawBufferPointer, _ left: Int, _ there: UnsafeRawBufferPointer, _ right: Int
    ) -> Int {
        let rest = (UnsafeRawBufferPointer(rebasing: here[left...]), UnsafeRawBufferPointer(rebasing: there[right...]))
        return Self.commonByteCount(rest.0, rest.1) / width * width
    }

    /// How many bytes are the same at the beginning of both: 32 at a time, since this is most of comparing two sets.
    static func commonByteCount(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        typealias Words = SIMD4<UInt64>
        let count = min(left.count, right.count)
        var offset = 0
        while offset + 32 <= count {
            let here = left.loadUnaligned(fromByteOffset: offset, as: Words.self)
            if here != right.loadUnaligned(fromByteOffset: offset, as: Words.self) { break }
            offset += 32
        }
        while offset < count, left[offset] == right[offset] { offset += 1 }
        return offset
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

extension PackedRows {
    /// The rows in order, each once.
    consuming func sorted() -> PackedRows {
        if isStrictlyAscending { return self }
        sortByColumns()
        removeRepetitions()
        return self
    }

    private var isStrictlyAscending: Bool {
        bytes.withUnsafeBytes { raw in
            var offset = width
            while offset < raw.count {
                if compare(raw, offset - width, raw, offset) >= 0 { return false }
                offset += width
            }
            return true
        }
    }

    /// Sorts by one column of bytes after the other, from the last to the first, each pass keeping the order of the
    /// one before. Against sorting rows as numbers: no row is unpacked, so no more than one copy is needed.
    private mutating func sortByColumns() {
        var target = [UInt8](repeating: 0, count: bytes.count)
        for column in (0..<width).reversed() {
            let hasMoved = bytes.withUnsafeBytes { from in
                target.withUnsafeMutableBytes { scatter(from, to: $0, by: column) }
            }
            if hasMoved { swap(&bytes, &target) }
        }
    }

    /// Moves each row to where its byte in a column says; `false` where all have the same one there.
    private func scatter(
        _ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer, by column: Int
    ) -> Bool {
        var places = [Int](repeating: 0, count: 257)
        for offset in stride(from: column, to: source.count, by: width) { places[Int(source[offset]) + 1] += width }
        if places.contains(source.count) { return false }
        for value in 1..<257 { places[value] += places[value - 1] }
        for offset in stride(from: 0, to: source.count, by: width) {
            let value = Int(source[offset + column])
            let row = UnsafeRawBufferPointer(rebasing: source[offset..<offset + width])
            UnsafeMutableRawBufferPointer(rebasing: target[places[value]...]).copyMemory(from: row)
            places[value] += width
        }
        return true
    }

    /// Keeps each of the sorted rows once.
    private mutating func removeRepetitions() {
        let width = width
        var kept = 0
        bytes.withUnsafeMutableBytes { raw in
            for offset in stride(from: 0, to: raw.count, by: width) {
                let row = UnsafeRawBufferPointer(rebasing: raw[offset..<offset + width])
                let last = UnsafeRawBufferPointer(rebasing: raw[max(0, kept - width)..<kept])
                if kept > 0, Self.commonByteCount(last, row) == width { continue }
                UnsafeMutableRawBufferPointer(rebasing: raw[kept...]).copyMemory(from: row)
                kept += width
            }
        }
        bytes.removeLast(bytes.count - kept)
    }
}
