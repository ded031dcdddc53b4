// A text may come in parts: what cannot be read to its end is read again once more of it is there.
//
//     let mark = reader.mark
//     do { try reader.skip() } catch where reader.mayLackMore(error) { reader.goBack(to: mark); reader.feed(more) }
extension JSONReader {
    /// A place that a reader can go back to until it is fed.
    public struct Mark: Sendable {
        /// How many bytes stand before it.
        public let offset: Int
        fileprivate let depth: Int
        fileprivate let isFirst: Bool
    }

    /// An error this near to the end may come from a character or word that is not all there yet.
    private static let reachMax = 16

    /// Where the reader stands.
    public var mark: Mark { Mark(offset: offset, depth: depth, isFirst: isFirst) }

    /// How many bytes there are, read or not.
    public var count: Int { bytes.count }

    /// Goes back to where it stood since it was fed last.
    public mutating func goBack(to mark: Mark) { (offset, depth, isFirst) = (mark.offset, mark.depth, mark.isFirst) }

    /// Forgets what was read, so that the next byte is the first, and takes more of the text.
    public mutating func feed(_ more: some Collection<UInt8>) {
        bytes.removeSubrange(..<offset)
        bytes.append(contentsOf: more)
        offset = 0
    }

    /// Whether an error may be gone when there is more of the text.
    public func mayLackMore(_ error: JSONError) -> Bool { error.offset + Self.reachMax > bytes.count }

    /// Passes over white space and gives what stands behind it; `nil` at the end of what there is.
    public mutating func passSpace() -> UInt8? {
        offset = bytes.span.pastSpace(from: offset)
        return offset < bytes.count ? bytes[offset] : nil
    }

    /// Passes over bytes whatever they are.
    public mutating func pass(to place: Int) { offset = place }

    /// Looks at bytes, read or not.
    public func withSpan<Value>(_ body: (Span<UInt8>) -> Value) -> Value { body(bytes.span) }

    /// The bytes of a range, read or not.
    public subscript(range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

    /// Forgets all from a place on that was not read yet, and gives it.
    public mutating func cut(at place: Int) -> [UInt8] {
        defer { bytes.removeSubrange(place...) }
        return Array(bytes[place...])
    }
}
