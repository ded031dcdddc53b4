/// Writes a tree as JSON, aliases as what they stand for.
struct TreeWriter {
    private let tree: YAMLTree
    private(set) var json: [UInt8] = []
    private var depth = 0
    /// How many aliases lie around what is written.
    private var aliases = 0
    private var repeated = 0

    /// The JSON of a tree; throws where aliases make it too large or too deep.
    static func json(_ tree: YAMLTree) throws(YAMLError) -> [UInt8] {
        var writer = TreeWriter(tree)
        writer.json.reserveCapacity(tree.text.count + 2 * tree.children.count)
        try writer.write(0)
        return writer.json
    }

    private init(_ tree: YAMLTree) { self.tree = tree }

    private mutating func write(_ node: Int) throws(YAMLError) {
        switch tree.nodes[node].content {
        case .scalar(let range): try append(tree.text[range], for: node)
        case .sequence(let items): try write(items, of: node, "[]", stride: 1)
        case .mapping(let members): try write(members, of: node, "{}", stride: 2)
        case .alias(let target):
            // What is within the bound where it was written may lie deeper here.
            guard depth < TreeComposer.depthMax else { throw YAMLError(.tooDeep, at: tree.nodes[node].place) }
            aliases += 1
            try write(target)
            aliases -= 1
        }
    }

    private mutating func write(
        _ children: Range<Int>, of node: Int, _ brackets: StaticString, stride: Int
    ) throws(YAMLError) {
        guard depth < TreeComposer.depthMax else { throw YAMLError(.tooDeep, at: tree.nodes[node].place) }
        depth += 1
        try append(CollectionOfOne(brackets.utf8Start[0]), for: node)
        for index in children {
            let isValue = stride == 2 && !(index - children.lowerBound).isMultiple(of: 2)
            if index > children.lowerBound { json.append(isValue ? UInt8(ascii: ":") : UInt8(ascii: ",")) }
            try write(tree.children[index])
        }
        json.append(brackets.utf8Start[1])
        depth -= 1
    }

    private mutating func append(_ bytes: some Collection<UInt8>, for node: Int) throws(YAMLError) {
        if aliases > 0 {
            repeated += bytes.count
            guard repeated <= TreeComposer.repeatedMax else {
                throw YAMLError(.tooMuchRepeated, at: tree.nodes[node].place)
            }
        }
        json.append(contentsOf: bytes)
    }
}
