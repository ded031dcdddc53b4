// The fields of NetworkPolicies: what of them is kept, defaulted and refused.
extension ReferenceTables {
    private static let policies = ReferenceKind.networkPolicy.base

    private static func policy(_ name: String, _ spec: String) -> String {
        ReferenceKind.networkPolicy.object(name, spec: spec)
    }

    /// A policy that is refused: the spec, and what is said of it.
    private static func refused(_ spec: String, _ words: String) -> ReferenceRow {
        ReferenceRow("POST \(policies)", policy("bad", spec), 422, "reason=Invalid", "message~\(words)")
    }

    private static func ports(_ ports: String) -> String { #"{"podSelector":{},"ingress":[{"ports":[\#(ports)]}]}"# }
    private static func peers(_ peers: String) -> String { #"{"podSelector":{},"egress":[{"to":[\#(peers)]}]}"# }

    /// Every field there is, and what is filled in where one is left out.
    static let policyFields = [
        ReferenceRow(
            "POST \(policies)",
            policy(
                "all",
                """
                {"podSelector":{"matchLabels":{"app":"web"},"matchExpressions":[{"key":"tier","operator":"In",\
                "values":["a","b"]}]},"policyTypes":["Ingress","Egress"],"ingress":[{"from":[{"podSelector":{},\
                "namespaceSelector":{"matchExpressions":[{"key":"x","operator":"Exists"}]}},{"ipBlock":{"cidr":\
                "192.0.2.0/24","except":["192.0.2.8/29"]}}],"ports":[{"protocol":"UDP","port":1000,"endPort":2000},\
                {"port":"dns"}]}],"egress":[{"to":[{"ipBlock":{"cidr":"2001:db8::/32"}}],\
                "ports":[{"protocol":"SCTP"}]}]}
                """), 201, "spec.podSelector.matchLabels.app=web", "spec.podSelector.matchExpressions.0.values.1=b",
            "spec.policyTypes.1=Egress", "spec.ingress.0.from.0.podSelector={}",
            "spec.ingress.0.from.0.namespaceSelector.matchExpressions.0.operator=Exists",
            "spec.ingress.0.from.1.ipBlock.except.0=192.0.2.8/29", "spec.ingress.0.ports.0.endPort=2000",
            "spec.ingress.0.ports.1.port=dns", "spec.ingress.0.ports.1.protocol=TCP",
            "spec.egress.0.to.0.ipBlock.cidr=2001:db8::/32", "spec.egress.0.ports.0.protocol=SCTP"),
        ReferenceRow(
            "POST \(policies)", policy("none", "{}"), 201, "spec.policyTypes.0=Ingress", "spec.ingress=nothing"),
        ReferenceRow(
            "POST \(policies)", policy("out", #"{"podSelector":{},"egress":[{}]}"#), 201,
            "spec.policyTypes.0=Ingress", "spec.policyTypes.1=Egress", "spec.egress.0={}"),
        ReferenceRow(
            "POST \(policies)", policy("bare", ports(#"{"port":80},{}"#)), 201, "spec.ingress.0.ports.0.protocol=TCP",
            "spec.ingress.0.ports.1.protocol=TCP", "spec.ingress.0.ports.1.port=nothing"),
    ]

    /// What is refused, in the words of any API server.
    static let policyFaults = [
        refused(
            ports(#"{"port":54,"endPort":53}"#),
            "spec.ingress[0].ports[0].endPort: Invalid value: 53: must be greater than or equal to "
                + "spec.ingress[0].ports[0].port"),
        refused(ports(#"{"endPort":53}"#), "spec.ingress[0].ports[0].endPort: Invalid value: 53: may not be specified"),
        refused(ports(#"{"port":"dns","endPort":53}"#), "spec.ingress[0].ports[0].endPort: Invalid value: 53"),
        refused(ports(#"{"port":0}"#), "spec.ingress[0].ports[0].port: Invalid value: 0: must be between 1 and 65535"),
        refused(ports(#"{"port":"A_"}"#), "spec.ingress[0].ports[0].port: Invalid value: \"A_\""),
        refused(ports(#"{"protocol":""}"#), "spec.ingress[0].ports[0].protocol: Unsupported value: \"\""),
        refused(ports(#"{"protocol":"ICMP"}"#), "spec.ingress[0].ports[0].protocol: Unsupported value: \"ICMP\""),
        refused(peers("{}"), "spec.egress[0].to[0]: Required value: must specify a peer"),
        refused(
            peers(#"{"ipBlock":{"cidr":"192.0.2.0/24"},"podSelector":{}}"#),
            "spec.egress[0].to[0]: Forbidden: may not specify both ipBlock and another peer"),
        refused(peers(#"{"ipBlock":{"cidr":"192.0.2.0"}}"#), "spec.egress[0].to[0].ipBlock.cidr: Invalid value"),
        refused(peers(#"{"ipBlock":{}}"#), "spec.egress[0].to[0].ipBlock.cidr: Required value"),
        refused(
            peers(#"{"ipBlock":{"cidr":"192.0.2.0/24","except":["10.0.0.0/8"]}}"#),
            "spec.egress[0].to[0].ipBlock.except[0]: Invalid value: \"10.0.0.0/8\""),
        refused(
            #"{"podSelector":{"matchExpressions":[{"key":"x","operator":"In"}]}}"#,
            "spec.podSelector.matchExpressions[0].values: Required value"),
        refused(
            #"{"podSelector":{"matchExpressions":[{"key":"x","operator":"Like"}]}}"#,
            "spec.podSelector.matchExpressions[0].operator: Invalid value: \"Like\""),
        refused(
            #"{"podSelector":{},"policyTypes":["Sideways"]}"#, "spec.policyTypes[0]: Unsupported value: \"Sideways\""),
        refused(#"{"podSelector":{},"policyTypes":["Ingress","Egress","Ingress"]}"#, "spec.policyTypes: Invalid value"),
    ]

    /// The fields of metadata.
    static func metadata(_ kind: ReferenceKind) -> [ReferenceRow] {
        let base = kind.base
        let owner =
            #"{"apiVersion":"v1","kind":"Pod","name":"o","uid":"u","controller":true,"blockOwnerDeletion":true}"#
        return [
            ReferenceRow(
                "POST \(base)",
                kind.object("m", #""annotations":{"n":"any text"},"labels":{"a":"b"},"ownerReferences":[\#(owner)]"#),
                201, "metadata.annotations.n=any text", "metadata.ownerReferences.0.controller=true"),
            ReferenceRow(
                "POST \(base)",
                kind.object(
                    "past",
                    #""selfLink":"/x","generation":7,"uid":"mine","creationTimestamp":"2001-01-01T00:00:00Z""#), 201,
                "metadata.selfLink=nothing", "metadata.generation=1", "metadata.uid~-4",
                "metadata.creationTimestamp=2023-11-14T22:13:20Z"),
            ReferenceRow(
                "POST \(base)", kind.object("gone", #""deletionTimestamp":"2001-01-01T00:00:00Z""#), 201,
                "metadata.deletionTimestamp=nothing"),
            ReferenceRow(
                "POST \(base)", kind.object("older", #""clusterName":"c","initializers":{}"#), 201,
                "^Warning~clusterName"),
            ReferenceRow(
                "POST \(base)", #"{"metadata":{"generateName":"made-"},"spec":\#(kind.spec)}"#, 201,
                "metadata.name~made-", "metadata.generateName=made-"),
            ReferenceRow(
                "POST \(base)", kind.object("l", #""labels":{"a b":"c"}"#), 422, "message~metadata.labels: Invalid"),
            ReferenceRow(
                "POST \(base)", kind.object("l", #""labels":{"a":"b c"}"#), 422, "message~metadata.labels: Invalid"),
            ReferenceRow(
                "POST \(base)", kind.object("l", #""annotations":{"a b":""}"#), 422, "message~metadata.annotations: I"),
            ReferenceRow(
                "POST \(base)", kind.object("l", #""finalizers":["bare"]"#), 422, "message~metadata.finalizers"),
            ReferenceRow(
                "POST \(base)", kind.object("l", #""ownerReferences":[{"apiVersion":"v1","kind":"Pod","name":"o"}]"#),
                422, "message~metadata.ownerReferences[0].uid"),
            ReferenceRow("POST \(base)", kind.object("l", #""labels":{"a":1}"#), 400, "message~metadata.labels.a"),
        ]
    }
}
