import JSON
import KubernetesModel
import TestSupport
import Testing

@Suite struct KubernetesDecoderTests {
    private let web = KubernetesObject.pod(Pod(ObjectKey("shop", "web"), phase: .pending))
    private let bare = "{'metadata':{'name':'web','namespace':'shop'}}"

    @Test("items of a typed list take its kind and version, wherever in the list they are written")
    func typedLists() throws {
        let objects: [(String, String, KubernetesObject)] = [
            ("Pod", "v1", web), ("Namespace", "v1", .namespace(Namespace("web"))), ("Node", "v1", .node(Node("web"))),
            (
                "NetworkPolicy", "networking.k8s.io/v1",
                .networkPolicy(NetworkPolicy(ObjectKey("shop", "web"), ingress: []))
            ),
        ]
        for (kind, version, object) in objects {
            for text in [
                "{'kind':'\(kind)List','apiVersion':'\(version)','metadata':{},'items':[\(bare),\(bare)]}",
                "{'items':[\(bare),\(bare)],'apiVersion':'\(version)','kind':'\(kind)List'}",
                "{'items':7,'apiVersion':'\(version)','items':[\(bare),\(bare)],'kind':'\(kind)List'}",
            ] {
                #expect(try decode(text).map(\.object) == [object, object])
                #expect(try decode(text).allSatisfy { $0.defects == [] })
            }
        }
    }

    @Test("a list holds items of any kind, lists too, and gives them in its order")
    func mixedLists() throws {
        let found = try decode(
            """
            {'kind':'List','apiVersion':'v1','items':[
              {'kind':'Namespace','apiVersion':'v1','metadata':{'name':'shop'}},
              {'kind':'PodList','apiVersion':'v1','items':[\(bare)]},
              {'kind':'ConfigMap','apiVersion':'v1','metadata':{'name':'c','namespace':'shop'}},
              {'items':[{'kind':'List','apiVersion':'v1','items':[]},
                {'kind':'Node','apiVersion':'v1','metadata':{'name':'n'}}],'kind':'List'}]}
            """)
        let other = KubernetesObject.other(apiVersion: "v1", kind: "ConfigMap", key: ObjectKey("shop", "c"))
        #expect(found.map(\.object) == [.namespace(Namespace("shop")), web, other, .node(Node("n"))])
        #expect(found.allSatisfy { $0.defects == [] })
    }

    @Test("an item's own kind and version come before those of its list")
    func ownKind() throws {
        let namespace = "{'kind':'Namespace','apiVersion':'v1','metadata':{'name':'shop'}}"
        let found = try decode("{'kind':'PodList','apiVersion':'v1','items':[\(namespace),\(bare)]}")
        #expect(found.map(\.object) == [.namespace(Namespace("shop")), web])
        // The version of a list says nothing of an item of another kind.
        let policy = "{'kind':'NetworkPolicy','metadata':{'name':'p'}}"
        let alone = try decodeOne("{'kind':'PodList','apiVersion':'v1','items':[\(policy)]}")
        #expect(alone.defects.map(\.path) == ["apiVersion"] && alone.object != nil)
    }

    @Test("a defect of one item leaves the others alone")
    func defects() throws {
        let items = "\(bare),7,{},null,{'kind':7},{'metadata':{'name':7}},[],\(bare)"
        let found = try decode("{'kind':'PodList','apiVersion':'v1','items':[\(items)]}")
        #expect(found.map { $0.object != nil } == [true, false, false, false, false, false, false, true])
        #expect(found.map(\.defects.count) == [0, 1, 1, 1, 1, 1, 1, 0])
        #expect(found[0].object == web && found[7].object == web)
    }

    @Test(
        "nothing in it is no error",
        arguments: [
            "null", " null ", "{'kind':'List','apiVersion':'v1'}", "{'kind':'PodList','items':null}",
            "{'kind':'PodList','items':[]}",
        ])
    func empty(text: String) throws {
        #expect(try decode(text) == [])
    }

