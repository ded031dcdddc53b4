import KubernetesModel
import Testing

@Suite struct LabelSelectorTests {
    private static let objects: [Labels] = [[:], ["app": "web"], ["app": "db"], ["app": ""], ["tier": "web"]]

    @Test(
        "matches as the API says, also objects without the key",
        arguments: [
            ("{}", [true, true, true, true, true]), ("null", [true, true, true, true, true]),
            ("{'matchLabels':{'app':'web'}}", [false, true, false, false, false]),
            ("{'matchLabels':{'app':''}}", [false, false, false, true, false]),
            ("{'matchLabels':{'app':null}}", [false, false, false, true, false]),
            ("{'matchLabels':{'app':'web','tier':'web'}}", [false, false, false, false, false]),
            (
                "{'matchExpressions':[{'key':'app','operator':'In','values':['web','db']}]}",
                [false, true, true, false, false]
            ),
            (
                "{'matchExpressions':[{'key':'app','operator':'NotIn','values':['web']}]}",
                [true, false, true, true, true]
            ),
            ("{'matchExpressions':[{'key':'app','operator':'NotIn','values':['']}]}", [true, true, true, false, true]),
            ("{'matchExpressions':[{'key':'app','operator':'Exists'}]}", [false, true, true, true, false]),
            ("{'matchExpressions':[{'key':'app','operator':'Exists','values':[]}]}", [false, true, true, true, false]),
            ("{'matchExpressions':[{'key':'app','operator':'DoesNotExist'}]}", [true, false, false, false, true]),
            (
                "{'matchExpressions':[{'key':'app','operator':'DoesNotExist','values':null}]}",
                [true, false, false, false, true]
            ),
            (
                "{'matchLabels':{'app':'web'},'matchExpressions':[{'key':'tier','operator':'Exists'}]}",
                [false, false, false, false, false]
            ),
            (
                "{'matchExpressions':[{'key':'app','operator':'NotIn','values':['web']},"
                    + "{'key':'tier','operator':'DoesNotExist'}]}",
                [true, false, true, true, false]
            ),
        ])
    func matches(text: String, expected: [Bool]) throws {
        let found = try policy("{'podSelector':\(text)}")
        #expect(found.defects == [])
        #expect(Self.objects.map(found.podSelector.matches) == expected)
    }

    @Test("matchLabels are requirements of one value, before the others")
    func requirements() throws {
        let text = "{'matchExpressions':[{'key':'c','operator':'Exists'}],'matchLabels':{'b':'2','a':'1'}}"
        let wanted = LabelSelector([.init("a", .in(["1"])), .init("b", .in(["2"])), .init("c", .exists)])
        #expect(try policy("{'podSelector':\(text)}").podSelector == wanted)
        #expect(LabelSelector(matching: ["b": "2", "a": "1"], [.init("c", .exists)]) == wanted)
        #expect(LabelSelector.everything == LabelSelector(matching: [:]))
    }

    @Test(
        "takes keys and values up to their bounds",
        arguments: [
            "{'matchLabels':{'\(String(repeating: "k", count: 63))':'\(String(repeating: "v", count: 63))'}}",
            "{'matchLabels':{'\(String(repeating: "p.", count: 126))p/K_.-9':'A.b_c-9'}}",
            "{'matchLabels':{'9':'9','a-0.b/C':'0'}}",
        ])
    func bounds(text: String) throws {
        #expect(try policy("{'podSelector':\(text)}").defects == [])
    }

    @Test(
        "refuses keys and values beyond them",
        arguments: [
            "{'matchLabels':{'\(String(repeating: "k", count: 64))':''}}",
            "{'matchLabels':{'k':'\(String(repeating: "v", count: 64))'}}",
            "{'matchLabels':{'\(String(repeating: "p.", count: 126))pp/k':''}}", "{'matchLabels':{'é':''}}",
            "{'matchLabels':{'k':'é'}}", "{'matchLabels':{'k-':''}}", "{'matchLabels':{'a..b/k':''}}",
            "{'matchLabels':{'a_b/k':''}}", "{'matchLabels':{'k':'.'}}", "{'matchLabels':{'k':'a/b'}}",
            "{'matchLabels':{'k':'a\\u0000'}}", "{'matchLabels':{'':''}}",
        ])
    func refuses(text: String) throws {
        let found = try policy("{'podSelector':\(text)}")
        #expect(found.defects.count == 1 && found.defects.hasError)
    }
}
