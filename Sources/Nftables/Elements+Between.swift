import Addresses

extension Elements {
    /// What is in one or the other, as elements that can stand in one set; `nil` where there is no such.
    ///
    /// Intervals that overlap are joined, since the kernel refuses to hold them side by side.
    func joined(with other: Elements) -> Elements? {
        guard layout.isInterval else { return union(other) }
        let all = union(other)
        if all.areApart { return all }
        if let (here, there) = ranges(with: other) { return Elements(layout, ranges: here.union(there)) }
        return all.hasOverlap ? nil : all
    }

    /// What is in both, as elements that can stand in one set.
    func common(with other: Elements) -> Elements {
        if layout.isInterval, union(other).areApart { return intersection(other) }
        guard let (here, there) = ranges(with: other) else { return intersection(other) }
        return Elements(layout, ranges: here.intersection(there))
    }

    /// Both as ranges of numbers, where the elements are intervals of one field.
    private func ranges(with other: Elements) -> (RangeSet<UInt128>, RangeSet<UInt128>)? {
        guard layout.isInterval, !layout.isConcatenation else { return nil }
        return (numbers, other.numbers)
    }

    private var numbers: RangeSet<UInt128> {
        RangeSet((0..<count).map { range(at: $0) })
    }

    /// Whether every interval ends before the key that the next one's neighbour would be, so that joining changes none.
    private var areApart: Bool {
        guard layout.isInterval, !layout.isConcatenation, count > 1 else { return false }
        var last = range(at: 0).upperBound
        for index in 1..<count {
            let range = range(at: index)
            if range.lowerBound <= last || range.lowerBound - last == 1 { return false }
            last = range.upperBound
        }
        return true
    }

    private func range(at index: Int) -> ClosedRange<UInt128> {
        let row = bytes(at: index)
        let lower = row.prefix(layout.keyByteCount).reduce(0 as UInt128) { $0 << 8 | UInt128($1) }
        let upper = row.suffix(layout.keyByteCount).reduce(0 as UInt128) { $0 << 8 | UInt128($1) }
        return lower...(upper < lower ? lower : upper)
    }

    private init(_ layout: KeyLayout, ranges: RangeSet<UInt128>) {
        let byteCount = layout.keyByteCount
        self.init(
            layout,
            packed: ranges.ranges.flatMap { range in
                [range.lowerBound, range.upperBound].flatMap { bound in
                    withUnsafeBytes(of: bound.bigEndian) { Array($0.suffix(byteCount)) }
                }
            })
    }

    /// Whether two of these intervals share a key: in every field at once.
    var hasOverlap: Bool {
        guard layout.isInterval else { return false }
        let elements = Array(self)
        for (index, element) in elements.enumerated() {
            // Sorted by their lower bounds, so the first field of those behind begins no earlier than this one's.
            for other in elements[(index + 1)...] {
                if !layout.firstFieldReaches(element, other) { break }
                if layout.overlap(element, other) { return true }
            }
        }
        return false
    }
}

extension KeyLayout {
    fileprivate func firstFieldReaches(_ element: Element, _ other: Element) -> Bool {
        !upper(element, fieldSpans[0].range).lexicographicallyPrecedes(other.bytes[fieldSpans[0].range])
    }

    /// Whether two intervals share a key.
    func overlap(_ element: Element, _ other: Element) -> Bool {
        fieldSpans.allSatisfy { _, range in
            !upper(element, range).lexicographicallyPrecedes(other.bytes[range])
                && !upper(other, range).lexicographicallyPrecedes(element.bytes[range])
        }
    }

    private func upper(_ element: Element, _ range: Range<Int>) -> ArraySlice<UInt8> {
        element.bytes[range.lowerBound + keyByteCount..<range.upperBound + keyByteCount]
    }
}
