import JSON

/// What metadata may be.
enum MetadataRules {
    /// Faults of the metadata of a new object.
    static func faults(ofNew metadata: FieldCursor, kind: String) -> [FieldFault] {
        faults(ofNames: metadata, kind) + faults(ofNamespace: metadata["namespace"], kind) + faults(ofRest: metadata)
            + metadata["finalizers"].items.flatMap(faults(ofFinalizer:))
            + faults(ofFinalizers: metadata["finalizers"]) + faults(ofBareFinalizers: metadata["finalizers"])
    }

    /// Faults of metadata that are to take the place of others.
    static func faults(ofUpdate new: FieldCursor, from old: FieldCursor) -> [FieldFault] {
        let version = new["resourceVersion"]
        let isUnversioned = version.string.isEmpty
        return faults(ofAddedFinalizers: new["finalizers"], from: old)
            + (isUnversioned ? [version.invalid("", "must be specified for an update")] : [])
            + faults(ofGeneration: new["generation"], from: old["generation"])
            + [
                "name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
            ].flatMap { new[$0].faultsUnlessSame(as: old[$0]) } + faults(ofRest: new)
            + faults(ofBareFinalizers: new["finalizers"])
    }

    private static func faults(ofNames metadata: FieldCursor, _ kind: String) -> [FieldFault] {
        let rule = nameRule(kind)
        let prefix = metadata["generateName"]
        let name = metadata["name"]
        let faults = prefix.faultsIfSet { rule(NameRules.completed($0)) }
        if name.string.isEmpty { return faults + [name.required("name or generateName is required")] }
        return faults + name.invalid(each: rule(name.string))
    }

    private static func nameRule(_ kind: String) -> (String) -> [String] {
        switch kind {
        case "Namespace": NameRules.label
        case "Service": NameRules.label1035
        default: NameRules.subdomain
        }
    }

    private static func faults(ofNamespace namespace: FieldCursor, _ kind: String) -> [FieldFault] {
        switch kind {
        case "NetworkPolicy", "Ingress", "Pod", "Service", "EndpointSlice":
            namespace.faultsOfRequired(NameRules.label)
        case "IngressClass", "Namespace", "Node":
            namespace.string.isEmpty ? [] : [namespace.forbidden("not allowed on this type")]
        default: []
        }
    }

    private static func faults(ofRest metadata: FieldCursor) -> [FieldFault] {
        let generation = metadata["generation"]
        let isNegative = generation.value?.number.map { $0 < 0 } ?? false
        return (isNegative ? [generation.invalid("must be greater than or equal to 0")] : [])
            + LabelRules.faults(ofLabels: metadata["labels"])
            + LabelRules.faults(ofAnnotations: metadata["annotations"])
            + OwnerRules.faults(of: metadata["ownerReferences"])
    }

    private static func faults(ofGeneration new: FieldCursor, from old: FieldCursor) -> [FieldFault] {
        guard let number = new.value?.number, number < old.value?.number ?? 0 else { return [] }
        return [new.invalid("must not be decremented")]
    }

    /// A finalizer is told at the list, as the API server does.
    private static func faults(ofFinalizer item: FieldCursor) -> [FieldFault] {
        NameRules.qualifiedName(item.string).map {
            FieldFault(.invalid, "metadata.finalizers", .string(item.string), $0)
        }
    }

    private static func faults(ofFinalizers finalizers: FieldCursor) -> [FieldFault] {
        let names = finalizers.strings
        guard names.contains("orphan"), names.contains("foregroundDeletion") else { return [] }
        return [finalizers.invalid("finalizer orphan and foregroundDeletion cannot be both set")]
    }

    /// A finalizer has the name of a domain before it, unless it is one of Kubernetes' own.
    private static func faults(ofBareFinalizers finalizers: FieldCursor) -> [FieldFault] {
        let own = ["kubernetes", "orphan", "foregroundDeletion"]
        return finalizers.items.filter { !$0.string.contains("/") && !own.contains($0.string) }.map {
            $0.invalid("name is neither a standard finalizer name nor is it fully qualified")
        }
    }

    private static func faults(ofAddedFinalizers new: FieldCursor, from old: FieldCursor) -> [FieldFault] {
        guard old["deletionTimestamp"].isSet else { return [] }
        let added = Set(new.strings).subtracting(old["finalizers"].strings).sorted()
        if added.isEmpty { return [] }
        let quoted = added.map { JSONValue.string($0).text }.joined(separator: ", ")
        return [
            new.forbidden(
                "no new finalizers can be added if the object is being deleted, found new finalizers"
                    + " []string{\(quoted)}")
        ]
    }
}
