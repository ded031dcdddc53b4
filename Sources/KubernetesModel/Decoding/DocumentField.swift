/// A field of an object: what stands there, and where that is.
///
/// Each way to read it gives nothing where the field is absent or `null`, and where it is of the wrong kind, which is
/// a defect then.
struct DocumentField {
    /// What stands there.
    let tree: DocumentTree
    /// Where.
    let path: FieldPath

    /// The field of a tree at a place.
    init(_ tree: DocumentTree, at path: FieldPath = .root) {
        self.tree = tree
        self.path = path
    }

    /// Whether it is absent or `null`.
    var isAbsent: Bool { if case .null = tree { true } else { false } }

    /// The field of this name in an object.
    subscript(name: String) -> DocumentField { DocumentField(tree[name], at: .member(path, name)) }

    /// A defect of this field that the API server would refuse.
    func error(_ reason: String) -> Defect { Defect(.error, at: path.description, reason) }

    /// A defect of this field that the API server accepts.
    func warning(_ reason: String) -> Defect { Defect(.warning, at: path.description, reason) }

    /// The string in it.
    func string(_ defects: inout [Defect]) -> String? {
        guard case .string(let string) = tree else { return wrongKind("a string", &defects) }
        return string
    }

    /// `true` or `false`.
    func bool(_ defects: inout [Defect]) -> Bool? {
        guard case .bool(let bool) = tree else { return wrongKind("true or false", &defects) }
        return bool
    }

    /// The items of the array in it.
    func items(_ defects: inout [Defect]) -> [DocumentField] {
        guard case .array(let items) = tree else { return wrongKind("an array", &defects) ?? [] }
        return items.enumerated().map { DocumentField($1, at: .item(path, $0)) }
    }

    /// The members of the object in it, in the order of the text.
    func members(_ defects: inout [Defect]) -> [(name: String, value: DocumentField)] {
        guard case .object(let members) = tree else { return wrongKind("an object", &defects) ?? [] }
        return members.map { ($0.name, DocumentField($0.value, at: .member(path, $0.name))) }
    }

    /// This field, once it is seen that it is an object; without anything in it where it is none.
    func object(_ defects: inout [Defect]) -> DocumentField {
        if case .object = tree { return self }
        return wrongKind("an object", &defects) ?? DocumentField(.null, at: path)
    }

    /// Warns of each member that is none of these: the API server drops what it does not know, and a rule whose
    /// `from` is written `form` allows everyone.
    func warn(ofOthersThan names: String..., to defects: inout [Defect]) {
        guard case .object(let members) = tree else { return }
        for member in members where !names.contains(member.name) {
            let known = names.joined(separator: ", ")
            defects.append(self[member.name].warning("is no field here and means nothing: the fields are \(known)"))
        }
    }

    /// Nothing, and a defect where there is something.
    func wrongKind<Value>(_ wanted: String, _ defects: inout [Defect]) -> Value? {
        if !isAbsent { defects.append(error("is \(tree.kindInWords): write \(wanted)")) }
        return nil
    }
}
