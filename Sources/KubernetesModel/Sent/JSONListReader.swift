internal import JSON

/// Reads a list in JSON.
struct JSONListReader: ListReading {
    private enum Position { case before, members, items, behind }

    /// What a step found.
    private enum Found {
        case object(SentObject)
        case head(ListHead)
        case nothing(Position)
        case otherKind(JSONReader.Kind)
    }

    private let resource: Resource
    private var pieces = JSONPieces()
    private var position = Position.before
    private var head: ListHead?

    /// A reader of a list of these objects.
    init(_ resource: Resource) { self.resource = resource }

    /// The objects that a part ends.
    mutating func add(_ part: [UInt8]) throws(SentError) -> [SentObject] {
        pieces.feed(part)
        var objects: [SentObject] = []
        while position != .behind, let found = try step() {
            switch found {
            case .object(let object): objects.append(object)
            case .head(let head): self.head = head
            case .nothing(let next): position = next
            case .otherKind(let kind): throw .otherKind("\(kind)")
            }
        }
        if pieces.waitingCount > SentError.lengthMax { throw .tooLong }
        return objects
    }

    /// What the list says of itself, once it is all there.
    mutating func end() throws(SentError) -> ListHead {
        guard position == .behind, pieces.isAtEnd() else { throw .cut }
        return head ?? ListHead(resourceVersion: "", continuation: "")
    }

    private mutating func step() throws(SentError) -> Found? {
        let (position, resource) = (position, resource)
        do throws(JSONError) {
            return try pieces.step { reader throws(JSONError) in
                switch position {
                case .before: try Self.begin(&reader)
                case .members: try Self.member(&reader)
                case .items:
                    try reader.nextItem()
                        ? .object(resource.object(in: try reader.tree(resource.shape.json)))
                        : .nothing(.members)
                case .behind: .nothing(.behind)
                }
            }
        } catch {
            throw SentError(error)
        }
    }

    private static func begin(_ reader: inout JSONReader) throws(JSONError) -> Found {
        let kind = try reader.peek()
        guard kind == .object else { return .otherKind(kind) }
        try reader.beginObject()
        return .nothing(.members)
    }

    private static func member(_ reader: inout JSONReader) throws(JSONError) -> Found {
        guard let name = try reader.nextKey() else { return .nothing(.behind) }
        if name == "metadata" {
            return .head(ListHead(decoding: DocumentField(try reader.tree(DocumentShape.listHead.json))))
        }
        if name == "items", try reader.peek() == .array {
            try reader.beginArray()
            return .nothing(.items)
        }
        try reader.skip()
        return .nothing(.members)
    }
}
