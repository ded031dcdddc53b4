import JSON

/// What the addresses of a Service and their families may be.
enum ServiceAddressRules {
    /// Faults of the addresses and families of a spec.
    static func faults(of spec: FieldCursor) -> [FieldFault] {
        if spec["type"].string == "ExternalName" { return [] }
        return faults(ofFirst: spec["clusterIPs"], spec["clusterIP"]) + faults(ofFamilies: spec["ipFamilies"])
            + spec["ipFamilyPolicy"].faultsUnless(oneOf: ["PreferDualStack", "RequireDualStack", "SingleStack"])
            + faults(ofAddresses: spec["clusterIPs"]) + spec["externalIPs"].items.flatMap(faults(ofExternal:))
    }

    /// Faults of a change of addresses: the first one stays.
    static func faults(ofUpdate new: FieldCursor, from old: FieldCursor) -> [FieldFault] {
        let (now, was) = (new["clusterIPs"], old["clusterIPs"])
        if new["type"].string == "ExternalName" || old["type"].string == "ExternalName" { return [] }
        guard let first = was.strings.first, first != now.strings.first else { return [] }
        let field = now.item(0, now.value)
        return [field.invalid(now.strings.isEmpty ? "primary clusterIP can not be unset" : "may not change once set")]
    }

    private static func faults(ofFirst addresses: FieldCursor, _ address: FieldCursor) -> [FieldFault] {
        guard let first = addresses.strings.first else { return [] }
        if address.string.isEmpty {
            return [addresses.invalid("must be empty when `clusterIP` is not specified")]
        }
        if first == address.string { return [] }
        return [addresses.item(0, .string(first)).invalid("first value must match `clusterIP`")]
    }

    private static func faults(ofFamilies families: FieldCursor) -> [FieldFault] {
        var seen: Set<String> = []
        return families.items.flatMap { family in
            let isNew = seen.insert(family.string).inserted
            return family.faultsUnless(oneOf: ["IPv4", "IPv6"], isRequired: true) + (isNew ? [] : [family.duplicate()])
        }
    }

    private static func faults(ofAddresses addresses: FieldCursor) -> [FieldFault] {
        let items = addresses.items
        if items.count > 2 { return [addresses.invalid("may only hold up to 2 values")] }
        return items.filter { $0.string != "None" }.flatMap(AddressRules.faults(ofAddress:))
    }

    private static func faults(ofExternal address: FieldCursor) -> [FieldFault] {
        let faults = AddressRules.faults(ofAddress: address)
        return faults.isEmpty ? AddressRules.faults(ofEndpointAddress: address) : faults
    }
}
