import JSON

extension AppliedDefaults {
    /// What a policy leaves out; what cannot be read is not looked into, since its defects say so.
    init(decoding policy: DocumentField) {
        let spec = policy[.spec]
        var entries: [Entry] = []
        if policy[.metadata][.namespace].isEmptyText { entries.append(Entry(.namespace, at: "metadata")) }
        if spec[.policyTypes].isAbsent || spec[.policyTypes].isEmptyArray {
            entries.append(Entry(.policyTypes, at: "spec"))
            if spec[.egress].isEmptyArray { entries.append(Entry(.emptyEgress, at: spec[.egress].path.description)) }
        }
        for (direction, peers) in [(FieldName.ingress, FieldName.from), (.egress, .to)] {
            for rule in spec[direction].writtenItems { entries += Self.entries(rule, peers: peers) }
        }
        self.init(entries)
    }

    private static func entries(_ rule: DocumentField, peers: FieldName) -> [Entry] {
        let everyone = rule[peers].isEmptyArray ? [Entry(.everyone, at: rule[peers].path.description)] : []
        let ports = rule[.ports].writtenItems.filter { $0[.protocol].isEmptyText }
        return everyone + ports.map { Entry(.transport, at: $0.path.description) }
    }
}

extension DocumentField {
    /// Whether it is an array without items.
    fileprivate var isEmptyArray: Bool { kind == .array && parts.isEmpty }

    /// Whether no text is written there, or an empty one.
    fileprivate var isEmptyText: Bool { text?.isEmpty ?? isAbsent }

    /// The items of an array; none where it is no array.
    fileprivate var writtenItems: [DocumentField] { kind == .array ? Array(parts) : [] }
}
