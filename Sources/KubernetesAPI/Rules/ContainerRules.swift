import JSON

/// What a container of a Pod may be.
enum ContainerRules {
    /// Faults of a container.
    static func faults(of container: FieldCursor) -> [FieldFault] {
        let (ports, mounts) = (container["ports"].items, container["volumeMounts"].items)
        return Array(
            [
                container["name"].faultsOfRequired(NameRules.label), faults(ofImage: container["image"]),
                container["terminationMessagePolicy"].faultsUnless(
                    oneOf: ["FallbackToLogsOnError", "File"], isRequired: true),
                ports.flatMap(faults(ofPort:)), ports.duplicates { $0["name"] },
                container["env"].items.flatMap { $0["name"].faultsOfRequired(NameRules.variable) },
                mounts.flatMap(faults(ofMount:)), faults(ofPaths: mounts),
                container["imagePullPolicy"].faultsUnless(
                    oneOf: ["Always", "IfNotPresent", "Never"], isRequired: true),
            ].joined())
    }

    /// Faults of an image that has to be there.
    static func faults(ofImage image: FieldCursor) -> [FieldFault] {
        let text = image.string
        if text.isEmpty { return [image.required()] }
        let isPadded = text.first?.isWhitespace == true || text.last?.isWhitespace == true
        return isPadded ? [image.invalid("must not have leading or trailing whitespace")] : []
    }

    /// Faults of ports of the host that containers want together, or that differ from their own on its network.
    static func faults(ofHostPorts containers: [FieldCursor], isOnHost: Bool) -> [FieldFault] {
        var seen: Set<String> = []
        let ports = containers.flatMap { $0["ports"].items }.filter { $0["hostPort"].value?.number ?? 0 != 0 }
        let repeated = ports.compactMap { port in
            let place = "\(port["protocol"].string)/\(port["hostIP"].string)/\(port["hostPort"].value?.number ?? 0)"
            return seen.insert(place).inserted ? nil : port["hostPort"].duplicate(.string(place))
        }
        let other = isOnHost ? ports.filter { $0["hostPort"].value != $0["containerPort"].value } : []
        return repeated
            + other.map { $0["hostPort"].invalid("must match `containerPort` when `hostNetwork` is true") }
    }

    private static func faults(ofPort port: FieldCursor) -> [FieldFault] {
        let number = port["containerPort"]
        let isMissing = number.value?.number ?? 0 == 0
        let host = port["hostPort"]
        return port["name"].faultsIfSet(NameRules.portName)
            + (isMissing ? [number.required()] : number.faultsOfNumber(in: PortRules.numbers))
            + (host.value == 0 ? [] : host.faultsOfNumber(in: PortRules.numbers))
            + PortRules.faults(ofProtocol: port["protocol"])
    }

    private static func faults(ofMount mount: FieldCursor) -> [FieldFault] {
        ["name", "mountPath"].map { mount[$0] }.filter(\.string.isEmpty).map { $0.required() }
    }

    private static func faults(ofPaths mounts: [FieldCursor]) -> [FieldFault] {
        var seen: Set<String> = []
        return mounts.map { $0["mountPath"] }.filter { !seen.insert($0.string).inserted }
            .map { $0.invalid(.string($0.string), "must be unique") }
    }
}
