extension PolicyRule {
    /// Reads the rules of one direction, whose peers are called `from` or `to`.
    static func rules(decoding field: DocumentField, peers name: FieldName, _ defects: inout [Defect]) -> [PolicyRule] {
        var rules: [PolicyRule] = []
        for item in field.items(&defects) { rules.append(PolicyRule(decoding: item, peers: name, &defects)) }
        return rules
    }

    /// Reads a rule. What cannot be read of it is left out, which may allow more: who calls this looks for errors.
    init(decoding field: DocumentField, peers name: FieldName, _ defects: inout [Defect]) {
        if field.isAbsent { defects.append(field.warning("is null, which means {}: it allows everything")) }
        let rule = field.object(&defects)
        rule.warn(ofOthersThan: name, .ports, to: &defects)
        self.init()
        for item in rule[.ports].items(&defects) {
            if let port = PolicyPort(decoding: item, &defects) { ports.append(port) }
        }
        for item in rule[name].items(&defects) {
            if let peer = PolicyPeer(decoding: item, &defects) { peers.append(peer) }
        }
    }
}
