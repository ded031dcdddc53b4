import JSON

/// What a Node may be.
enum NodeRules {
    /// The effects of taints, in the order of messages.
    static let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"]

    /// Faults of a spec.
    static func faults(of spec: FieldCursor) -> [FieldFault] {
        var seen: Set<[String]> = []
        let blocks = spec["podCIDRs"].items.flatMap { AddressRules.block($0).faults }
        return blocks
            + spec["taints"].items.flatMap { taint in
                let isNew = seen.insert([taint["effect"].string, taint["key"].string]).inserted
                return faults(ofTaint: taint) + (isNew ? [] : [duplicate(taint)])
            }
    }

    /// Faults of a change.
    static func faults(ofUpdate new: FieldCursor, from old: FieldCursor) -> [FieldFault] {
        [("podCIDRs", "podCIDR"), ("providerID", "providerID")].flatMap { name, word -> [FieldFault] in
            let was = old[name]
            let isChanged = was.isSet && was.value != "" && !JSONEquality.same(new[name].value, was.value)
            return isChanged
                ? [new[name].forbidden("node updates may not change \(word) except from \"\" to valid")] : []
        }
    }

    private static func faults(ofTaint taint: FieldCursor) -> [FieldFault] {
        let (key, value) = (taint["key"], taint["value"])
        let reasons = NameRules.labelValue(value.string)
        return NameRules.qualifiedName(key.string).map { key.invalid(.string(key.string), $0) }
            + (reasons.isEmpty ? [] : [value.invalid(reasons.joined(separator: ";"))])
            + taint["effect"].faultsUnless(oneOf: effects, isRequired: true)
    }

    /// The taint is shown with the names that its fields have inside of the API server.
    private static func duplicate(_ taint: FieldCursor) -> FieldFault {
        let shown = JSONValue.members([
            "Key": .string(taint["key"].string), "Value": .string(taint["value"].string),
            "Effect": .string(taint["effect"].string), "TimeAdded": taint["timeAdded"].value ?? .null,
        ])
        return FieldFault(.duplicate, taint.path, shown, "taints must be unique by key and effect pair")
    }
}
