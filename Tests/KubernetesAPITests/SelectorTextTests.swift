import Testing

@testable import KubernetesAPI

@Suite struct SelectorTextTests {
    @Test func `labels are sorted, and none are said to be none`() throws {
        #expect(SelectorText.ofLabels(try parsed(#"{"b":"2","a":""}"#)) == "a=,b=2")
        #expect(SelectorText.ofLabels(nil) == "<none>")
        #expect(SelectorText.of(nil) == "<none>")
    }

    @Test func `of one key, labels come before expressions, in the order given`() throws {
        let text = #"""
            {"matchExpressions":[{"key":"a","operator":"NotIn","values":["y","x"]},{"key":"a","operator":"Exists"}],\#
            "matchLabels":{"b":"1","a":"1"}}
            """#
        #expect(SelectorText.of(try parsed(text)) == "a=1,a notin (x,y),a,b=1")
    }
}
