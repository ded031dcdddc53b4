import JSON

/// A set of fields of an object: a tree of steps, of which those that are members are in the set.
struct FieldSet: Hashable, Sendable {
    /// A step, and what is in the set behind it.
    struct Node: Hashable, Sendable {
        /// The step.
        let element: PathElement
        /// Whether the field it leads to is in the set.
        var isMember: Bool
        /// The fields behind it that are in the set.
        var children: FieldSet

        /// Whether it leads to any field.
        fileprivate var leads: Bool { isMember || !children.isEmpty }
    }

    /// The steps, sorted, each once; none that leads to nothing.
    private(set) var nodes: [Node]

    /// No field.
    static let empty = FieldSet(sorted: [])

    /// Whether there is no field.
    var isEmpty: Bool { nodes.isEmpty }

    private init(sorted nodes: [Node]) { self.nodes = nodes }

    /// The fields behind steps, in any order.
    init(_ nodes: [Node]) {
        if Self.isInOrder(nodes) {
            self.nodes = nodes
            return
        }
        self.nodes = []
        for node in nodes.filter(\.leads).sorted(by: { $0.element < $1.element }) {
            if let last = self.nodes.last, last.element == node.element {
                self.nodes[self.nodes.count - 1].isMember = last.isMember || node.isMember
                self.nodes[self.nodes.count - 1].children = last.children.union(node.children)
            } else {
                self.nodes.append(node)
            }
        }
    }

    /// Whether nodes are as a set has them, which they are when they come from a text.
    private static func isInOrder(_ nodes: [Node]) -> Bool {
        nodes.allSatisfy(\.leads)
            && nodes.indices.dropFirst().allSatisfy { nodes[$0 - 1].element < nodes[$0].element }
    }

    /// What a step leads to.
    subscript(element: PathElement) -> Node? {
        var range = nodes.indices
        while let first = range.first {
            let middle = first + range.count / 2
            if nodes[middle].element == element { return nodes[middle] }
            range = nodes[middle].element < element ? middle + 1..<range.upperBound : first..<middle
        }
        return nil
    }

    /// The fields of both.
    func union(_ other: FieldSet) -> FieldSet { combined(other) { $0 || $1 } }

    /// The fields of this that are not in another.
    func subtracting(_ other: FieldSet) -> FieldSet { combined(other) { $0 && !$1 } }

    /// The fields that are in both.
    func intersection(_ other: FieldSet) -> FieldSet { combined(other) { $0 && $1 } }

    /// The fields that are neither of another nor behind one of them.
    func subtractingAll(_ other: FieldSet) -> FieldSet {
        FieldSet(
            sorted: nodes.compactMap { node in
                guard let theirs = other[node.element] else { return node }
                let children = node.children.subtractingAll(theirs.children)
                guard !theirs.isMember, node.isMember || !children.isEmpty else { return nil }
                return Node(element: node.element, isMember: node.isMember, children: children)
            })
    }

    /// The steps to each field, in order.
    var paths: [[PathElement]] {
        nodes.flatMap { node in
            (node.isMember ? [[node.element]] : []) + node.children.paths.map { [node.element] + $0 }
        }
    }

    private func combined(_ other: FieldSet, _ isKept: (Bool, Bool) -> Bool) -> FieldSet {
        if isEmpty { return isKept(false, true) ? other : .empty }
        if other.isEmpty { return isKept(true, false) ? self : .empty }
        var result: [Node] = []
        var mine = nodes[...]
        var theirs = other.nodes[...]
        while let element = Self.first(mine, theirs) {
            let left = mine.first?.element == element ? mine.popFirst() : nil
            let right = theirs.first?.element == element ? theirs.popFirst() : nil
            let isMember = isKept(left?.isMember ?? false, right?.isMember ?? false)
            let children = (left?.children ?? .empty).combined(right?.children ?? .empty, isKept)
            guard isMember || !children.isEmpty else { continue }
            result.append(Node(element: element, isMember: isMember, children: children))
        }
        return FieldSet(sorted: result)
    }

    /// The first step of two lists that are sorted.
    private static func first(_ one: ArraySlice<Node>, _ other: ArraySlice<Node>) -> PathElement? {
        guard let mine = one.first?.element else { return other.first?.element }
        guard let theirs = other.first?.element else { return mine }
        return theirs < mine ? theirs : mine
    }
}

extension FieldSet {
    /// The fields that a value of FieldsV1 names.
    init(fieldsV1 value: JSONValue) throws(APIFailure) {
        guard value.isObject else { throw APIFailure(.badRequest, "metadata.managedFields: fieldsV1 is no object") }
        var nodes: [Node] = []
        nodes.reserveCapacity(value.members.count)
        for member in value.members where member.name != "." {
            guard let element = PathElement(reading: member.name) else {
                throw APIFailure(.badRequest, "metadata.managedFields: no such field: \(member.name)")
            }
            let children = member.value == .object([]) ? .empty : try FieldSet(fieldsV1: member.value)
            let isMember = children.isEmpty || member.value["."] != nil
            nodes.append(Node(element: element, isMember: isMember, children: children))
        }
        self.init(nodes)
    }

    /// As FieldsV1 writes it.
    var fieldsV1: JSONValue { .object(nodes.map { .init($0.element.text, $0.fieldsV1) }) }
}

extension FieldSet.Node {
    fileprivate var fieldsV1: JSONValue {
        guard isMember, !children.isEmpty else { return children.fieldsV1 }
        var members = [JSONValue.Member(".", .object([]))]
        members.reserveCapacity(children.nodes.count + 1)
        for node in children.nodes { members.append(.init(node.element.text, node.fieldsV1)) }
        return .object(members)
    }
}
