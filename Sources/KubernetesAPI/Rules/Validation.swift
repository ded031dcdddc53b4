public import JSON

/// What objects may be, told in the words and paths of the API server.
///
/// Fields have to be of the types of the kind's schema, and defaults to be set; what is of another type is taken as
/// missing.
public enum Validation {
    /// What is wrong with an object that is to be made; of objects of an unknown kind, with its metadata.
    public static func faults(ofNew object: JSONValue, kind: String) -> [FieldFault] {
        let root = FieldCursor(root: object)
        return MetadataRules.faults(ofNew: root["metadata"], kind: kind) + faults(of: root, kind)
            + faults(ofNew: root, kind)
    }

    /// What is wrong with an object that is to take the place of another, or its status of the other's.
    public static func faults(
        ofUpdate new: JSONValue, from old: JSONValue, kind: String, isStatus: Bool
    ) -> [FieldFault] {
        let (root, before) = (FieldCursor(root: new), FieldCursor(root: old))
        let metadata = MetadataRules.faults(ofUpdate: root["metadata"], from: before["metadata"])
        if isStatus { return metadata + faults(ofStatus: root, kind) }
        return metadata + faults(of: root, kind) + faults(ofUpdate: root, from: before, kind)
    }

    /// Of an object, however it came to be.
    private static func faults(of root: FieldCursor, _ kind: String) -> [FieldFault] {
        let spec = root["spec"]
        return switch kind {
        case "NetworkPolicy": NetworkPolicyRules.faults(of: spec)
        case "Ingress": IngressRules.faults(of: spec)
        case "IngressClass": ReferenceRules.faults(ofClass: spec)
        case "Service": ServiceRules.faults(of: spec)
        case "Pod": PodRules.faults(of: spec)
        case "Node": NodeRules.faults(of: spec)
        case "Namespace": spec["finalizers"].items.flatMap { $0.invalid(each: NameRules.qualifiedName($0.string)) }
        case "EndpointSlice": EndpointSliceRules.faults(of: root)
        default: []
        }
    }

    /// Of an object, only when it is made.
    private static func faults(ofNew root: FieldCursor, _ kind: String) -> [FieldFault] {
        switch kind {
        case "Ingress": IngressRules.faults(ofClasses: root)
        case "Pod": PodRules.faults(ofNew: root["spec"]) + PodRules.faults(ofStatus: root["status"])
        default: []
        }
    }

    /// Of what changed.
    private static func faults(
        ofUpdate new: FieldCursor, from old: FieldCursor, _ kind: String
    ) -> [FieldFault] {
        let (spec, before) = (new["spec"], old["spec"])
        return switch kind {
        case "IngressClass": spec["controller"].faultsUnlessSame(as: before["controller"])
        case "EndpointSlice": new["addressType"].faultsUnlessSame(as: old["addressType"])
        case "Service": ServiceAddressRules.faults(ofUpdate: spec, from: before)
        case "Pod": PodChangeRules.faults(ofUpdate: spec, from: before)
        case "Node": NodeRules.faults(ofUpdate: spec, from: before)
        default: []
        }
    }

    private static func faults(ofStatus root: FieldCursor, _ kind: String) -> [FieldFault] {
        let status = root["status"]
        return switch kind {
        case "NetworkPolicy": ConditionRules.faults(of: status["conditions"])
        case "Service": ConditionRules.faults(of: status["conditions"]) + IngressRules.faults(ofStatus: status)
        case "Ingress": IngressRules.faults(ofStatus: status)
        case "Pod": PodRules.faults(ofStatus: status)
        case "Namespace": faults(ofPhase: root)
        default: []
        }
    }

    private static func faults(ofPhase root: FieldCursor) -> [FieldFault] {
        let isDeleted = root["metadata"]["deletionTimestamp"].isSet
        let (phase, state) = isDeleted ? ("Terminating", "not empty") : ("Active", "empty")
        let now = root["status"]["phase"].string
        if now == phase { return [] }
        // The large letter of the field is the API server's.
        let field = FieldCursor("status.Phase", .string(now))
        return [field.invalid("may only be '\(phase)' if `deletionTimestamp` is \(state)")]
    }
}
