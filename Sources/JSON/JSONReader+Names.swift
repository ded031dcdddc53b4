extension JSONReader {
    /// Passes over members, and checks them, up to the next of these names, whose value comes next; `nil` behind the
    /// last member, where the object is left.
    public mutating func nextMember(among names: JSONNames) throws(JSONError) -> Int? {
        while try goOn(to: UInt8(ascii: "}"), otherwise: .commaOrBraceExpected) {
            let (range, isPlain) = try nameRange()
            let found = isPlain ? names.index(of: range, in: bytes.span) : names.index(of: unescaped(range))
            if let found { return found }
            offset = try bytes.span.pastValue(from: offset, depth: depth)
        }
        return nil
    }

    /// Reads a name and the colon behind it; gives what stands between the quotes, and whether it is without escapes.
    mutating func nameRange() throws(JSONError) -> (range: Range<Int>, isPlain: Bool) {
        let start = offset
        guard start < bytes.count else { throw bytes.span.fail(.endedEarly, at: start) }
        guard bytes[start] == UInt8(ascii: "\"") else { throw bytes.span.fail(.nameExpected, at: start) }
        let scanned = try bytes.span.scanString(at: start)
        offset = try bytes.span.pastColon(from: scanned.end)
        return (start + 1..<scanned.end - 1, scanned.isPlain)
    }
}
