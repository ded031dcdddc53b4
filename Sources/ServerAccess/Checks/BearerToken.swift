/// Tokens as a header carries them.
enum BearerToken {
    /// The token in these bytes, without the space around it.
    ///
    /// What no header can carry is refused: a line end inside of a token would begin another header.
    static func secret(_ bytes: [UInt8], at place: AccessError.Place) throws(AccessError) -> Secret {
        let token = bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        if token.isEmpty { throw AccessError(place, .emptyToken) }
        guard token.allSatisfy({ 0x21...0x7e ~= $0 }) else { throw AccessError(place, .badToken) }
        return Secret(Array(token))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0d ~= byte }
}
