import Addresses
import KubernetesModel
import Testing

@Suite struct NetworkPolicyTests {
    private let key = ObjectKey("shop", "p")

    @Test("every part of a policy is read")
    func whole() throws {
        let found = try policy(
            """
            {'podSelector':{'matchLabels':{'app':'web'}},'policyTypes':['Ingress','Egress'],
             'ingress':[{'from':[{'podSelector':{'matchLabels':{'app':'db'}}},{'namespaceSelector':{}},
                                 {'namespaceSelector':{'matchLabels':{'team':'a'}},'podSelector':{}}],
                         'ports':[{'port':80},{'protocol':'UDP','port':'dns'},{'protocol':'SCTP'},{},
                                  {'port':8000,'endPort':9000}]},
                        {}],
             'egress':[{'to':[{'ipBlock':{'cidr':'10.0.0.0/8','except':['10.1.0.0/16']}}]},
                       {'to':[],'ports':[]},{'to':null,'ports':null}]}
            """)
        #expect(
            found
                == NetworkPolicy(
                    key, podSelector: LabelSelector(matching: ["app": "web"]),
                    ingress: [
                        PolicyRule(
                            [
                                .pods(LabelSelector(matching: ["app": "db"]), namespaces: nil),
                                .pods(.everything, namespaces: .everything),
                                .pods(.everything, namespaces: LabelSelector(matching: ["team": "a"])),
                            ],
                            ports: [
                                PolicyPort(.tcp, .numbers(PortRange(80))), PolicyPort(.udp, .named("dns")),
                                PolicyPort(.sctp), PolicyPort(.tcp), PolicyPort(.tcp, .numbers(PortRange(8000...9000))),
                            ]),
                        PolicyRule(),
                    ],
                    egress: [
                        PolicyRule([.block(IPBlock(try cidr("10.0.0.0/8"), except: [try cidr("10.1.0.0/16")]))]),
                        PolicyRule(), PolicyRule(),
                    ]))
        #expect(found.rules(.ingress) == found.ingress && found.rules(.egress) == found.egress)
    }

    @Test(
        "isolates in the directions that the API says",
        arguments: [
            ("{}", [], nil), ("null", [], nil), ("{'ingress':[]}", [], nil), ("{'egress':[]}", [], nil),
            ("{'egress':null,'policyTypes':null}", [], nil), ("{'egress':[{}]}", [], [PolicyRule()]),
            ("{'ingress':[{}],'egress':[{}],'policyTypes':[]}", [PolicyRule()], [PolicyRule()]),
            ("{'policyTypes':['Ingress']}", [], nil), ("{'policyTypes':['Egress']}", nil, []),
            ("{'policyTypes':['Egress','Ingress']}", [], []), ("{'policyTypes':['Egress','Egress']}", nil, []),
            ("{'policyTypes':['Egress'],'egress':[{}]}", nil, [PolicyRule()]),
            ("{'policyTypes':['Ingress'],'ingress':[{}]}", [PolicyRule()], nil),
        ] as [(String, [PolicyRule]?, [PolicyRule]?)])
    func directions(spec: String, ingress: [PolicyRule]?, egress: [PolicyRule]?) throws {
        #expect(try policy(spec) == NetworkPolicy(key, ingress: ingress, egress: egress))
    }

    @Test("rules of a direction that policyTypes leaves out mean nothing, and it says so")
    func idle() throws {
        let reason = "means nothing: add Egress to spec.policyTypes, or remove these rules"
        #expect(
            try policy("{'policyTypes':['Ingress'],'egress':[{}]}")
                == NetworkPolicy(key, ingress: [], defects: [Defect(.warning, at: "spec.egress", reason)]))
        let other = "means nothing: add Ingress to spec.policyTypes, or remove these rules"
        #expect(
            try policy("{'policyTypes':['Egress'],'ingress':[{}]}")
                == NetworkPolicy(key, egress: [], defects: [Defect(.warning, at: "spec.ingress", other)]))
    }

    @Test(
        "with any error it isolates the pods it selects and allows nothing",
        arguments: [
            "{SEL,'ingress':[{},{'ports':[{'port':0}]}]}", "{SEL,'ingress':[{'from':'x'}]}",
            "{SEL,'ingress':[{'from':[{}]},{}]}", "{SEL,'ingress':'x'}", "{SEL,'ingress':[7]}",
            "{SEL,'ingress':[{'from':[{'ipBlock':{'cidr':'x'}}]}]}", "{SEL,'ingress':[{'ports':[{'port':'x y'}]}]}",
            "{SEL,'policyTypes':['Ingress'],'ingress':[{}],'egress':[{'to':[{}]}]}",
        ])
    func failsClosed(spec: String) throws {
        let found = try policy(spec.replacing("SEL", with: "'podSelector':{'matchLabels':{'app':'web'}}"))
        #expect(found.defects.hasError)
        let selector = LabelSelector(matching: ["app": "web"])
        #expect(found == NetworkPolicy(key, podSelector: selector, ingress: [], defects: found.defects))
    }

    @Test(
        "with unreadable policyTypes, or none that could be read, it isolates both ways",
        arguments: [
            "{'policyTypes':'Ingress','ingress':[{}]}", "{'policyTypes':['ingress'],'ingress':[{}]}",
            "{'policyTypes':['Ingress',7],'ingress':[{}]}", "{'policyTypes':[null]}", "{'policyTypes':{}}",
            "{'policyTypes':['Ingress','Ingress','Ingress'],'ingress':[{}]}", "'x'", "[]", "7", "{'egress':'x'}",
            "{'egress':{}}",
        ])
    func failsClosedBothWays(spec: String) throws {
        let found = try policy(spec)
        #expect(found.defects.hasError)
        #expect(found == NetworkPolicy(key, ingress: [], egress: [], defects: found.defects))
    }

    @Test(
        "with an unreadable podSelector it selects every pod of its namespace",
        arguments: [
            "'x'", "[]", "7", "{'matchLabels':'x'}", "{'matchLabels':{'app':7}}", "{'matchLabels':{'a b':'c'}}",
            "{'matchLabels':{'app':'a b'}}", "{'matchExpressions':[{'key':'app','operator':'Is'}]}",
            "{'matchLabels':{'app':'web'},'matchExpressions':[7]}", "{'matchExpressions':{}}",
            "{'matchExpressions':[{'key':'app','operator':'In'}]}", "{'matchExpressions':[{'operator':'Exists'}]}",
        ])
    func unreadableSelector(selector: String) throws {
        let found = try policy("{'podSelector':\(selector),'ingress':[{}]}")
        #expect(found.defects.hasError)
        #expect(found == NetworkPolicy(key, ingress: [], defects: found.defects))
    }

    @Test("an error anywhere in its metadata counts too")
    func metadata() throws {
        let text = policyText("{'ingress':[{}]}")
        for (good, bad) in [("'shop'", "'shop','labels':7"), ("'p'", "'P'"), ("'networking.k8s.io/v1'", "7")] {
            let decoded = try decodeOne(text.replacing(good, with: bad))
            guard case .networkPolicy(let found) = decoded.object else { Issue.record("no policy"); continue }
            #expect(found.ingress == [] && found.defects.hasError, "\(bad)")
        }
    }

    @Test("a warning takes nothing away")
    func warning() throws {
        let found = try policy("{'ingress':[{'from':[{'ipBlock':{'cidr':'10.1.2.3/8'}}]}]}")
        #expect(found.ingress == [PolicyRule([.block(IPBlock(try cidr("10.0.0.0/8")))])])
        let path = "spec.ingress[0].from[0].ipBlock.cidr"
        #expect(found.defects == [Defect(.warning, at: path, "10.1.2.3/8 has host bits set: it means 10.0.0.0/8")])
    }

    @Test("a field that the API does not know is dropped as there, with a warning: a misspelt one allows more")
    func misspelt() throws {
        let found = try policy("{'ingress':[{'form':[{'podSelector':{'matchlabels':{'a':'b'}}}]}]}")
        #expect(found.ingress == [PolicyRule()])
        let reason = "is no field here and means nothing: the fields are from, ports"
        #expect(found.defects == [Defect(.warning, at: "spec.ingress[0].form", reason)])
        let paths = [
            ("{'ingress':[{'from':[{'podselector':{},'podSelector':{}}]}]}", "spec.ingress[0].from[0].podselector"),
            (
                "{'ingress':[{'from':[{'ipBlock':{'cidr':'10.0.0.0/8','excepts':[]}}]}]}",
                "spec.ingress[0].from[0].ipBlock.excepts"
            ),
            ("{'egress':[{'ports':[{'port':80,'endport':90}]}]}", "spec.egress[0].ports[0].endport"),
            ("{'podSelector':{'matchlabels':{}}}", "spec.podSelector.matchlabels"),
            (
                "{'podSelector':{'matchExpressions':[{'key':'a','operator':'Exists','value':1}]}}",
                "spec.podSelector.matchExpressions[0].value"
            ),
        ]
        for (spec, path) in paths {
            let defects = try policy(spec).defects
            #expect(defects.map(\.path) == [path] && !defects.hasError)
        }
    }
}
