internal import Protobuf

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

extension Resource {
    /// Checks a whole list in protobuf as reading it does, and keeps nothing: what that costs is what reading costs at
    /// least. In JSON `JSONReader.skip` is the same.
    public func check(protobuf bytes: [UInt8]) throws(SentError) {
        let list = MessageShape([
            .init(ProtobufListReader.itemsField, mark: 1, .message(shape.protobuf), isRepeated: true)
        ])
        let range = try Envelope.content(of: bytes, in: 0..<bytes.count)
        do throws(ProtobufError) {
            try list.check(bytes, in: range)
        } catch {
            throw SentError(error)
        }
    }
}
