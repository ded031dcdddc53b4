public import JSON

/// Reads objects as the API server and `kubectl -o json` write them: one, or a list, also a list in a list.
///
///     bytes ──JSONReader──► DocumentTree ──DocumentField──► Pod, Namespace, Node, NetworkPolicy
///               shape: what is kept         path: what is wrong, and where
///
/// Only JSON that is malformed is thrown. Everything else that is wrong is a defect of one object, and the objects
/// beside it do not suffer.
public enum KubernetesDecoder {
    /// What was read of one object.
    public struct Decoded: Hashable, Sendable {
        /// The object; `nil` where it does not say which it is.
        public let object: KubernetesObject?
        /// What is wrong with it.
        public let defects: [Defect]
    }

    /// The objects in a JSON text, in its order; none where it is `null` or an empty list.
    public static func objects(in bytes: [UInt8]) throws(JSONError) -> [Decoded] {
        var reader = JSONReader(bytes)
        var objects: [Decoded] = []
        if try reader.peek() == .null { try reader.skip() } else { try read(&reader, in: nil, &objects) }
        try reader.finish()
        return objects
    }

    /// Reads what comes next: an object, or a list whose items are added one by one.
    private static func read(
        _ reader: inout JSONReader, in list: ListType?, _ objects: inout [Decoded]
    ) throws(JSONError) {
        let object = DocumentField(try reader.tree(.object))
        guard let inner = ListType(object) else { return objects.append(decoded(object, in: list)) }
        guard case .unread(var items) = object["items"].tree else { return }
        guard try items.peek() == .array else {
            let defect = object["items"].error("is \(try items.peek()): write an array")
            return objects.append(Decoded(object: nil, defects: [defect]))
        }
        try items.beginArray()
        while try items.nextItem() { try read(&items, in: inner, &objects) }
    }

    private static func decoded(_ object: DocumentField, in list: ListType?) -> Decoded {
        var defects: [Defect] = []
        let fields = object.object(&defects)
        guard defects.isEmpty, let kind = kind(fields["kind"], in: list, &defects) else {
            return Decoded(object: nil, defects: defects)
        }
        let apiVersion = apiVersion(fields["apiVersion"], of: kind, in: list, &defects)
        guard let known = KubernetesObject.Kind(rawValue: kind), apiVersion ?? known.apiVersion == known.apiVersion
        else {
            return Decoded(object: KubernetesObject(other: kind, apiVersion: apiVersion ?? "", fields), defects: [])
        }
        let result = KubernetesObject(known, decoding: fields, &defects)
        return Decoded(object: result, defects: defects)
    }

    private static func kind(_ field: DocumentField, in list: ListType?, _ defects: inout [Defect]) -> String? {
        if field.isAbsent, let kind = list?.itemKind { return kind }
        let kind = field.string(&defects) ?? ""
        if kind.isEmpty, defects.isEmpty { defects.append(field.error("is missing: write one such as NetworkPolicy")) }
        return kind.isEmpty ? nil : kind
    }

    /// The version of the API; `nil` where it is not written, which is an error where the kind is one that is read.
    private static func apiVersion(
        _ field: DocumentField, of kind: String, in list: ListType?, _ defects: inout [Defect]
    ) -> String? {
        if field.isAbsent, let list, list.itemKind == kind, let version = list.apiVersion { return version }
        if let version = field.string(&defects), !version.isEmpty { return version }
        let wanted = KubernetesObject.Kind(rawValue: kind)?.apiVersion ?? "its version"
        if defects.isEmpty { defects.append(field.error("is missing: write \(wanted)")) }
        return nil
    }
}

/// What a list says of its items, which do not repeat it where they are all of one kind.
private struct ListType {
    /// The kind of the items; `nil` where each says its own.
    let itemKind: String?
    /// The version of the API, the same for the list and its items.
    let apiVersion: String?

    private static let suffix = "List"

    /// The list that `object` is; `nil` where it is none.
    init?(_ object: DocumentField) {
        guard case .string(let kind) = object["kind"].tree, kind.hasSuffix(Self.suffix) else { return nil }
        let itemKind = String(kind.dropLast(Self.suffix.count))
        let isKnown = itemKind.isEmpty || KubernetesObject.Kind(rawValue: itemKind) != nil
        guard isKnown || !object["items"].isAbsent else { return nil }
        self.itemKind = itemKind.isEmpty ? nil : itemKind
        if case .string(let version) = object["apiVersion"].tree { apiVersion = version } else { apiVersion = nil }
    }
}
