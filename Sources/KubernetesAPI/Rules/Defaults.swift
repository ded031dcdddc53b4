public import JSON

/// What fields are when nobody said.
public enum Defaults {
    /// An object with the fields set that the API server sets in every object it reads; doing it again changes nothing.
    ///
    /// A namespace gets the label of its name once it has one, so a generated name has to be set before.
    public static func applied(to object: JSONValue, kind: String) -> JSONValue {
        guard object.isObject else { return object }
        var result = object
        switch kind {
        case "NetworkPolicy": setNetworkPolicy(&result)
        case "Service": result.changeObject("spec", makes: true, setService)
        case "Pod": setPod(&result)
        case "Namespace": setNamespace(&result)
        case "EndpointSlice": result.changeItems(of: "ports", setEndpointPort)
        case "IngressClass":
            result.changeObject("spec") { $0.changeObject("parameters") { $0.setIfMissing("scope", "Cluster") } }
        default: break
        }
        return result
    }

    private static func setNetworkPolicy(_ policy: inout JSONValue) {
        policy.changeObject("spec", makes: true) { spec in
            spec.setIfMissing("podSelector", .object([]))
            for direction in ["ingress", "egress"] {
                spec.changeItems(of: direction) { rule in
                    rule.changeItems(of: "ports") { $0.setIfMissing("protocol", "TCP") }
                }
            }
            let hasEgress = spec["egress"]?.items?.isEmpty == false
            if spec["policyTypes"]?.items?.isEmpty ?? true {
                spec["policyTypes"] = hasEgress ? ["Ingress", "Egress"] : ["Ingress"]
            }
        }
    }

    private static func setNamespace(_ namespace: inout JSONValue) {
        if let name = namespace["metadata"]?["name"]?.string, !name.isEmpty {
            namespace.changeObject("metadata") { metadata in
                metadata.changeObject("labels", makes: true) { $0["kubernetes.io/metadata.name"] = .string(name) }
            }
        }
        namespace.changeObject("status", makes: true) { $0.setIfEmpty("phase", "Active") }
    }

    private static func setEndpointPort(_ port: inout JSONValue) {
        port.setIfMissing("name", "")
        port.setIfMissing("protocol", "TCP")
    }
}
