import JSON

/// What may change in the spec of a Pod: little, since what runs cannot be changed under its feet.
enum PodChangeRules {
    /// Faults of a change.
    static func faults(ofUpdate new: FieldCursor, from old: FieldCursor) -> [FieldFault] {
        for name in ["containers", "initContainers"] where new[name].items.count != old[name].items.count {
            return [new[name].forbidden("pod updates may not add or remove containers")]
        }
        let deadline = faults(ofDeadline: new["activeDeadlineSeconds"], from: old["activeDeadlineSeconds"])
        if deadline.isFinal { return deadline.faults }
        return deadline.faults + faults(ofTolerations: new["tolerations"], from: old["tolerations"])
            + faults(ofGates: new["schedulingGates"], from: old["schedulingGates"]) + faults(ofRest: new, from: old)
    }

    private static func faults(
        ofDeadline new: FieldCursor, from old: FieldCursor
    ) -> (faults: [FieldFault], isFinal: Bool) {
        guard let seconds = new.value?.number else {
            let fault = new.invalid("must not update from a positive integer to nil value")
            return (old.isSet ? [fault] : [], false)
        }
        let outside = new.faultsOfNumber(in: 0...PodRules.secondsMax)
        if !outside.isEmpty { return (outside, true) }
        guard let before = old.value?.number, before < seconds else { return ([], false) }
        return ([new.invalid("must be less than or equal to previous value")], true)
    }

    /// Tolerations may be added; of those there were, only the time may change.
    private static func faults(ofTolerations new: FieldCursor, from old: FieldCursor) -> [FieldFault] {
        let kept = new.items.map(withoutTime)
        let isKept = old.items.allSatisfy { was in
            let plain = withoutTime(was)
            return kept.contains { JSONEquality.same($0, plain) }
        }
        if isKept { return [] }
        return [new.forbidden("existing toleration can not be modified except its tolerationSeconds")]
    }

    private static func withoutTime(_ toleration: FieldCursor) -> JSONValue {
        var plain = toleration.value ?? .null
        if plain.isObject { plain["tolerationSeconds"] = nil }
        return plain
    }

    private static func faults(ofGates new: FieldCursor, from old: FieldCursor) -> [FieldFault] {
        let before = Set(old.items.map { $0["name"].string })
        return new.items.filter { !before.contains($0["name"].string) }
            .map { _ in new.forbidden("only deletion is allowed, but found new scheduling gate") }.prefix(1).map(\.self)
    }

    private static func faults(ofRest new: FieldCursor, from old: FieldCursor) -> [FieldFault] {
        let changed = changedFields(masked(new.value ?? .null, as: old.value), old.value)
        if changed.isEmpty { return [] }
        let fields = changeable.joined(separator: ",")
        // The API server goes on with a difference of its own values in Go; the names of the fields say as much.
        let names = changed.map { "\(new.path).\($0)" }.joined(separator: ", ")
        return [new.forbidden("pod updates may not change fields other than \(fields)\nchanged: \(names)")]
    }

    private static let changeable = [
        "`spec.containers[*].image`", "`spec.initContainers[*].image`", "`spec.activeDeadlineSeconds`",
        "`spec.tolerations` (only additions to existing tolerations)",
        "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
    ]

    private static func changedFields(_ new: JSONValue, _ old: JSONValue?) -> [String] {
        let names = Set(new.members.map(\.name)).union((old?.members ?? []).map(\.name))
        return names.sorted().filter { !JSONEquality.same(new[$0], old?[$0]) }
    }

    /// A new spec with what may change set back.
    private static func masked(_ new: JSONValue, as old: JSONValue?) -> JSONValue {
        var plain = new
        for name in ["activeDeadlineSeconds", "tolerations", "schedulingGates"] { plain.take(name, from: old) }
        for name in ["containers", "initContainers"] {
            let before = old?[name]?.items ?? []
            var index = 0
            plain.changeItems(of: name) { container in
                if before.indices.contains(index) { container.take("image", from: before[index]) }
                index += 1
            }
        }
        if let before = old?["terminationGracePeriodSeconds"]?.number, before < 0,
            plain["terminationGracePeriodSeconds"] == 1
        {
            plain.take("terminationGracePeriodSeconds", from: old)
        }
        return plain
    }
}
