import JSON

/// What ports may be, of several kinds of objects.
enum PortRules {
    /// The numbers that ports have.
    static let numbers: ClosedRange<Int64> = 1...65_535
    /// The protocols that have ports, in the order of messages.
    static let protocols = ["SCTP", "TCP", "UDP"]

    /// Faults of a port that is a number or a name.
    static func faults(ofNumberOrName port: FieldCursor) -> [FieldFault] {
        guard port.isSet else { return [] }
        if port.value?.number != nil { return port.faultsOfNumber(in: numbers) }
        return port.invalid(each: NameRules.portName(port.string))
    }

    /// Faults of a protocol that has to be there.
    static func faults(ofProtocol name: FieldCursor) -> [FieldFault] {
        name.faultsUnless(oneOf: protocols, isRequired: true)
    }

    /// Faults of a number that has to be there; one that is missing is zero.
    static func faults(ofNumber port: FieldCursor) -> [FieldFault] {
        FieldCursor(port.path, port.value ?? 0).faultsOfNumber(in: numbers)
    }
}
