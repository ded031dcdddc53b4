public import JSON

/// Reads the items of a list one by one, since the list may be larger than the memory.
///
/// What the list says of its items may stand behind them, as `kind` does where members are sorted.
public struct ListItems: Hashable, Sendable {
    private let type: ListType?
    /// Whether the list has said all that there is to be said of items.
    public let isComplete: Bool

    /// The items of a list of which this is known: all but its items, or what stands before them.
    public init(of list: [UInt8], isWhole: Bool = false) {
        var reader = JSONReader(list)
        let object = (try? reader.tree(DocumentShape.anyKind)).map { DocumentField($0) }
        type = object.flatMap { ListType($0) }
        isComplete = isWhole || type?.apiVersion != nil
    }

    /// Whether it is a list.
    public var isList: Bool { type != nil }

    /// The objects in the next item: one, or those of a list in the list. Their places are those in the item.
    ///
    /// `nil` where the list has to say first what the item is; it was passed over and checked.
    public func objects(in reader: inout JSONReader) throws(JSONError) -> [KubernetesDecoder.Decoded]? {
        let item = DocumentField(try reader.tree(DocumentShape.anyKind))
        if !isComplete, item.kind == .object, item[.kind].isAbsent || item[.apiVersion].isAbsent { return nil }
        var objects: [KubernetesDecoder.Decoded] = []
        try KubernetesDecoder.add(item, in: type, at: FieldPath(), to: &objects)
        return objects
    }
}
