import Addresses

extension Pod {
    /// Reads a pod; `nil` where it does not say which it is.
    init?(decoding object: DocumentField, _ defects: inout [Defect]) {
        guard let metadata = Metadata(decoding: object[.metadata], &defects) else { return nil }
        let spec = object[.spec].object(&defects)
        let status = object[.status].object(&defects)
        self.init(
            metadata.key, labels: metadata.labels, node: spec[.nodeName].string(&defects) ?? "",
            addresses: Self.addresses(status, &defects), ports: Self.ports(spec, &defects),
            phase: Self.phase(status[.phase], &defects),
            isHostNetwork: spec[.hostNetwork].bool(&defects) ?? false,
            isTerminating: metadata.isTerminating, creation: metadata.creation)
    }

    /// All addresses, or the single one that older API servers give.
    private static func addresses(_ status: DocumentField, _ defects: inout [Defect]) -> [IPAddress] {
        let all = status[.podIPs].items(&defects)
        if all.isEmpty { return status[.podIP].address(&defects).map { [$0] } ?? [] }
        var addresses: [IPAddress] = []
        for item in all {
            if let address = item.object(&defects)[.ip].address(&defects) { addresses.append(address) }
        }
        return addresses
    }

    /// The named ports; an init container runs beside the others only where it is restarted always.
    static func ports(_ spec: DocumentField, _ defects: inout [Defect]) -> [NamedPort] {
        var containers = Array(spec[.containers].items(&defects))
        for item in spec[.initContainers].items(&defects) {
            let container = item.object(&defects)
            if container[.restartPolicy].string(&defects) == "Always" { containers.append(container) }
        }
        var ports: [NamedPort] = []
        var names = PortNames()
        for container in containers {
            for item in container.object(&defects)[.ports].items(&defects) {
                guard let port = Self.port(item.object(&defects), &defects), names.add(port, to: ports) else {
                    continue
                }
                ports.append(port)
            }
        }
        return ports
    }

    private static func port(_ port: DocumentField, _ defects: inout [Defect]) -> NamedPort? {
        guard let name = port[.name].string(&defects), !name.isEmpty else { return nil }
        let number = port[.containerPort]
        if number.isAbsent { defects.append(number.error("is missing: write a number from 1 to 65535")) }
        guard let transport = port[.protocol].transport(&defects), let number = number.portNumber(&defects) else {
            return nil
        }
        return NamedPort(name, transport, number)
    }

    /// The phase; one that is not known counts as pending, so that the pod keeps its rules.
    private static func phase(_ field: DocumentField, _ defects: inout [Defect]) -> Phase {
        guard let text = field.string(&defects) else { return .pending }
        switch text {
        case "", "Pending": return .pending
        case "Running", "Unknown": return .running
        case "Succeeded", "Failed": return .finished
        default:
            defects.append(field.warning("\(quoted(text)) is no phase that is known here: it counts as Pending"))
            return .pending
        }
    }
}

/// What ports are asked for by. Most pods have so few that looking at them is faster than a set.
private struct PortNames {
    private struct Name: Hashable {
        let text: String
        let transport: PortedProtocol

        init(_ port: Pod.NamedPort) { (text, transport) = (port.name, port.transport) }
    }

    private static let fewMax = 8
    private var all: Set<Name> = []

    /// Whether a port has another name than these ports, which it will be one of.
    mutating func add(_ port: Pod.NamedPort, to ports: [Pod.NamedPort]) -> Bool {
        if ports.count < Self.fewMax { return !ports.contains { Name($0) == Name(port) } }
        if all.isEmpty { all = Set(ports.map { Name($0) }) }
        return all.insert(Name(port)).inserted
    }
}
