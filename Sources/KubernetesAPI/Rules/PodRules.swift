import Addresses
import JSON

/// What the spec of a Pod may be.
enum PodRules {
    /// Faults of a spec.
    static func faults(of spec: FieldCursor) -> [FieldFault] {
        let volumes = spec["volumes"].items
        return Array(
            [
                volumes.flatMap { $0["name"].faultsOfRequired(NameRules.label) },
                volumes.duplicates { $0["name"] }, faults(ofContainers: spec),
                spec["restartPolicy"].faultsUnless(oneOf: ["Always", "OnFailure", "Never"], isRequired: true),
                spec["dnsPolicy"].faultsUnless(
                    oneOf: ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"], isRequired: true),
                LabelRules.faults(ofLabels: spec["nodeSelector"]), faults(ofNames: spec),
                spec["tolerations"].items.flatMap(TolerationRules.faults(of:)),
                spec["activeDeadlineSeconds"].faultsOfNumber(in: 1...secondsMax),
            ].joined())
    }

    /// Faults of a spec that only a new object may not have.
    static func faults(ofNew spec: FieldCursor) -> [FieldFault] {
        let (node, gates) = (spec["nodeName"], spec["schedulingGates"])
        let isEphemeral = !spec["ephemeralContainers"].items.isEmpty
        let isGated = !node.string.isEmpty && !gates.items.isEmpty
        return (isEphemeral ? [spec["ephemeralContainers"].forbidden("cannot be set on create")] : [])
            + (isGated ? [node.forbidden("cannot be set until all schedulingGates have been cleared")] : [])
    }

    /// The longest time that a spec can name.
    static let secondsMax: Int64 = 2_147_483_647

    private static func faults(ofNames spec: FieldCursor) -> [FieldFault] {
        ["serviceAccountName", "nodeName"].flatMap { spec[$0].faultsIfSet(NameRules.subdomain) }
            + ["hostname", "subdomain"].flatMap { spec[$0].faultsIfSet(NameRules.label) }
    }

    private static func faults(ofContainers spec: FieldCursor) -> [FieldFault] {
        let (containers, initial) = (spec["containers"].items, spec["initContainers"].items)
        let isOnHost = spec["hostNetwork"].value?.bool == true
        if containers.isEmpty { return [spec["containers"].required()] }
        let all = containers + initial
        return all.flatMap(ContainerRules.faults(of:)) + all.duplicates { $0["name"] }
            + ContainerRules.faults(ofHostPorts: containers, isOnHost: isOnHost)
    }
}

extension PodRules {
    /// Faults of a status.
    static func faults(ofStatus status: FieldCursor) -> [FieldFault] {
        status["conditions"].items.filter { !["PodScheduled", "Ready", "Initialized"].contains($0["type"].string) }
            .flatMap(faults(ofCondition:)) + faults(ofAddresses: status["podIPs"])
            + status["hostIPs"].items.flatMap { AddressRules.faults(ofAddress: FieldCursor($0.path, $0["ip"].value)) }
    }

    /// Conditions are told below the metadata and with a large letter, as the API server does.
    private static func faults(ofCondition condition: FieldCursor) -> [FieldFault] {
        let path = "metadata." + condition.path.drop { $0 != "." }.dropFirst() + ".Type"
        let type = FieldCursor(path, .string(condition["type"].string))
        return type.invalid(each: NameRules.qualifiedName(type.string))
    }

    private static func faults(ofAddresses addresses: FieldCursor) -> [FieldFault] {
        let items = addresses.items.map { FieldCursor($0.path, $0["ip"].value) }
        let families = items.compactMap { AddressRules.address($0.string)?.family }
        let isCrowded = families.count > Set(families).count
        var seen: Set<String> = []
        return items.flatMap(AddressRules.faults(ofAddress:))
            + (isCrowded ? [addresses.invalid("may specify no more than one IP for each IP family")] : [])
            + items.filter { !seen.insert($0.string).inserted }.map {
                $0.duplicate(.members(["IP": .string($0.string)]))
            }
    }
}
