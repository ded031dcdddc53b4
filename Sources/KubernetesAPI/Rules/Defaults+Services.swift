import Addresses
import JSON

extension Defaults {
    /// Sets what is missing in the spec of a Service.
    static func setService(_ spec: inout JSONValue) {
        spec.setIfEmpty("sessionAffinity", "None")
        spec.setIfEmpty("type", "ClusterIP")
        if spec["sessionAffinity"] == "ClientIP" {
            spec.changeObject("sessionAffinityConfig", makes: true) { config in
                config.changeObject("clientIP", makes: true) { $0.setIfMissing("timeoutSeconds", 10_800) }
            }
        }
        spec.changeItems(of: "ports", setPort)
        if ServiceRules.isReachable(FieldCursor("spec", spec)) { spec.setIfEmpty("externalTrafficPolicy", "Cluster") }
        if spec["type"] == "LoadBalancer" { spec.setIfMissing("allocateLoadBalancerNodePorts", .bool(true)) }
        if spec["type"] != "ExternalName" {
            spec.setIfMissing("internalTrafficPolicy", "Cluster")
            setAddresses(&spec)
        }
    }

    private static func setPort(_ port: inout JSONValue) {
        port.setIfEmpty("protocol", "TCP")
        if port["targetPort"] == 0 || port["targetPort"] == "" { port["targetPort"] = nil }
        if let number = port["port"] { port.setIfMissing("targetPort", number) }
    }

    /// One address stands in two fields, and its family in a third; no address is made up, since nothing routes it.
    private static func setAddresses(_ spec: inout JSONValue) {
        let isWithoutList = spec["clusterIPs"]?.items?.isEmpty ?? true
        if let address = spec["clusterIP"]?.string, !address.isEmpty, isWithoutList {
            spec["clusterIPs"] = [.string(address)]
        }
        if let first = spec["clusterIPs"]?.items?.first?.string { spec.setIfEmpty("clusterIP", .string(first)) }
        let families = (spec["clusterIPs"]?.items ?? []).compactMap(\.string).compactMap(AddressRules.address)
            .map { JSONValue.string($0.family == .ipv4 ? "IPv4" : "IPv6") }
        if spec["ipFamilies"]?.items?.isEmpty ?? true {
            spec["ipFamilies"] = families.isEmpty ? ["IPv4"] : .array(families)
        }
        let isDual = spec["ipFamilies"]?.items.map { $0.count > 1 } ?? false
        spec.setIfMissing("ipFamilyPolicy", isDual ? "RequireDualStack" : "SingleStack")
    }
}
