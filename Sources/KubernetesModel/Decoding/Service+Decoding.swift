import Addresses
import JSON

extension Service {
    /// Reads a Service; `nil` where it does not say which it is.
    init?(decoding object: DocumentField, _ defects: inout [Defect]) {
        guard let metadata = Metadata(decoding: object[.metadata], &defects) else { return nil }
        let spec = object[.spec].object(&defects)
        let selector = spec[.selector]
        var ports: [Port] = []
        for item in spec[.ports].items(&defects) {
            if let port = Port(decoding: item.object(&defects), &defects) { ports.append(port) }
        }
        self.init(
            metadata.key, selector: selector.isAbsent ? nil : Labels(decoding: selector, &defects),
            addresses: Self.addresses(spec, &defects), ports: ports)
    }

    /// All addresses, or the single one that older API servers give; `None` is no address.
    private static func addresses(_ spec: DocumentField, _ defects: inout [Defect]) -> [IPAddress] {
        let all = spec[.clusterIPs].items(&defects)
        return (all.isEmpty ? [spec[.clusterIP]] : Array(all)).compactMap { field in
            field.text == "None" ? nil : field.address(&defects)
        }
    }
}

extension Service.Port {
    /// Reads an item of `ports`; `nil`, with an error, where it has no number.
    init?(decoding field: DocumentField, _ defects: inout [Defect]) {
        if field[.port].isAbsent { defects.append(field[.port].error("is missing: write a number from 1 to 65535")) }
        guard let number = field[.port].portNumber(&defects), let transport = field[.protocol].transport(&defects)
        else { return nil }
        let target = field[.targetPort]
        switch target.kind {
        case .null: self.init(transport, number, name: field[.name].string(&defects) ?? "")
        case .string:
            let name = field[.name].string(&defects) ?? ""
            self.init(transport, number, name: name, target: .named(target.text ?? ""))
        case .bool, .whole, .otherNumber, .array, .object, .unread, .time:
            guard let port = target.portNumber(&defects) else { return nil }
            self.init(transport, number, name: field[.name].string(&defects) ?? "", target: .number(port))
        }
    }
}
