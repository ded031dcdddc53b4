import Addresses
import JSON

extension PolicyPort {
    /// Reads an item of `ports`; `nil`, with an error, where it says nothing that is known.
    init?(decoding field: DocumentField, _ defects: inout [Defect]) {
        if field.isAbsent { defects.append(field.warning("is null, which means {}: all ports of TCP")) }
        let before = defects.count
        let item = field.object(&defects)
        guard defects.count == before else { return nil }
        item.warn(ofOthersThan: .protocol, .port, .endPort, to: &defects)
        let transport = item[.protocol].transport(&defects)
        guard let port = Self.port(item[.port], endPort: item[.endPort], &defects), let transport else { return nil }
        self.init(transport, port)
    }

    private static func port(_ field: DocumentField, endPort: DocumentField, _ defects: inout [Defect]) -> Port? {
        switch field.kind {
        case .null:
            refuse(endPort, "stands without port: add port, the first of the range", &defects)
            return .any
        case .string:
            let name = field.text ?? ""
            refuse(endPort, "stands beside a port name: write port as a number, or leave this out", &defects)
            if let reason = NameRules.problem(portName: name) { defects.append(field.error(reason)) }
            return .named(name)
        case .whole:
            let first = field.portNumber(&defects)
            let last = endPort.isAbsent ? first : endPort.portNumber(&defects)
            return range(from: first, to: last, endPort, &defects).map { .numbers($0) }
        case .bool, .otherNumber, .array, .object, .unread, .time:
            return field.wrongKind("a number from 1 to 65535 or the name of a port", &defects)
        }
    }

    private static func range(
        from first: UInt16?, to last: UInt16?, _ endPort: DocumentField, _ defects: inout [Defect]
    ) -> PortRange? {
        guard let first, let last else { return nil }
        if first <= last { return PortRange(first...last) }
        defects.append(endPort.error("\(last) is below port: write \(first) or more"))
        return nil
    }

    private static func refuse(_ field: DocumentField, _ reason: String, _ defects: inout [Defect]) {
        if !field.isAbsent { defects.append(field.error(reason)) }
    }
}
