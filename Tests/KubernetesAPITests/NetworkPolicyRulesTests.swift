import Testing

@Suite struct NetworkPolicyRulesTests {
    private static let ports: [(String, [String])] = [
        (#"{"port":80}"#, []), (#"{"port":80,"endPort":80}"#, []), (#"{"port":"http"}"#, []), ("{}", []),
        (
            #"{"port":54,"endPort":53}"#,
            ["endPort: Invalid value: 53: must be greater than or equal to spec.ingress[0].ports[0].port"]
        ),
        (#"{"endPort":53}"#, ["endPort: Invalid value: 53: may not be specified when `port` is not specified"]),
        (
            #"{"port":"dns","endPort":53}"#,
            ["endPort: Invalid value: 53: may not be specified when `port` is non-numeric"]
        ),
        (#"{"port":0}"#, ["port: Invalid value: 0: must be between 1 and 65535, inclusive"]),
        (#"{"port":65536}"#, ["port: Invalid value: 65536: must be between 1 and 65535, inclusive"]),
        (
            #"{"port":1,"endPort":65536}"#,
            ["endPort: Invalid value: 65536: must be between 1 and 65535, inclusive"]
        ),
        (
            #"{"port":"HTTP"}"#,
            [
                #"port: Invalid value: "HTTP": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"#,
                #"port: Invalid value: "HTTP": must contain at least one letter (a-z)"#,
            ]
        ),
        (
            #"{"protocol":"ICMP"}"#,
            [#"protocol: Unsupported value: "ICMP": supported values: "TCP", "UDP", "SCTP""#]
        ),
        (#"{"protocol":""}"#, [#"protocol: Unsupported value: "": supported values: "TCP", "UDP", "SCTP""#]),
    ]

    @Test("ports of a rule are told", arguments: ports) func portsAreTold(text: String, expected: [String]) throws {
        let ingress = try faults(ofNew: "NetworkPolicy", #"{"spec":{"ingress":[{"ports":[\#(text)]}]}}"#)
        #expect(ingress == expected.map { "spec.ingress[0].ports[0].\($0)" })
        let egress = try faults(ofNew: "NetworkPolicy", #"{"spec":{"egress":[{},{"ports":[{},\#(text)]}]}}"#)
        let place = "spec.egress[1].ports[1]"
        #expect(egress == expected.map { "\(place).\($0.replacing("spec.ingress[0].ports[0]", with: place))" })
    }

    private static let cidrWords = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"

    private static let peers: [(String, [String])] = [
        (#"{"podSelector":{},"namespaceSelector":{}}"#, []), (#"{"ipBlock":{"cidr":"10.0.0.1/8"}}"#, []),
        ("{}", [": Required value: must specify a peer"]),
        (
            #"{"ipBlock":{"cidr":"::/0"},"podSelector":{}}"#,
            [": Forbidden: may not specify both ipBlock and another peer"]
        ),
        (#"{"ipBlock":{}}"#, [".ipBlock.cidr: Required value"]),
        (#"{"ipBlock":{"cidr":"10.0.0.0"}}"#, [".ipBlock.cidr: Invalid value: \"10.0.0.0\": \(cidrWords)"]),
        (#"{"ipBlock":{"cidr":"10.0.0.0/33"}}"#, [".ipBlock.cidr: Invalid value: \"10.0.0.0/33\": \(cidrWords)"]),
        (
            #"{"ipBlock":{"cidr":"010.0.0.0/8"}}"#,
            [".ipBlock.cidr: Invalid value: \"010.0.0.0/8\": must not have leading 0s in IP or prefix length"]
        ),
        (
            #"{"ipBlock":{"cidr":"::ffff:1.2.3.4/120"}}"#,
            [".ipBlock.cidr: Invalid value: \"::ffff:1.2.3.4/120\": must not have an IPv4-mapped IPv6 address"]
        ),
        (#"{"ipBlock":{"cidr":"10.0.0.0/8","except":["10.1.0.0/16"]}}"#, []),
        (
            #"{"ipBlock":{"cidr":"10.0.0.0/8","except":["10.1.0.0/16","11.0.0.0/16","10.0.0.0/8","x"]}}"#,
            [
                ".ipBlock.except[1]: Invalid value: \"11.0.0.0/16\": must be a strict subset of `cidr`",
                ".ipBlock.except[2]: Invalid value: \"10.0.0.0/8\": must be a strict subset of `cidr`",
                ".ipBlock.except[3]: Invalid value: \"x\": \(cidrWords)",
            ]
        ),
        (
            #"{"ipBlock":{"cidr":"10.0.0.0/8","except":["fd00::/16"]}}"#,
            [".ipBlock.except[0]: Invalid value: \"fd00::/16\": must be a strict subset of `cidr`"]
        ),
        (
            #"{"namespaceSelector":{"matchExpressions":[{"key":"a","operator":"Is"}]}}"#,
            [
                ".namespaceSelector.matchExpressions[0].operator: Invalid value: \"Is\": not a valid selector operator"
            ]
        ),
    ]

    @Test("peers of a rule are told", arguments: peers) func peersAreTold(text: String, expected: [String]) throws {
        let from = try faults(ofNew: "NetworkPolicy", #"{"spec":{"ingress":[{"from":[\#(text)]}]}}"#)
        #expect(from == expected.map { "spec.ingress[0].from[0]\($0)" })
        let to = try faults(ofNew: "NetworkPolicy", #"{"spec":{"egress":[{"to":[\#(text)]}]}}"#)
        #expect(to == expected.map { "spec.egress[0].to[0]\($0)" })
    }

    private static let types: [(String, [String])] = [
        (#"["Egress","Ingress"]"#, []),
        (
            #"["Ingress","Egress","Ingress"]"#,
            [
                #"""
                spec.policyTypes: Invalid value: ["Ingress","Egress","Ingress"]: may not specify more than two \#
                policyTypes
                """#
            ]
        ),
        (
            #"["Ingress","ingress"]"#,
            [
                #"spec.policyTypes[1]: Unsupported value: "ingress": supported values: "Ingress", "Egress""#
            ]
        ),
    ]

    @Test("types of a policy are told", arguments: types) func typesAreTold(text: String, expected: [String]) throws {
        #expect(try faults(ofNew: "NetworkPolicy", #"{"spec":{"policyTypes":\#(text)}}"#) == expected)
    }
}
