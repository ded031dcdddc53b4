import KubernetesModel
import Testing

@Suite struct DefectTests {
    @Test("prints its place and its reason, and only errors are errors")
    func prints() {
        let warning = Defect(.warning, at: "spec.ingress[0]", "is null")
        #expect("\(warning)" == "spec.ingress[0]: is null")
        #expect(![warning].hasError && [warning, Defect(.error, at: "a", "b")].hasError && ![Defect]().hasError)
    }

    /// A rule whose only peer is this, and what is wrong with it.
    private static let badPeers: [(String, String, String)] = [
        ("{}", "", "names nobody: write podSelector, namespaceSelector or ipBlock"),
        ("null", "", "names nobody: write podSelector, namespaceSelector or ipBlock"),
        ("{'ipBlock':null}", "", "names nobody: write podSelector, namespaceSelector or ipBlock"),
        ("7", "", "is a number: write an object"),
        (
            "{'ipBlock':{'cidr':'10.0.0.0/8'},'podSelector':{}}", "",
            "has ipBlock beside a selector: write two peers, one of each"
        ),
        ("{'ipBlock':{}}", ".ipBlock.cidr", "is missing: write a prefix such as 10.0.0.0/8 or 2001:db8::/64"),
        ("{'ipBlock':{'cidr':''}}", ".ipBlock.cidr", "is missing: write a prefix such as 10.0.0.0/8 or 2001:db8::/64"),
        ("{'ipBlock':[]}", ".ipBlock", "is an array: write an object"),
        ("{'ipBlock':{'cidr':7}}", ".ipBlock.cidr", "is a number: write a string"),
        (
            "{'ipBlock':{'cidr':'10.0.0.1'}}", ".ipBlock.cidr",
            "\"10.0.0.1\" has no prefix length: write 10.0.0.1/32 for this one address"
        ),
        (
            "{'ipBlock':{'cidr':'::ffff:10.0.0.0/104'}}", ".ipBlock.cidr",
            "\"::ffff:10.0.0.0/104\" is an IPv4 address mapped into IPv6: write the IPv4 address 10.0.0.0 instead"
        ),
        (
            "{'ipBlock':{'cidr':'10.0.0.0/8','except':['11.0.0.0/16']}}", ".ipBlock.except[0]",
            "11.0.0.0/16 is not a part of 10.0.0.0/8: write a smaller prefix inside it"
        ),
        (
            "{'ipBlock':{'cidr':'10.0.0.0/8','except':['10.0.0.0/16','10.0.0.0/8']}}", ".ipBlock.except[1]",
            "10.0.0.0/8 is not a part of 10.0.0.0/8: write a smaller prefix inside it"
        ),
        (
            "{'ipBlock':{'cidr':'10.0.0.0/8','except':['fd00::/64']}}", ".ipBlock.except[0]",
            "fd00::/64 is not a part of 10.0.0.0/8: write a smaller prefix inside it"
        ),
        (
            "{'ipBlock':{'cidr':'10.0.0.0/8','except':['8.0.0.0/6']}}", ".ipBlock.except[0]",
            "8.0.0.0/6 is not a part of 10.0.0.0/8: write a smaller prefix inside it"
        ),
        (
            "{'ipBlock':{'cidr':'10.0.0.0/8','except':[null]}}", ".ipBlock.except[0]",
            "is missing: write a prefix such as 10.0.0.0/8 or 2001:db8::/64"
        ),
        ("{'ipBlock':{'cidr':'10.0.0.0/8','except':'x'}}", ".ipBlock.except", "is a string: write an array"),
        ("{'podSelector':'x'}", ".podSelector", "is a string: write an object"),
        ("{'namespaceSelector':true}", ".namespaceSelector", "is true or false: write an object"),
    ]

