import JSON

/// What an Ingress may be.
enum IngressRules {
    /// Faults of a spec.
    static func faults(of spec: FieldCursor) -> [FieldFault] {
        let rules = spec["rules"]
        let backend = spec["defaultBackend"]
        let isEmpty = rules.items.isEmpty && !backend.isSet
        let what = FieldCursor(spec.path, rules.value)
        return (isEmpty ? [what.invalid("either `defaultBackend` or `rules` must be specified")] : [])
            + (backend.isSet ? faults(ofBackend: backend) : []) + rules.items.flatMap(faults(ofRule:))
            + spec["tls"].items.flatMap(faults(ofTLS:)) + faults(ofClass: spec["ingressClassName"])
    }

    /// Faults of the class of a new object, which an annotation may name too.
    static func faults(ofClasses root: FieldCursor) -> [FieldFault] {
        let annotation = root["metadata"]["annotations"]["kubernetes.io/ingress.class"]
        let name = root["spec"]["ingressClassName"]
        guard annotation.isSet, name.isSet, annotation.string != name.string else { return [] }
        // The path lacks "metadata" in the API server's message too.
        return [
            FieldCursor("annotations.kubernetes.io/ingress.class", annotation.value)
                .invalid("must match `ingressClassName` when both are specified")
        ]
    }

    /// Faults of a status.
    static func faults(ofStatus status: FieldCursor) -> [FieldFault] {
        status["loadBalancer"]["ingress"].items.flatMap { entry in
            (entry["ip"].string.isEmpty ? [] : AddressRules.faults(ofAddress: entry["ip"]))
                + faults(ofName: entry["hostname"], NameRules.subdomain, isAddressLast: true)
        }
    }

    private static func faults(ofClass name: FieldCursor) -> [FieldFault] {
        name.isSet ? name.invalid(each: NameRules.subdomain(name.string)) : []
    }

    private static func faults(ofTLS entry: FieldCursor) -> [FieldFault] {
        entry["hosts"].items.flatMap { $0.invalid(each: NameRules.host($0.string)) }
            + entry["secretName"].faultsIfSet(NameRules.subdomain)
    }

    /// Faults of a name of a host, which may be missing and may be no address.
    private static func faults(
        ofName name: FieldCursor, _ rule: (String) -> [String], isAddressLast: Bool = false
    ) -> [FieldFault] {
        if name.string.isEmpty { return [] }
        let faults = name.invalid(each: rule(name.string))
        guard AddressRules.isAddress(name.string) else { return faults }
        let fault = name.invalid("must be a DNS name, not an IP address")
        return isAddressLast ? faults + [fault] : [fault] + faults
    }
}

extension IngressRules {
    private static func faults(ofRule rule: FieldCursor) -> [FieldFault] {
        let http = rule["http"]
        return faults(ofName: rule["host"], NameRules.host)
            + (http.isSet && http["paths"].items.isEmpty ? [http["paths"].required()] : [])
            + http["paths"].items.flatMap(faults(ofPath:))
    }

    private static func faults(ofPath entry: FieldCursor) -> [FieldFault] {
        let type = entry["pathType"]
        if !type.isSet { return [type.required("pathType must be specified")] }
        return faults(ofPath: entry["path"], type) + faults(ofBackend: entry["backend"])
    }

    private static func faults(ofPath path: FieldCursor, _ type: FieldCursor) -> [FieldFault] {
        let isAbsolute = path.string.hasPrefix("/")
        let faults = isAbsolute ? [] : [path.invalid(.string(path.string), "must be an absolute path")]
        switch type.string {
        case "Exact", "Prefix": return faults + self.faults(ofParts: path)
        case "ImplementationSpecific": return path.string.isEmpty ? [] : faults
        default: return [type.unsupported(["Exact", "ImplementationSpecific", "Prefix"])]
        }
    }

    private static func faults(ofParts path: FieldCursor) -> [FieldFault] {
        ["//", "/./", "/../", "%2f", "%2F"].filter { path.string.contains($0) }
            .map { path.invalid("must not contain '\($0)'") }
            + ["/..", "/."].filter { path.string.hasSuffix($0) }.map { path.invalid("cannot end with '\($0)'") }
    }
}

extension IngressRules {
    private static func faults(ofBackend backend: FieldCursor) -> [FieldFault] {
        let (service, resource) = (backend["service"], backend["resource"])
        switch (service.isSet, resource.isSet) {
        case (true, true): return [backend.invalid("", "cannot set both resource and service backends")]
        case (false, true): return ReferenceRules.faults(of: resource)
        case (true, false): return faults(ofService: service, backend)
        case (false, false): return [backend.invalid("", "resource or service backend is required")]
        }
    }

    private static func faults(ofService service: FieldCursor, _ backend: FieldCursor) -> [FieldFault] {
        service["name"].faultsOfRequired(NameRules.label1035) + faults(ofPort: service["port"], backend)
    }

    private static func faults(ofPort port: FieldCursor, _ backend: FieldCursor) -> [FieldFault] {
        let (name, number) = (port["name"], port["number"])
        switch (!name.string.isEmpty, number.value?.number ?? 0 != 0) {
        case (true, true): return [backend.invalid("", "cannot set both port name & port number")]
        case (true, false): return name.invalid(each: NameRules.portName(name.string))
        case (false, true): return number.faultsOfNumber(in: PortRules.numbers)
        case (false, false): return [backend.required("port name or number is required")]
        }
    }
}
