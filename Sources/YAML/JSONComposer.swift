internal import JSON

/// Reads the JSON values of a piece, one after another, and keeps their names, items and lines as a tree.
///
/// The bytes stay as they are, so texts are not kept twice: scalars of the tree are empty.
struct JSONComposer {
    private let bytes: [UInt8]
    private var reader: JSONReader
    private var lines: LineCounter
    private var tree = YAMLTree()

    /// A value with its bytes.
    struct Value {
        /// The JSON.
        var json: [UInt8]
        /// Names, items and lines.
        var tree: YAMLTree
    }

    /// A reader of a piece; a `---` at its beginning must have been blanked out.
    init(_ bytes: [UInt8], firstLine: Int) {
        self.bytes = bytes
        reader = JSONReader(bytes)
        lines = LineCounter(line: firstLine)
    }

    /// The next value; `nil` behind the last.
    mutating func next() throws(JSONError) -> Value? {
        let start = pastSpace()
        guard start < bytes.count else { return nil }
        tree = YAMLTree()
        // Each value is read on its own, so that nothing but white space has to stand between two.
        _ = try value()
        return Value(json: Array(bytes[start..<reader.offset]), tree: tree)
    }

    private func pastSpace() -> Int {
        bytes[reader.offset...].firstIndex { !isJSONSpace($0) } ?? bytes.count
    }

    private mutating func value() throws(JSONError) -> Int {
        let kind = try reader.peek()
        let node = tree.add(.scalar(0..<0), at: place(at: reader.offset))
        switch kind {
        case .object: tree.nodes[node].content = .mapping(try members())
        case .array: tree.nodes[node].content = .sequence(try items())
        case .string, .number, .bool, .null: try reader.skip()
        }
        return node
    }

    private mutating func members() throws(JSONError) -> Range<Int> {
        var children: [Int] = []
        try reader.beginObject()
        while let (name, start) = try nextKey() {
            let place = place(at: start)
            children.append(tree.add(.scalar(tree.addString(name.utf8)), at: place))
            children.append(try value())
        }
        return add(children)
    }

    /// The next name and where it begins: behind the comma, if there is one.
    private mutating func nextKey() throws(JSONError) -> (name: String, start: Int)? {
        let before = bytes[reader.offset...]
        guard let name = try reader.nextKey() else { return nil }
        let start = before.firstIndex { !isJSONSpace($0) && $0 != UInt8(ascii: ",") }
        return (name, start ?? reader.offset)
    }

    private mutating func items() throws(JSONError) -> Range<Int> {
        var children: [Int] = []
        try reader.beginArray()
        while try reader.nextItem() { children.append(try value()) }
        return add(children)
    }

    private mutating func add(_ children: [Int]) -> Range<Int> {
        let start = tree.children.count
        tree.children += children
        return start..<tree.children.count
    }

    private mutating func place(at offset: Int) -> TextPlace {
        lines.advance(to: offset) { bytes[$0] }
        return lines.place
    }
}

/// Whether JSON allows this byte between values and says nothing by it.
func isJSONSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
}