    @Test("items that are no array are a defect")
    func noItems() throws {
        let found = try decodeOne("{'kind':'PodList','apiVersion':'v1','items':{}}")
        #expect(found.object == nil && found.defects == [Defect(.error, at: "items", "is an object: write an array")])
    }

    @Test(
        "malformed JSON is thrown, wherever it is, and nothing is given of the rest",
        arguments: [
            "", "{", "{'kind':'PodList','items':[}", "{}{}", "{'kind':'Pod',}", "{'unknown':tru}",
            "{'kind':'PodList','items':[{'metadata':{'name':'a'}},{'x':'\\ud800'}]}",
        ])
    func malformed(text: String) {
        #expect(throws: JSONError.self) { try decode(text) }
    }

    @Test("unknown members, the order of members and what stands twice change nothing")
    func tolerance() throws {
        let plain = try decodeOne(
            policyText("{'podSelector':{'matchLabels':{'a':'b'}},'ingress':[{'ports':[{'port':1,'protocol':'UDP'}]}]}"))
        let odd = try decodeOne(
            """
            {'spec':7,'x':[1.5,{'y':null}],'spec':{'ingress':'x','ingress':[{'ports':[
              {'protocol':'TCP','name':'n','protocol':'UDP','port':1}],'via':[]}],'more':{'ingress':[]},
              'podSelector':{'matchLabels':{'a':'c','a':'b'},'matchFields':[7]}},'status':{'conditions':[]},
             'metadata':{'annotations':{'a':7},'namespace':'shop','name':'q','name':'p','uid':'u'},
             'kind':'Pod','apiVersion':'networking.k8s.io/v1','kind':'NetworkPolicy'}
            """)
        guard case .networkPolicy(let expected) = plain.object, case .networkPolicy(var found) = odd.object else {
            throw NoPolicy()
        }
        #expect(expected.defects == [])
        #expect(
            found.defects.map(\.path) == [
                "spec.podSelector.matchFields", "spec.ingress[0].via", "spec.ingress[0].ports[0].name",
            ])
        #expect(!found.defects.hasError)
        found.defects = []
        #expect(found == expected)
    }

    @Test("sizes that nobody has are read in a time that grows with them", .timeLimit(.minutes(1)))
    func sizes() throws {
        let rule = "{'from':[{'podSelector':{'matchLabels':{'a':'b'}}}],'ports':[{'port':80}]}"
        let bad = "{'ports':[{'port':0}]}"
        func list(_ item: String, _ count: Int) -> String {
            Array(repeating: item, count: count).joined(separator: ",")
        }
        let rules = try policy("{'ingress':[\(list(rule, 10_000))]}")
        #expect(rules.ingress?.count == 10_000 && rules.defects == [])
        #expect(try policy("{'ingress':[\(list(bad, 10_000))]}").defects.count == 10_000)
        let labels = (0..<5_000).map { "'l\($0)':'v'" }.joined(separator: ",")
        #expect(try policy("{'podSelector':{'matchLabels':{\(labels)}}}").podSelector.requirements.count == 5_000)
        let wrong = (0..<5_000).map { "'l\($0)':'-'" }.joined(separator: ",")
        #expect(try policy("{'podSelector':{'matchLabels':{\(wrong)}}}").defects.count == 5_000)
        let annotation = String(repeating: "x\\n", count: 350_000)
        let many = try pod("", metadata: ",'labels':{\(labels)},'annotations':{'a':'\(annotation)'}")
        #expect(many.pod.labels.sorted.count == 5_000)
        let ports = (0..<5_000).map { "{'name':'p\($0)','containerPort':1}" }.joined(separator: ",")
        #expect(try pod(",'spec':{'containers':[{'ports':[\(ports)]}]}").pod.ports.count == 5_000)
    }
}
