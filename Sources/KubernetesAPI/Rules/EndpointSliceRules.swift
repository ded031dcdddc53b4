import Addresses
import JSON

/// What an EndpointSlice may be.
enum EndpointSliceRules {
    private static let addressesMax = 100
    private static let endpointsMax = 1000
    private static let portsMax = 100

    /// Faults of an object.
    static func faults(of root: FieldCursor) -> [FieldFault] {
        let type = root["addressType"]
        return type.faultsUnless(oneOf: ["FQDN", "IPv4", "IPv6"], isRequired: true)
            + faults(ofEndpoints: root["endpoints"], type.string) + faults(ofPorts: root["ports"])
    }

    private static func faults(ofEndpoints endpoints: FieldCursor, _ type: String) -> [FieldFault] {
        let items = endpoints.items
        if items.count > endpointsMax { return [endpoints.tooMany(max: endpointsMax)] }
        return items.flatMap { endpoint in
            let hostname = endpoint["hostname"]
            return faults(ofAddresses: endpoint["addresses"], type)
                + LabelRules.faults(ofLabels: endpoint["deprecatedTopology"])
                + (hostname.isSet ? hostname.invalid(each: NameRules.label(hostname.string)) : [])
        }
    }

    private static func faults(ofAddresses addresses: FieldCursor, _ type: String) -> [FieldFault] {
        let items = addresses.items
        if items.isEmpty { return [addresses.required("must contain at least 1 address")] }
        let faults = items.flatMap { self.faults(ofAddress: $0, type) }
        return (items.count > addressesMax ? [addresses.tooMany(max: addressesMax)] : []) + faults
    }

    private static func faults(ofAddress address: FieldCursor, _ type: String) -> [FieldFault] {
        switch type {
        case "IPv4": faults(ofAddress: address, isIn: .ipv4, "must be an IPv4 address")
        case "IPv6": faults(ofAddress: address, isIn: .ipv6, "must be an IPv6 address")
        case "FQDN": faults(ofDomain: address)
        default: []
        }
    }

    private static func faults(
        ofAddress address: FieldCursor, isIn family: IPFamily, _ words: String
    ) -> [FieldFault] {
        let faults = AddressRules.faults(ofAddress: address)
        if !faults.isEmpty { return faults }
        let isOther = AddressRules.address(address.string)?.family != family
        return (isOther ? [address.invalid(words)] : []) + AddressRules.faults(ofEndpointAddress: address)
    }

    private static func faults(ofDomain address: FieldCursor) -> [FieldFault] {
        if address.string.isEmpty { return [address.required()] }
        let name = address.string.hasSuffix(".") ? String(address.string.dropLast()) : address.string
        let reasons = NameRules.subdomain(name)
        if !reasons.isEmpty { return [address.invalid(.string(name), reasons.joined(separator: ","))] }
        if name.contains(".") { return [] }
        return [
            address.invalid(.string(name), "should be a domain with at least two segments separated by dots")
        ]
    }

    private static func faults(ofPorts ports: FieldCursor) -> [FieldFault] {
        let items = ports.items
        if items.count > portsMax { return [ports.tooMany(max: portsMax)] }
        var seen: Set<String> = []
        return items.flatMap { port in
            let name = port["name"]
            let isNew = seen.insert(name.string).inserted
            return name.faultsIfSet(NameRules.label) + (isNew ? [] : [name.duplicate(.string(name.string))])
                + PortRules.faults(ofProtocol: port["protocol"])
                + port["appProtocol"].faultsIfSet(NameRules.qualifiedName)
        }
    }
}