    /// A rule whose only port is this, and what is wrong with it.
    private static let badPorts: [(String, String, String)] = [
        ("7", "", "is a number: write an object"),
        ("{'port':0}", ".port", "0 is no port: write a number from 1 to 65535"),
        ("{'port':65536}", ".port", "65536 is no port: write a number from 1 to 65535"),
        ("{'port':-1}", ".port", "-1 is no port: write a number from 1 to 65535"),
        (
            "{'port':80.5}", ".port",
            "is a number that is not whole, or too large: write a number from 1 to 65535 or the name of a port"
        ),
        ("{'port':true}", ".port", "is true or false: write a number from 1 to 65535 or the name of a port"),
        ("{'port':''}", ".port", "is empty: write a number, or the name of a container's port"),
        ("{'port':'80'}", ".port", "\"80\" is a number in quotes: write it without them"),
        ("{'port':'1-2'}", ".port", "\"1-2\" has no letter: write at least one"),
        ("{'port':'Web'}", ".port", "\"Web\" is no port name: write lower-case letters, digits and \"-\""),
        ("{'port':'a_b'}", ".port", "\"a_b\" is no port name: write lower-case letters, digits and \"-\""),
        ("{'port':'-web'}", ".port", "\"-web\" begins or ends with \"-\": write a letter or digit there"),
        ("{'port':'web-'}", ".port", "\"web-\" begins or ends with \"-\": write a letter or digit there"),
        ("{'port':'a--b'}", ".port", "\"a--b\" has \"--\": write one \"-\""),
        ("{'port':'abcdefghijklmnop'}", ".port", "\"abcdefghijklmnop\" has 16 characters: 15 are allowed"),
        ("{'endPort':90}", ".endPort", "stands without port: add port, the first of the range"),
        (
            "{'port':'web','endPort':90}", ".endPort",
            "stands beside a port name: write port as a number, or leave this out"
        ),
        ("{'port':91,'endPort':90}", ".endPort", "90 is below port: write 91 or more"),
        ("{'port':91,'endPort':65536}", ".endPort", "65536 is no port: write a number from 1 to 65535"),
        ("{'port':91,'endPort':'x'}", ".endPort", "is a string: write a number from 1 to 65535"),
        ("{'protocol':'tcp'}", ".protocol", "\"tcp\" is no protocol with ports: write TCP, UDP or SCTP"),
        ("{'protocol':'ICMP'}", ".protocol", "\"ICMP\" is no protocol with ports: write TCP, UDP or SCTP"),
        ("{'protocol':6}", ".protocol", "is a number: write a string"),
    ]

    /// A selector, and what is wrong with it.
    private static let badSelectors: [(String, String, String)] = [
        (
            "{'matchLabels':{'a/b/c':'d'}}", ".matchLabels",
            "\"a/b/c\" has more than one \"/\": write a name such as app or example.com/app"
        ),
        ("{'matchLabels':{'/b':''}}", ".matchLabels", "\"/b\" has nothing before \"/\": write a DNS name, or no \"/\""),
        (
            "{'matchLabels':{'a/':''}}", ".matchLabels",
            "\"a/\" has no name: write one such as app or example.com/app"
        ),
        (
            "{'matchLabels':{'A.b/c':''}}", ".matchLabels",
            "the part before \"/\", \"A.b\" is no DNS name: write lower-case letters, digits, \"-\" and \".\", and "
                + "begin and end each part with a letter or digit"
        ),
        (
            "{'matchLabels':{'a b':''}}", ".matchLabels",
            "\"a b\" is no label key: write letters, digits, \"-\", \"_\" and \".\", and begin and end with a letter "
                + "or digit"
        ),
        (
            "{'matchLabels':{'example.com/app':'-a'}}", ".matchLabels[\"example.com/app\"]",
            "\"-a\" is no label value: write letters, digits, \"-\", \"_\" and \".\", and begin and end with a letter "
                + "or digit, or write nothing"
        ),
        ("{'matchLabels':{'app':7}}", ".matchLabels.app", "is a number: write a string"),
        ("{'matchLabels':[]}", ".matchLabels", "is an array: write an object"),
        ("{'matchExpressions':{}}", ".matchExpressions", "is an object: write an array"),
        ("{'matchExpressions':[7]}", ".matchExpressions[0]", "is a number: write an object"),
        (
            "{'matchExpressions':[{'operator':'Exists'}]}", ".matchExpressions[0].key",
            "is missing: write the key of a label"
        ),
        (
            "{'matchExpressions':[{'key':'','operator':'Exists'}]}", ".matchExpressions[0].key",
            "\"\" has no name: write one such as app or example.com/app"
        ),
        (
            "{'matchExpressions':[{'key':'a'}]}", ".matchExpressions[0].operator",
            "is missing: write In, NotIn, Exists or DoesNotExist"
        ),
        (
            "{'matchExpressions':[{'key':'a','operator':'in','values':['b']}]}", ".matchExpressions[0].operator",
            "\"in\" is no operator: write In, NotIn, Exists or DoesNotExist"
        ),
        (
            "{'matchExpressions':[{'key':'a','operator':'In'}]}", ".matchExpressions[0].values",
            "is empty: In needs at least one value"
        ),
        (
            "{'matchExpressions':[{'key':'a','operator':'NotIn','values':[]}]}", ".matchExpressions[0].values",
            "is empty: NotIn needs at least one value"
        ),
        (
            "{'matchExpressions':[{'key':'a','operator':'Exists','values':['']}]}", ".matchExpressions[0].values",
            "is not empty: Exists takes no values"
        ),
        (
            "{'matchExpressions':[{'key':'a','operator':'DoesNotExist','values':['b']}]}",
            ".matchExpressions[0].values", "is not empty: DoesNotExist takes no values"
        ),
        (
            "{'matchExpressions':[{'key':'a','operator':'In','values':['b',null]}]}", ".matchExpressions[0].values[1]",
            "is null: write a string"
        ),
        (
            "{'matchExpressions':[{'key':'a','operator':'In','values':['b','c d']}]}",
            ".matchExpressions[0].values[1]",
            "\"c d\" is no label value: write letters, digits, \"-\", \"_\" and \".\", and begin and end with a letter "
                + "or digit, or write nothing"
        ),
    ]

