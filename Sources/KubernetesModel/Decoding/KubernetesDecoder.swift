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
        /// What made it, where that is written.
        public let controller: Controller?
        /// Where in the text it stands: `.` for all of the text, or such as `items[3]`.
        public let place: String

        /// What was read of an object that an API server sent.
        public init(_ sent: SentObject) {
            self.init(sent.object, sent.defects, controller: sent.controller, at: FieldPath())
        }

        /// What was read at a place.
        init(_ object: KubernetesObject?, _ defects: [Defect], controller: Controller? = nil, at place: FieldPath) {
            self.object = object
            self.defects = defects
            self.controller = controller
            self.place = place.description
        }
    }

    /// The objects in a JSON text, in its order; none where it is `null` or an empty list.
    public static func objects(in bytes: [UInt8]) throws(JSONError) -> [Decoded] {
        var reader = JSONReader(bytes)
        var objects: [Decoded] = []
        let object = DocumentField(try reader.tree(DocumentShape.anyKind))
        if !object.isAbsent { try add(object, in: nil, at: FieldPath(), to: &objects) }
        try reader.finish()
        return objects
    }

    /// Adds what was read: an object, or the items of a list one by one.
    static func add(
        _ object: DocumentField, in list: ListType?, at place: FieldPath, to objects: inout [Decoded]
    ) throws(JSONError) {
        guard let inner = ListType(object) else { return objects.append(decoded(object, in: list, at: place)) }
        guard var items = object[.items].reader else { return }
        guard try items.peek() == .array else {
            let defect = object[.items].error("is \(try items.peek()): write an array")
            return objects.append(Decoded(nil, [defect], at: place))
        }
        try items.beginArray()
        var index = 0
        while try items.nextItem() {
            let item = DocumentField(try items.tree(DocumentShape.anyKind))
            try add(item, in: inner, at: place.adding(.member("items")).adding(.item(index)), to: &objects)
            index += 1
        }
    }

    private static func decoded(_ object: DocumentField, in list: ListType?, at place: FieldPath) -> Decoded {
        var defects: [Defect] = []
        let fields = object.object(&defects)
        guard defects.isEmpty, let kind = kind(fields[.kind], in: list, &defects) else {
            return Decoded(nil, defects, at: place)
        }
        let apiVersion = apiVersion(fields[.apiVersion], of: kind, in: list, &defects)
        guard let known = KubernetesObject.Kind(rawValue: kind), apiVersion ?? known.apiVersion == known.apiVersion
        else {
            return Decoded(KubernetesObject(other: kind, apiVersion: apiVersion ?? "", fields), [], at: place)
        }
        let result = KubernetesObject(known, decoding: fields, &defects)
        return Decoded(result, defects, controller: Controller(decoding: fields[.metadata]), at: place)
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
