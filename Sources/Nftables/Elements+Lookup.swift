extension Elements {
    /// Where the element stands that a packet with this key finds; `nil` where there is none.
    ///
    /// Intervals do not overlap in the kernel, so there is at most one.
    func index(holding key: [UInt8]) -> Int? {
        guard key.count == layout.keyByteCount else { return nil }
        if layout.isInterval, layout.isConcatenation { return indexByFields(key) }
        let index = countOfElements(beginningUpTo: key) - 1
        guard index >= 0 else { return nil }
        return bytes(at: index).suffix(key.count).lexicographicallyPrecedes(key) ? nil : index
    }

    /// How many elements begin at this key or before it, by binary search.
    private func countOfElements(beginningUpTo key: [UInt8]) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            let beginsBehind = key.lexicographicallyPrecedes(bytes(at: middle).prefix(key.count))
            if beginsBehind { high = middle } else { low = middle + 1 }
        }
        return low
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
