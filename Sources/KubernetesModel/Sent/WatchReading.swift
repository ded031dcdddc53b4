/// Reads what a watch says as it comes in.
public protocol WatchReading: Sendable {
    /// The events that a part ends.
    mutating func add(_ part: [UInt8]) throws(SentError) -> [WatchEvent]
    /// Sees that the watch does not end in the middle of an event.
    mutating func end() throws(SentError)
}

extension Resource {
    /// A reader of a watch of these objects.
    public func watchReader(_ encoding: SentEncoding) -> any WatchReading {
        switch encoding {
        case .json: JSONWatchReader(self)
        case .protobuf: ProtobufWatchReader(self)
        }
    }
}
