/// Makes a tree of a text that is no JSON, but means the same as one.
public struct JSONTreeBuilder: Sendable {
    fileprivate var nodes: [JSONTree.Node] = []
    /// The object or array that is open, and how many parts it has so far.
    private var open = 0
    private var partCount = 0

    /// A tree without a node.
    public init() { nodes.reserveCapacity(64) }

    /// Begins an array or an object, whose parts come next; gives what ends it.
    public mutating func begin(_ kind: JSONTree.Node.Kind, mark: UInt8 = 0) -> Int {
        nodes.append(nextLabel(mark), kind)
        // Where to go on counting, once it is ended.
        nodes[nodes.count - 1].end = partCount
        open = nodes.count - 1
        partCount = 0
        return open
    }

    /// Ends an array or an object.
    public mutating func end(_ node: Int) {
        nodes[node].next = nodes.count
        partCount = nodes[node].end
        open = nodes[node].label.parent
    }

    /// Adds a number, a flag, a time or `null`.
    public mutating func add(_ kind: JSONTree.Node.Kind, _ value: Int64 = 0, mark: UInt8 = 0) {
        nodes.append(nextLabel(mark), kind, from: Int(value))
    }

    /// Adds a string that stands in a range of the bytes, without escapes.
    public mutating func addText(_ range: Range<Int>, mark: UInt8) {
        nodes.append(nextLabel(mark), .string, from: range.lowerBound, to: range.upperBound)
    }

    /// Adds a string whose name nobody knows before.
    public mutating func addText(_ range: Range<Int>, name: Range<Int>) {
        let label = JSONTree.Node.Label(start: name.lowerBound, end: name.upperBound, parent: open)
        nodes.append(label, .string, from: range.lowerBound, to: range.upperBound)
    }

    private mutating func nextLabel(_ mark: UInt8) -> JSONTree.Node.Label {
        defer { partCount += 1 }
        return JSONTree.Node.Label(mark: mark, start: partCount, parent: open)
    }
}

extension JSONTree {
    /// The tree that was made, of ranges of these bytes.
    public convenience init(_ builder: JSONTreeBuilder, in bytes: [UInt8]) { self.init(builder.nodes, in: bytes) }
}
