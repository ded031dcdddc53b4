/// The parts of a value that a shape names, flat: a list of nodes beside the text that they point into.
///
/// A tree of arrays and strings took several times as long to build as the text to read. Here a part costs a few
/// words, and becomes a string only where somebody wants one. It is a class since many fields point into one tree.
///
///     {"a": [1, true], "b": "x"}   ──►   object, array a, 1, true, string b
public final class JSONTree: Sendable {
    /// A value, or that there is none.
    public struct Node: Sendable {
        /// What it is.
        public enum Kind: UInt8, Sendable {
            /// `null`.
            case null
            /// `true` or `false`.
            case bool
            /// A whole number that fits into 64 bits.
            case whole
            /// Another number.
            case otherNumber
            /// A string.
            case string
            /// An array.
            case array
            /// An object.
            case object
            /// A value that was checked and is to be read later.
            case unread
            /// A point in time, in seconds since 1970, where a text is no JSON: there it is a string.
            case time
        }

        /// What a part is called, and of what it is a part.
        struct Label {
            /// The mark that the shape has for the name; 0 for another name, and for items.
            var mark: UInt8 = 0
            var isPlain = true
            /// Where the name begins, where the shape does not have it; of an item, how many stand before it.
            var start = 0
            /// Where the name ends.
            var end = 0
            /// The object or array that it is in; of the value itself, its own node.
            var parent = 0
        }

        /// What it is.
        public let kind: Kind
        let label: Label
        /// Whether its text is written as it reads, without escapes.
        var isPlain = true
        /// Where its text begins, behind the quote. Of numbers, flags and times it is the value.
        var start = 0
        /// Where its text ends.
        var end = 0
        /// The place behind the last of its parts.
        public internal(set) var next = 0

        /// The mark of its name; 0 where the shape does not name it, and where it is an item.
        public var mark: UInt8 { label.mark }
    }

    /// The nodes, each before its parts; the first is the value itself.
    public let nodes: [Node]
    /// What the ranges in them are ranges of.
    private let bytes: [UInt8]

    /// A tree of nodes whose ranges are ranges of these bytes.
    init(_ nodes: [Node], in bytes: [UInt8]) {
        precondition(!nodes.isEmpty, "a value has a node")
        self.nodes = nodes
        self.bytes = bytes
    }

    /// The last part of a node that has a mark: of members with one name the last counts.
    public func part(_ mark: UInt8, of node: Int) -> Int? {
        var found: Int?
        var part = node + 1
        let end = nodes[node].next
        while part < end {
            if nodes[part].mark == mark { found = part }
            part = nodes[part].next
        }
        return found
    }

    /// The text of a string.
    public func text(_ node: Int) -> String {
        let node = nodes[node]
        // A span of what a class holds cannot be taken.
        let bytes = bytes
        return bytes.span.text(node.start..<node.end, isPlain: node.isPlain)
    }

    /// The name of a part that has no mark.
    public func name(_ node: Int) -> String {
        let label = nodes[node].label
        // A span of what a class holds cannot be taken.
        let bytes = bytes
        return bytes.span.text(label.start..<label.end, isPlain: label.isPlain)
    }

    /// The value of a whole number, or of a point in time.
    public func number(_ node: Int) -> Int64 { Int64(nodes[node].start) }

    /// The value of `true` or `false`.
    public func flag(_ node: Int) -> Bool { nodes[node].start != 0 }

    /// A reader of a value that was left for later.
    public func reader(_ node: Int) -> JSONReader {
        var reader = JSONReader(bytes)
        reader.offset = nodes[node].start
        return reader
    }

    /// The object or array that a node is a part of; `nil` of the value itself.
    public func parent(of node: Int) -> Int? { node == 0 ? nil : nodes[node].label.parent }

    /// How many items of its array stand before an item.
    public func place(_ item: Int) -> Int { nodes[item].label.start }
}
