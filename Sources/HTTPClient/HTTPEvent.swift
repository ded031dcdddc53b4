/// A piece of what becomes of a request: a head, any number of pieces of the body, and exactly one end, which is last.
public enum HTTPEvent: Sendable {
    /// The answer begins.
    case head(HTTPHead)
    /// More of the body, decompressed; never empty.
    case body([UInt8])
    /// Nothing follows.
    case end(HTTPEnd)
}

/// How a request ended.
public enum HTTPEnd: Hashable, Sendable {
    /// The answer is there as a whole, whatever its status.
    case complete
    /// It is not, or not as a whole.
    case failed(HTTPFailure)
}
