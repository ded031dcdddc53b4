/// Reads a list as it comes in, item by item.
public protocol ListReading: Sendable {
    /// The objects that a part ends.
    mutating func add(_ part: [UInt8]) throws(SentError) -> [SentObject]
    /// What the list says of itself, once it is all there.
    mutating func end() throws(SentError) -> ListHead
}

extension Resource {
    /// A reader of a list of these objects.
    public func listReader(_ encoding: SentEncoding) -> any ListReading {
        switch encoding {
        case .json: JSONListReader(self)
        case .protobuf: ProtobufListReader(self)
        }
    }
}
