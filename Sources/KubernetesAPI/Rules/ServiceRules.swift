import JSON

/// What a Service may be.
enum ServiceRules {
    /// Faults of a spec.
    static func faults(of spec: FieldCursor) -> [FieldFault] {
        Array(
            [
                faults(ofKind: spec), faults(ofPorts: spec["ports"]), LabelRules.faults(ofLabels: spec["selector"]),
                faults(ofAffinity: spec), ServiceAddressRules.faults(of: spec), faults(ofType: spec["type"]),
                faults(ofNodePorts: spec), faults(ofRepeatedPorts: spec["ports"]), faults(ofBalancer: spec),
                faults(ofTraffic: spec),
            ].joined())
    }

    /// Whether it has no address of its own.
    static func isHeadless(_ spec: FieldCursor) -> Bool {
        spec["clusterIP"].string == "None" || spec["clusterIPs"].strings == ["None"]
    }

    private static func faults(ofType type: FieldCursor) -> [FieldFault] {
        type.faultsUnless(oneOf: ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"], isRequired: true)
    }

    private static func faults(ofKind spec: FieldCursor) -> [FieldFault] {
        let type = spec["type"].string
        let needsPorts = spec["ports"].items.isEmpty && !isHeadless(spec) && type != "ExternalName"
        let faults = needsPorts ? [spec["ports"].required()] : []
        switch type {
        case "LoadBalancer", "NodePort":
            if !isHeadless(spec) { return faults }
            let address = spec["clusterIPs"].item(0, "None")
            return faults + [address.invalid("may not be set to 'None' for \(type) services")]
        case "ExternalName": return faults + self.faults(ofExternal: spec)
        default: return faults
        }
    }

    private static func faults(ofExternal spec: FieldCursor) -> [FieldFault] {
        let addresses = ["clusterIPs", "ipFamilies", "ipFamilyPolicy"].map { spec[$0] }
        let name = spec["externalName"]
        let text = name.string.hasSuffix(".") ? String(name.string.dropLast()) : name.string
        return addresses.filter { !$0.items.isEmpty || !$0.string.isEmpty }
            .map { $0.forbidden("may not be set for ExternalName services") }
            + (text.isEmpty
                ? [name.required()] : NameRules.subdomain(text).map { name.invalid(.string(text), $0) })
    }

    private static func faults(ofAffinity spec: FieldCursor) -> [FieldFault] {
        let (affinity, config) = (spec["sessionAffinity"], spec["sessionAffinityConfig"])
        let faults = affinity.faultsUnless(oneOf: ["ClientIP", "None"], isRequired: true)
        guard config.isSet, affinity.string == "None" else { return faults }
        return faults + [config.forbidden("must not be set when session affinity is None")]
    }

    private static func faults(ofBalancer spec: FieldCursor) -> [FieldFault] {
        let isBalancer = spec["type"].string == "LoadBalancer"
        let ports = spec["allocateLoadBalancerNodePorts"]
        // The large first letter is the API server's.
        let ranges = FieldCursor("\(spec.path).LoadBalancerSourceRanges", spec["loadBalancerSourceRanges"].value)
        let misplaced = isBalancer ? [] : (ranges.items.isEmpty ? [] : [ranges]) + (ports.isSet ? [ports] : [])
        return misplaced.map { $0.forbidden("may only be used when `type` is 'LoadBalancer'") }
            + ranges.items.flatMap { AddressRules.block($0).faults }
    }

    private static func faults(ofTraffic spec: FieldCursor) -> [FieldFault] {
        let external = spec["externalTrafficPolicy"]
        let type = spec["type"].string
        let isOpen = isReachable(spec)
        let policies = ["Cluster", "Local"]
        let faults =
            isOpen
            ? external.faultsUnless(oneOf: policies, isRequired: true)
            : external.string.isEmpty ? [] : [external.invalid("may only be set for externally-accessible services")]
        return faults + spec["internalTrafficPolicy"].faultsUnless(oneOf: policies, isRequired: type != "ExternalName")
    }

    /// Whether it is reached from outside of the cluster.
    static func isReachable(_ spec: FieldCursor) -> Bool {
        let type = spec["type"].string
        return type == "LoadBalancer" || type == "NodePort"
            || type == "ClusterIP" && !spec["externalIPs"].items.isEmpty
    }
}

extension ServiceRules {
    private static func faults(ofPorts ports: FieldCursor) -> [FieldFault] {
        let items = ports.items
        var seen: Set<String> = []
        return items.flatMap { port in
            let name = port["name"]
            let isNew = name.string.isEmpty || seen.insert(name.string).inserted
            let isMissing = items.count > 1 && name.string.isEmpty
            let names = isMissing ? [name.required()] : name.faultsIfSet(NameRules.label)
            return Array([names, isNew ? [] : [name.duplicate()], faults(ofPort: port)].joined())
        }
    }

    private static func faults(ofPort port: FieldCursor) -> [FieldFault] {
        PortRules.faults(ofNumber: port["port"]) + PortRules.faults(ofProtocol: port["protocol"])
            + PortRules.faults(ofNumberOrName: port["targetPort"])
            + port["appProtocol"].faultsIfSet(NameRules.qualifiedName)
    }

    private static func faults(ofNodePorts spec: FieldCursor) -> [FieldFault] {
        let ports = spec["ports"].items.filter { $0["nodePort"].value?.number ?? 0 != 0 }
        var seen: Set<[String]> = []
        let misplaced = spec["type"].string == "ClusterIP" ? ports : []
        return misplaced.map { $0["nodePort"].forbidden("may not be used when `type` is 'ClusterIP'") }
            + ports.filter { !seen.insert([$0["protocol"].string, number($0["nodePort"])]).inserted }
            .map { $0["nodePort"].duplicate() }
    }

    private static func faults(ofRepeatedPorts ports: FieldCursor) -> [FieldFault] {
        var seen: Set<[String]> = []
        return ports.items.filter { !seen.insert([$0["protocol"].string, number($0["port"])]).inserted }
            .map { $0.duplicate(shown($0)) }
    }

    private static func number(_ field: FieldCursor) -> String { String(field.value?.number ?? 0) }

    /// A port with the names that its fields have inside of the API server.
    private static func shown(_ port: FieldCursor) -> JSONValue {
        .members([
            "Name": "", "Protocol": .string(port["protocol"].string), "AppProtocol": .null,
            "Port": .number(port["port"].value?.number ?? 0), "TargetPort": 0, "NodePort": 0,
        ])
    }
}