    @Test("says what is wrong with a peer, in both directions", arguments: badPeers)
    func peers(peer: String, below: String, reason: String) throws {
        let incoming = try policy("{'ingress':[{},{'from':[{'podSelector':{}},\(peer)]}]}")
        #expect(incoming.defects == [Defect(.error, at: "spec.ingress[1].from[1]" + below, reason)])
        let outgoing = try policy("{'egress':[{'to':[\(peer)]}]}")
        #expect(outgoing.defects == [Defect(.error, at: "spec.egress[0].to[0]" + below, reason)])
    }

    @Test("says what is wrong with a port, in both directions", arguments: badPorts)
    func ports(port: String, below: String, reason: String) throws {
        let incoming = try policy("{'ingress':[{'ports':[{},\(port)]}]}")
        #expect(incoming.defects == [Defect(.error, at: "spec.ingress[0].ports[1]" + below, reason)])
        let outgoing = try policy("{'egress':[{'ports':[\(port)]}]}")
        #expect(outgoing.defects == [Defect(.error, at: "spec.egress[0].ports[0]" + below, reason)])
    }

    @Test("says what is wrong with a selector, wherever it stands", arguments: badSelectors)
    func selectors(selector: String, below: String, reason: String) throws {
        let own = try policy("{'podSelector':\(selector)}")
        #expect(own.defects == [Defect(.error, at: "spec.podSelector" + below, reason)])
        for name in ["podSelector", "namespaceSelector"] {
            let peer = try policy("{'ingress':[{'from':[{'\(name)':\(selector)}]}]}")
            #expect(peer.defects == [Defect(.error, at: "spec.ingress[0].from[0].\(name)" + below, reason)])
        }
    }

    @Test(
        "says what is wrong with the rest of a policy",
        arguments: [
            ("7", "spec", "is a number: write an object"),
            ("{'ingress':7}", "spec.ingress", "is a number: write an array"),
            ("{'ingress':[7]}", "spec.ingress[0]", "is a number: write an object"),
            ("{'egress':['x']}", "spec.egress[0]", "is a string: write an object"),
            ("{'ingress':[{'from':7}]}", "spec.ingress[0].from", "is a number: write an array"),
            ("{'ingress':[{'ports':{}}]}", "spec.ingress[0].ports", "is an object: write an array"),
            ("{'egress':[{'to':7}]}", "spec.egress[0].to", "is a number: write an array"),
            ("{'policyTypes':7}", "spec.policyTypes", "is a number: write an array"),
            ("{'policyTypes':[null]}", "spec.policyTypes[0]", "is null: write Ingress or Egress"),
            ("{'policyTypes':[7]}", "spec.policyTypes[0]", "is a number: write a string"),
            (
                "{'policyTypes':['Ingress','egress']}", "spec.policyTypes[1]",
                "\"egress\" is no policy type: write Ingress or Egress"
            ),
            (
                "{'policyTypes':['Ingress','Egress','Ingress']}", "spec.policyTypes",
                "has 3 items: write Ingress, Egress or both"
            ),
        ])
    func rest(spec: String, path: String, reason: String) throws {
        #expect(try policy(spec).defects == [Defect(.error, at: path, reason)])
    }

    @Test(
        "warns of what the API server takes and nobody means",
        arguments: [
            ("{'ingress':[null]}", "spec.ingress[0]", "is null, which means {}: it allows everything"),
            ("{'ingress':[{'ports':[null]}]}", "spec.ingress[0].ports[0]", "is null, which means {}: all ports of TCP"),
            (
                "{'ingress':[{'from':[{'ipBlock':{'cidr':'10.0.0.0/8','except':['10.1.1.1/16']}}]}]}",
                "spec.ingress[0].from[0].ipBlock.except[0]", "10.1.1.1/16 has host bits set: it means 10.1.0.0/16"
            ),
        ])
    func warns(spec: String, path: String, reason: String) throws {
        let found = try policy(spec)
        #expect(found.defects == [Defect(.warning, at: path, reason)])
        #expect(found.ingress?.isEmpty == false)
    }

    @Test("all that is wrong is said at once, in the order of the checks")
    func several() throws {
        let spec = "{'podSelector':7,'policyTypes':['x'],'ingress':[{'from':[{}],'ports':[{'port':0}]}]}"
        #expect(
            try policy(spec).defects.map(\.path) == [
                "spec.podSelector", "spec.policyTypes[0]", "spec.ingress[0].ports[0].port", "spec.ingress[0].from[0]",
            ])
    }
}
