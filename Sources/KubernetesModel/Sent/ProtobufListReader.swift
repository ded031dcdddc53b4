internal import JSON
internal import Protobuf

/// Reads a list in protobuf: the message of the list is as long as the list, and its items come one by one.
struct ProtobufListReader: ListReading {
    private enum Position: Equatable {
        case magic, envelope
        /// In the list, of which so many bytes are left.
        case list(leftCount: Int)
        case behind
    }

    private static let headField: UInt64 = 1
    /// The field of a list that holds its items.
    static let itemsField: UInt32 = 2

    private let resource: Resource
    private var bytes: [UInt8] = []
    /// How many of the bytes were read.
    private var offset = 0
    private var position = Position.magic
    private var head = ListHead(resourceVersion: "", continuation: "")

    /// A reader of a list of these objects.
    init(_ resource: Resource) { self.resource = resource }

    /// The objects that a part ends.
    mutating func add(_ part: [UInt8]) throws(SentError) -> [SentObject] {
        bytes.removeSubrange(..<offset)
        bytes += part
        offset = 0
        var objects: [SentObject] = []
        while try step(&objects) {}
        if bytes.count - offset > SentError.lengthMax { throw .tooLong }
        return objects
    }

    /// What the list says of itself, once it is all there.
    mutating func end() throws(SentError) -> ListHead {
        guard position == .behind else { throw .cut }
        return head
    }

    /// Reads the next field; `false` where it is not all there yet.
    private mutating func step(_ objects: inout [SentObject]) throws(SentError) -> Bool {
        switch position {
        case .magic:
            guard bytes.count >= Envelope.magic.count else { return false }
            guard bytes.starts(with: Envelope.magic) else { throw .otherKind("no protobuf of Kubernetes") }
            offset = Envelope.magic.count
            position = .envelope
        case .envelope:
            // Nobody says how long the envelope is.
            guard let field = try nextField(below: .max) else { return false }
            if field.number == Envelope.rawField {
                position = .list(leftCount: field.content.count)
                offset = field.content.lowerBound
            } else {
                guard field.isWhole else { return false }
                offset = field.content.upperBound
            }
        case .list(0): position = .behind
        case .list(let leftCount):
            guard let field = try nextField(below: offset + leftCount), field.isWhole else { return false }
            try take(field, &objects)
            position = .list(leftCount: leftCount - (field.content.upperBound - offset))
            offset = field.content.upperBound
        case .behind:
            offset = bytes.count
            return false
        }
        return true
    }

    private func nextField(below end: Int) throws(SentError) -> ProtobufField? {
        do throws(ProtobufError) {
            return try bytes.span.nextField(from: offset, below: end)
        } catch {
            throw SentError(error)
        }
    }

    private mutating func take(_ field: ProtobufField, _ objects: inout [SentObject]) throws(SentError) {
        do throws(ProtobufError) {
            switch field.number {
            case Self.headField:
                let tree = try JSONTree(protobuf: bytes, in: field.content, DocumentShape.listHead.protobuf)
                head = ListHead(decoding: DocumentField(tree))
            case UInt64(Self.itemsField):
                objects.append(
                    resource.object(in: try JSONTree(protobuf: bytes, in: field.content, resource.shape.protobuf)))
            default: break
            }
        } catch {
            throw SentError(error)
        }
    }
}
