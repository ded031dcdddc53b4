import TestSupport

/// Policies by chance, about the pods of the test cluster.
enum PolicyWords {
    /// What a policy wants.
    static func spec(_ generator: inout SeededGenerator) -> String {
        let directions = [["Ingress"], ["Egress"], ["Ingress", "Egress"]].randomElement(using: &generator) ?? []
        let types = directions.map { "\"\($0)\"" }.joined(separator: ",")
        var members = [#""podSelector":\#(selector(&generator))"#, #""policyTypes":[\#(types)]"#]
        for direction in directions {
            let count = Int.random(in: 0..<3, using: &generator)
            let rules = (0..<count).map { _ in rule(direction, &generator) }.joined(separator: ",")
            members.append(#""\#(direction.lowercased())":[\#(rules)]"#)
        }
        return "{\(members.joined(separator: ","))}"
    }

    private static func rule(_ direction: String, _ generator: inout SeededGenerator) -> String {
        var members: [String] = []
        if Int.random(in: 0..<4, using: &generator) > 0 {
            let peers = (0..<Int.random(in: 1...2, using: &generator)).map { _ in peer(&generator) }
            members.append(#""\#(direction == "Ingress" ? "from" : "to")":[\#(peers.joined(separator: ","))]"#)
        }
        if Bool.random(using: &generator) {
            let ports = [
                #"{"port":80}"#, #"{"port":"web"}"#, #"{"port":53,"protocol":"UDP"}"#, #"{"port":80,"endPort":81}"#,
            ]
            members.append(#""ports":[\#(ports.randomElement(using: &generator) ?? "")]"#)
        }
        return "{\(members.joined(separator: ","))}"
    }

    private static func peer(_ generator: inout SeededGenerator) -> String {
        let blocks = [
            #"{"ipBlock":{"cidr":"10.244.0.0/16","except":["10.244.1.2/32"]}}"#,
            #"{"ipBlock":{"cidr":"192.168.77.0/24"}}"#, #"{"ipBlock":{"cidr":"fd00:244::/32"}}"#,
        ]
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return blocks.randomElement(using: &generator) ?? ""
        case 1: return #"{"podSelector":\#(selector(&generator))}"#
        case 2: return #"{"namespaceSelector":{"matchLabels":{"team":"b"}}}"#
        default: return #"{"namespaceSelector":{},"podSelector":\#(selector(&generator))}"#
        }
    }

    private static func selector(_ generator: inout SeededGenerator) -> String {
        let all = [
            "{}", #"{"matchLabels":{"app":"web"}}"#, #"{"matchLabels":{"app":"db"}}"#,
            #"{"matchExpressions":[{"key":"app","operator":"NotIn","values":["guest"]}]}"#,
        ]
        return all.randomElement(using: &generator) ?? "{}"
    }
}
