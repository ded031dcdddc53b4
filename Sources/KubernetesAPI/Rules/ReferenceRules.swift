import JSON

/// What references to other objects may be: of backends of an Ingress and of parameters of an IngressClass.
enum ReferenceRules {
    /// Faults of a reference in one namespace.
    static func faults(of reference: FieldCursor) -> [FieldFault] {
        let group = reference["apiGroup"]
        return (group.isSet ? group.invalid(each: NameRules.subdomain(group.string)) : [])
            + reference["kind"].faultsOfRequired(NameRules.pathSegment)
            + reference["name"].faultsOfRequired(NameRules.pathSegment)
    }

    /// Faults of the spec of an IngressClass.
    static func faults(ofClass spec: FieldCursor) -> [FieldFault] {
        let parameters = spec["parameters"]
        return faults(ofController: spec["controller"])
            + (parameters.isSet ? faults(of: parameters) + faults(ofScope: parameters) : [])
    }

    private static func faults(ofController controller: FieldCursor) -> [FieldFault] {
        if controller.string.isEmpty { return [controller.required()] }
        return (controller.string.utf8.count > 250 ? [controller.tooLong(max: 250)] : [])
            + NameRules.domainPrefixedPath(controller.string).map { controller.invalid(.string($0.part), $0.reason) }
    }

    private static func faults(ofScope parameters: FieldCursor) -> [FieldFault] {
        let (scope, namespace) = (parameters["scope"], parameters["namespace"])
        switch scope.string {
        case "Namespace":
            if !namespace.isSet { return [namespace.required("`parameters.scope` is set to 'Namespace'")] }
            return namespace.invalid(each: NameRules.label(namespace.string))
        case "Cluster":
            return namespace.isSet ? [namespace.forbidden("`parameters.scope` is set to 'Cluster'")] : []
        default: return [scope.isSet ? scope.unsupported(["Cluster", "Namespace"]) : scope.required()]
        }
    }
}
