/// What a list says of its items, which do not repeat it where they are all of one kind.
struct ListType: Hashable {
    /// The kind of the items; `nil` where each says its own.
    let itemKind: String?
    /// The version of the API, the same for the list and its items.
    let apiVersion: String?

    private static let suffix = "List"

    /// The list that `object` is; `nil` where it is none.
    init?(_ object: DocumentField) {
        guard let kind = object[.kind].text, kind.hasSuffix(Self.suffix) else { return nil }
        let itemKind = String(kind.dropLast(Self.suffix.count))
        let isKnown = itemKind.isEmpty || KubernetesObject.Kind(rawValue: itemKind) != nil
        guard isKnown || !object[.items].isAbsent else { return nil }
        self.itemKind = itemKind.isEmpty ? nil : itemKind
        apiVersion = object[.apiVersion].text
    }
}
