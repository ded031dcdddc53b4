extension Elements {
    /// Where the element stands that a packet with this key finds; `nil` where there is none.
    ///
    /// Intervals do not overlap in the kernel, so there is at most one.
    func index(holding key: [UInt8]) -> Int? {
        guard key.count == layout.keyByteCount else { return nil }
        if layout.isInterval, layout.isConcatenation { return indexByFields(key) }
        let width = layout.elementByteCount
        return bytes.withUnsafeBytes { rows in
            let index = Self.countOfRows(rows, width, beginningUpTo: key) - 1
            guard index >= 0 else { return nil }
            let upper = index * width + width - key.count
            return Self.isRow(rows, at: upper, before: key) ? nil : index
        }
    }

    /// How many rows begin at this key or before it, by binary search.
    private static func countOfRows(
        _ rows: UnsafeRawBufferPointer, _ width: Int, beginningUpTo key: [UInt8]
    ) -> Int {
        var low = 0
        var high = rows.count / width
        while low < high {
            let middle = (low + high) / 2
            if isRow(rows, at: middle * width, behind: key) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static func isRow(_ rows: UnsafeRawBufferPointer, at offset: Int, before key: [UInt8]) -> Bool {
        for index in key.indices where rows[offset + index] != key[index] { return rows[offset + index] < key[index] }
        return false
    }

    private static func isRow(_ rows: UnsafeRawBufferPointer, at offset: Int, behind key: [UInt8]) -> Bool {
        for index in key.indices where rows[offset + index] != key[index] { return rows[offset + index] > key[index] }
        return false
    }

    /// In intervals of several fields each field has its own bounds (the kernel's `pipapo`).
    private func indexByFields(_ key: [UInt8]) -> Int? {
        let spans = layout.fieldSpans.map(\.range)
        return (0..<count).first { index in
            let element = bytes(at: index)
            let (lower, upper) = (element.startIndex, element.startIndex + key.count)
            return spans.allSatisfy { span in
                let value = key[span]
                return !value.lexicographicallyPrecedes(element[lower + span.lowerBound..<lower + span.upperBound])
                    && !element[upper + span.lowerBound..<upper + span.upperBound].lexicographicallyPrecedes(value)
            }
        }
    }
}
