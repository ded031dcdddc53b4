import Addresses
import JSON

/// What the spec of a NetworkPolicy may be.
enum NetworkPolicyRules {
    /// Faults of a spec.
    static func faults(of spec: FieldCursor) -> [FieldFault] {
        LabelRules.faults(ofSelector: spec["podSelector"])
            + spec["ingress"].items.flatMap { faults(ofRule: $0, peers: "from") }
            + spec["egress"].items.flatMap { faults(ofRule: $0, peers: "to") }
            + faults(ofTypes: spec["policyTypes"])
    }

    private static func faults(ofRule rule: FieldCursor, peers: String) -> [FieldFault] {
        rule["ports"].items.flatMap(faults(ofPort:)) + rule[peers].items.flatMap(faults(ofPeer:))
    }

    private static func faults(ofTypes types: FieldCursor) -> [FieldFault] {
        if types.items.count > 2 { return [types.invalid("may not specify more than two policyTypes")] }
        return types.items.filter { !["Ingress", "Egress"].contains($0.string) }
            .map { $0.unsupported(["Ingress", "Egress"]) }
    }
}

extension NetworkPolicyRules {
    private static func faults(ofPort port: FieldCursor) -> [FieldFault] {
        // Not sorted: of this kind alone, the API server lists them in this order.
        port["protocol"].faultsUnless(oneOf: ["TCP", "UDP", "SCTP"])
            + faults(ofNumbers: port["port"], end: port["endPort"])
    }

    private static func faults(ofNumbers port: FieldCursor, end: FieldCursor) -> [FieldFault] {
        if !port.isSet {
            return end.isSet ? [end.invalid("may not be specified when `port` is not specified")] : []
        }
        guard let first = port.value?.number else {
            let faults = end.isSet ? [end.invalid("may not be specified when `port` is non-numeric")] : []
            return faults + port.invalid(each: NameRules.portName(port.string))
        }
        return port.faultsOfNumber(in: PortRules.numbers) + faults(ofEnd: end, first, port)
    }

    private static func faults(ofEnd end: FieldCursor, _ first: Int64, _ port: FieldCursor) -> [FieldFault] {
        guard let last = end.value?.number else { return [] }
        let isReversed = last < first
        return (isReversed ? [end.invalid("must be greater than or equal to \(port.path)")] : [])
            + end.faultsOfNumber(in: PortRules.numbers)
    }
}

extension NetworkPolicyRules {
    private static func faults(ofPeer peer: FieldCursor) -> [FieldFault] {
        let selectors = [peer["podSelector"], peer["namespaceSelector"]].filter(\.isSet)
        let block = peer["ipBlock"]
        let faults =
            selectors.flatMap(LabelRules.faults(ofSelector:)) + (block.isSet ? self.faults(ofBlock: block) : [])
        if selectors.isEmpty, !block.isSet { return faults + [peer.required("must specify a peer")] }
        if block.isSet, !selectors.isEmpty {
            return faults + [peer.forbidden("may not specify both ipBlock and another peer")]
        }
        return faults
    }

    private static func faults(ofBlock block: FieldCursor) -> [FieldFault] {
        if block["cidr"].string.isEmpty { return [block["cidr"].required()] }
        let (cidr, faults) = AddressRules.block(block["cidr"])
        guard let cidr else { return faults }
        return block["except"].items.flatMap { self.faults(ofException: $0, from: cidr) }
    }

    private static func faults(ofException field: FieldCursor, from block: CIDR) -> [FieldFault] {
        let (exception, faults) = AddressRules.block(field)
        guard let exception, !block.contains(exception) || exception.prefixLength == block.prefixLength else {
            return faults
        }
        return [field.invalid("must be a strict subset of `cidr`")]
    }
}
