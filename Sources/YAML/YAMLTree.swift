/// A document as it is written: each value with its place, aliases as references.
///
/// Nodes, children and texts lie in three arrays, so that a large document is not a million small allocations.
struct YAMLTree: Sendable {
    /// What a node is.
    enum Content: Sendable {
        /// A range of `text`.
        case scalar(Range<Int>)
        /// A range of `children`.
        case sequence(Range<Int>)
        /// A range of `children`: names and values by turns.
        case mapping(Range<Int>)
        /// Another node.
        case alias(Int)
    }

    /// One value or name.
    struct Node: Sendable {
        /// Where it begins.
        var place: TextPlace
        /// What it is.
        var content: Content
    }

    /// All values and names; the first is the document itself.
    var nodes: [Node] = []
    /// Places in `nodes`.
    var children: [Int] = []
    /// Scalars as JSON, one after another.
    var text: [UInt8] = []

    /// Whether the document says nothing.
    var isNull: Bool {
        guard let first = nodes.first, case .scalar(let range) = first.content else { return nodes.isEmpty }
        return text[range].elementsEqual("null".utf8)
    }

    /// Adds a node and says where it is.
    mutating func add(_ content: Content, at place: TextPlace) -> Int {
        nodes.append(Node(place: place, content: content))
        return nodes.count - 1
    }

    /// Adds a text that is written as a JSON string.
    mutating func addString(_ bytes: some Sequence<UInt8>) -> Range<Int> {
        let start = text.count
        text.appendJSONString(bytes)
        return start..<text.count
    }

    /// What an alias stands for; any other node for itself.
    func target(of node: Int) -> Int {
        if case .alias(let target) = nodes[node].content { target } else { node }
    }

    /// The line of the name or item at the end of a path, or of the last part of the path that is there.
    func line(of path: DocumentPath) -> Int? {
        guard var place = nodes.first?.place else { return nil }
        var node = 0
        for step in path.steps {
            guard let next = child(step, of: target(of: node)) else { break }
            place = nodes[next.shown].place
            node = next.value
        }
        return place.line
    }

    private func child(_ step: DocumentPath.Step, of node: Int) -> (shown: Int, value: Int)? {
        switch (step, nodes[node].content) {
        case (.item(let index), .sequence(let items)):
            guard index < items.count else { return nil }
            let item = children[items.lowerBound + index]
            return (item, item)
        case (.member(let name), .mapping(let members)):
            var wanted: [UInt8] = []
            wanted.appendJSONString(name.utf8)
            // Of members with one name the last counts, in JSON, where there may be such.
            let found = stride(from: members.upperBound - 2, through: members.lowerBound, by: -2).first {
                text[keyRange(children[$0])].elementsEqual(wanted)
            }
            return found.map { (children[$0], children[$0 + 1]) }
        default: return nil
        }
    }

    /// The text of a name.
    func keyRange(_ node: Int) -> Range<Int> {
        guard case .scalar(let range) = nodes[node].content else { return 0..<0 }
        return range
    }
}

extension [UInt8] {
    /// Appends a text as a JSON string; the bytes are UTF-8.
    mutating func appendJSONString(_ bytes: some Sequence<UInt8>) {
        append(UInt8(ascii: "\""))
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x08: append(contentsOf: "\\b".utf8)
            case 0x09: append(contentsOf: "\\t".utf8)
            case 0x0a: append(contentsOf: "\\n".utf8)
            case 0x0c: append(contentsOf: "\\f".utf8)
            case 0x0d: append(contentsOf: "\\r".utf8)
            case 0..<0x20:
                append(contentsOf: "\\u00".utf8)
                append(contentsOf: byte < 0x10 ? "0".utf8 : "".utf8)
                append(contentsOf: String(byte, radix: 16).utf8)
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
