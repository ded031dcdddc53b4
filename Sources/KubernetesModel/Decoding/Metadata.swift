import JSON

/// What is said of every object: which it is, its labels, and when it was made and deleted.
struct Metadata {
    /// Its name.
    let name: String
    /// Its namespace; empty where none is written.
    let namespace: String
    /// Its labels.
    let labels: Labels
    /// When it was made, in seconds since 1970; 0 where that is not known.
    let creation: Int64
    /// Whether it is being deleted.
    let isTerminating: Bool

    /// The namespace of objects that live in one and name none.
    static let defaultNamespace = "default"

    /// Reads `metadata`; `nil` where it does not say which object it is.
    init?(decoding field: DocumentField, _ defects: inout [Defect]) {
        let metadata = field.object(&defects)
        guard let name = Self.name(metadata[.name], of: field, &defects),
            let namespace = Self.namespace(metadata[.namespace], &defects)
        else { return nil }
        self.name = name
        self.namespace = namespace
        labels = Labels(decoding: metadata[.labels], &defects)
        creation = Self.time(metadata[.creationTimestamp], &defects) ?? 0
        isTerminating = !metadata[.deletionTimestamp].isAbsent
        _ = Self.time(metadata[.deletionTimestamp], &defects)
    }

    /// When those who manage fields of an object wrote last; `nil` where that is not known. Nothing depends on it but
    /// what is measured, so what cannot be read there is no defect.
    static func lastWrite(decoding field: DocumentField) -> Int64? {
        var passedOver: [Defect] = []
        let managers = field.object(&passedOver)[.managedFields].items(&passedOver)
        return managers.compactMap { time($0.object(&passedOver)[.time], &passedOver) }.max()
    }

    /// The key of an object that lives in a namespace.
    var key: ObjectKey { ObjectKey(namespace.isEmpty ? Self.defaultNamespace : namespace, name) }

    private static func name(_ field: DocumentField, of metadata: DocumentField, _ defects: inout [Defect]) -> String? {
        let before = defects.count
        let name = field.string(&defects) ?? ""
        if !name.isEmpty {
            if let reason = NameRules.problem(dnsSubdomain: name) { defects.append(field.error(reason)) }
            return name
        }
        let isOtherKind = metadata.kind != .object && !metadata.isAbsent
        if defects.count == before, !isOtherKind { defects.append(field.error("is missing: name the object")) }
        return nil
    }

    /// The namespace, empty where none is written; `nil` where nobody can say which it is.
    private static func namespace(_ field: DocumentField, _ defects: inout [Defect]) -> String? {
        if field.isAbsent { return "" }
        guard let namespace = field.string(&defects) else { return nil }
        if !namespace.isEmpty, let reason = NameRules.problem(dnsLabel: namespace) {
            defects.append(field.error(reason))
        }
        return namespace
    }

    private static func time(_ field: DocumentField, _ defects: inout [Defect]) -> Int64? {
        if let seconds = field.seconds { return seconds }
        guard let text = field.string(&defects) else { return nil }
        if let time = APITime(text) { return time.seconds }
        defects.append(field.error("\(quoted(text)) is no time: write one such as 2026-01-31T08:00:00Z"))
        return nil
    }
}

extension Labels {
    /// Reads labels; one that is no string is left out, and `null` means the empty value, as in the API server.
    init(decoding field: DocumentField, _ defects: inout [Defect]) {
        var labels: [Label] = []
        labels.reserveCapacity(4)
        for label in field.members(&defects) {
            if label.isAbsent {
                labels.append(Label(label.name, ""))
            } else if let value = label.string(&defects) {
                labels.append(Label(label.name, value))
            }
        }
        self.init(labels)
    }
}
