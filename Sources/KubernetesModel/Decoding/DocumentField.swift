import JSON

/// A field of an object: what stands there, and where that is.
///
/// Each way to read it gives nothing where the field is absent or `null`, and where it is of the wrong kind, which is
/// a defect then. It points into the tree of the object, so that looking at one costs nothing.
struct DocumentField {
    /// What stands there; `null` where nothing does.
    let kind: JSONTree.Node.Kind
    private let tree: JSONTree
    /// Its node; where it is absent, that of the innermost object around it that is there.
    private let node: Int
    /// The names from there on, where it is absent.
    private let absence: Absence

    /// All that a tree holds.
    init(_ tree: JSONTree) { self.init(tree, 0) }

    private init(_ tree: JSONTree, _ node: Int) {
        self.init(tree, node, tree.nodes[node].kind, Absence())
    }

    private init(_ tree: JSONTree, _ node: Int, _ kind: JSONTree.Node.Kind, _ absence: Absence) {
        self.tree = tree
        self.node = node
        self.kind = kind
        self.absence = absence
    }

    /// Whether it is absent or `null`.
    var isAbsent: Bool { kind == .null }

    /// The field of this name in an object.
    subscript(name: FieldName) -> DocumentField {
        if kind == .object, let part = tree.part(name.rawValue, of: node) { return DocumentField(tree, part) }
        return DocumentField(tree, node, .null, absence.adding(name))
    }

    /// The string in it, where it is one.
    var text: String? { kind == .string ? tree.text(node) : nil }

    /// `true` or `false`, where it is one of them.
    var flag: Bool? { kind == .bool ? tree.flag(node) : nil }

    /// The number in it, where it is a whole one.
    var number: Int64? { kind == .whole ? tree.number(node) : nil }

    /// The seconds since 1970 in it, where it is a point in time that is written as such.
    var seconds: Int64? { kind == .time ? tree.number(node) : nil }

    /// Reads it, where it was left for later.
    var reader: JSONReader? { kind == .unread ? tree.reader(node) : nil }

    /// The items of an array, or the members of an object; none where it is neither.
    var parts: Parts { Parts(tree: tree, node: node + 1, end: hasParts ? tree.nodes[node].next : node + 1) }

    private var hasParts: Bool { kind == .array || kind == .object }

    /// Its name in the object around it.
    var name: String { fieldName?.text ?? tree.name(node) }

    /// Its name, where it is one that a decoder looks for here.
    private var fieldName: FieldName? { FieldName(rawValue: tree.nodes[node].mark) }

    /// Where it stands.
    var path: FieldPath {
        var steps: [FieldPath.Step] = absence.names.reversed().map { .member($0.text) }
        var inner = node
        while let outer = tree.parent(of: inner) {
            let isMember = tree.nodes[outer].kind == .object
            steps.append(isMember ? .member(DocumentField(tree, inner).name) : .item(tree.place(inner)))
            inner = outer
        }
        return FieldPath(steps.reversed())
    }
}

extension DocumentField {
    /// Fields one after the other.
    struct Parts: Sequence, IteratorProtocol {
        fileprivate let tree: JSONTree
        fileprivate var node: Int
        fileprivate let end: Int

        /// Whether there is none.
        var isEmpty: Bool { node >= end }

        /// How many there are.
        var count: Int { reduce(0) { count, _ in count + 1 } }

        /// The next.
        mutating func next() -> DocumentField? {
            guard node < end else { return nil }
            defer { node = tree.nodes[node].next }
            return DocumentField(tree, node)
        }
    }

    /// The names of fields in one another that are absent: a byte each, since this is made for every absent field.
    private struct Absence {
        private var packed: UInt64 = 0

        var names: [FieldName] {
            (0..<8).reversed().compactMap { FieldName(rawValue: UInt8(truncatingIfNeeded: packed >> (8 * $0))) }
        }

        func adding(_ name: FieldName) -> Absence {
            precondition(packed >> 56 == 0, "no decoder looks for fields that lie so deep in what is not there")
            return Absence(packed: packed << 8 | UInt64(name.rawValue))
        }
    }

    /// The same field, taken for absent.
    fileprivate var ignored: DocumentField { DocumentField(tree, node, .null, absence) }
}

// What a decoder asks for, and what is wrong where something else stands there.
extension DocumentField {
    /// A defect of this field that the API server would refuse.
    func error(_ reason: String) -> Defect { Defect(.error, at: path.description, reason) }

    /// A defect of this field that the API server accepts.
    func warning(_ reason: String) -> Defect { Defect(.warning, at: path.description, reason) }

    /// The string in it.
    func string(_ defects: inout [Defect]) -> String? { text ?? wrongKind("a string", &defects) }

    /// `true` or `false`.
    func bool(_ defects: inout [Defect]) -> Bool? { flag ?? wrongKind("true or false", &defects) }

    /// The items of the array in it.
    func items(_ defects: inout [Defect]) -> Parts {
        if kind != .array { wrongKind("an array", &defects) }
        return kind == .array ? parts : ignored.parts
    }

    /// The members of the object in it, in the order of the text.
    func members(_ defects: inout [Defect]) -> Parts { object(&defects).parts }

    /// This field, once it is seen that it is an object; without anything in it where it is none.
    func object(_ defects: inout [Defect]) -> DocumentField {
        if kind == .object { return self }
        wrongKind("an object", &defects)
        return ignored
    }

    /// Warns of each member that is none of these: the API server drops what it does not know, and a rule whose
    /// `from` is written `form` allows everyone.
    func warn(ofOthersThan names: FieldName..., to defects: inout [Defect]) {
        guard kind == .object else { return }
        for member in parts where !names.contains(where: { $0 == member.fieldName }) {
            let known = names.map(\.text).joined(separator: ", ")
            defects.append(member.warning("is no field here and means nothing: the fields are \(known)"))
        }
    }

    /// Nothing, and a defect where there is something.
    @discardableResult
    func wrongKind<Value>(_ wanted: String, _ defects: inout [Defect]) -> Value? {
        if !isAbsent { defects.append(error("is \(kindInWords): write \(wanted)")) }
        return nil
    }

    private func wrongKind(_ wanted: String, _ defects: inout [Defect]) {
        let _: Bool? = wrongKind(wanted, &defects)
    }

    /// What it is, as in a sentence.
    private var kindInWords: String {
        switch kind {
        case .null: "null"
        case .bool: "true or false"
        case .whole: "a number"
        case .otherNumber: "a number that is not whole, or too large"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        case .time: "a time"
        case .unread: "a value"
        }
    }
}
