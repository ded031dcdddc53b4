import JSON
import Testing

@testable import KubernetesAPI

@Suite struct JSONPatchTests {
    /// The cases of RFC 6902, appendix A, and some more.
    @Test(
        "does what the operations say, one after another",
        arguments: [
            (#"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux"}]"#, #"{"foo":"bar","baz":"qux"}"#),
            (
                #"{"foo":["bar","baz"]}"#, #"[{"op":"add","path":"/foo/1","value":"qux"}]"#,
                #"{"foo":["bar","qux","baz"]}"#
            ),
            (#"{"baz":"qux","foo":"bar"}"#, #"[{"op":"remove","path":"/baz"}]"#, #"{"foo":"bar"}"#),
            (#"{"foo":["bar","qux","baz"]}"#, #"[{"op":"remove","path":"/foo/1"}]"#, #"{"foo":["bar","baz"]}"#),
            (
                #"{"baz":"qux","foo":"bar"}"#, #"[{"op":"replace","path":"/baz","value":"boo"}]"#,
                #"{"baz":"boo","foo":"bar"}"#
            ),
            (
                #"{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}"#,
                #"[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]"#,
                #"{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}"#
            ),
            (
                #"{"foo":["all","grass","cows","eat"]}"#, #"[{"op":"move","from":"/foo/1","path":"/foo/3"}]"#,
                #"{"foo":["all","cows","eat","grass"]}"#
            ),
            (
                #"{"baz":"qux","foo":["a",2,"c"]}"#,
                #"[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]"#,
                #"{"baz":"qux","foo":["a",2,"c"]}"#
            ),
            (
                #"{"foo":"bar"}"#, #"[{"op":"add","path":"/child","value":{"grandchild":{}}}]"#,
                #"{"foo":"bar","child":{"grandchild":{}}}"#
            ),
            (
                #"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux","xyz":123}]"#,
                #"{"foo":"bar","baz":"qux"}"#
            ),
            (#"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":10}]"#, #"{"/":9,"~1":10}"#),
            (#"{"foo":["bar"]}"#, #"[{"op":"add","path":"/foo/-","value":["abc"]}]"#, #"{"foo":["bar",["abc"]]}"#),
            (#"{"a":1}"#, #"[{"op":"replace","path":"","value":[1]}]"#, "[1]"),
            (#"{"a":1}"#, #"[{"op":"add","path":"/a","value":null}]"#, #"{"a":null}"#),
            (#"{"":1}"#, #"[{"op":"replace","path":"/","value":2}]"#, #"{"":2}"#),
            (#"{"a":{"b":1}}"#, #"[{"op":"copy","from":"/a","path":"/a/c"}]"#, #"{"a":{"b":1,"c":{"b":1}}}"#),
            (#"{"a":1}"#, #"[{"op":"move","from":"/a","path":"/a"}]"#, #"{"a":1}"#),
            (#"{"a/b":{"m~n":1}}"#, #"[{"op":"remove","path":"/a~1b/m~0n"}]"#, #"{"a/b":{}}"#),
            (
                #"{"a":{"x":1,"y":1.0}}"#, #"[{"op":"test","path":"/a","value":{"y":1,"x":1e0}}]"#,
                #"{"a":{"x":1,"y":1.0}}"#
            ),
            (#"[1,2]"#, #"[{"op":"add","path":"/2","value":3}]"#, "[1,2,3]"),
            (#"{"a":1}"#, "[]", #"{"a":1}"#),
        ])
    func applies(object: String, patch: String, result: String) throws {
        #expect(try JSONPatch(json(patch)).applied(to: json(object)).text == result)
    }

    @Test(
        "refuses what cannot be done, in the words of an API server",
        arguments: [
            #"{"op":"test","path":"/baz","value":"bar"}"#, #"{"op":"add","path":"/x/bat","value":1}"#,
            #"{"op":"test","path":"/~01","value":"10"}"#, #"{"op":"remove","path":"/none"}"#,
            #"{"op":"replace","path":"/none","value":1}"#, #"{"op":"add","path":"/list/4","value":1}"#,
            #"{"op":"add","path":"/list/01","value":1}"#, #"{"op":"add","path":"/list/-1","value":1}"#,
            #"{"op":"add","path":"/list/+1","value":1}"#, #"{"op":"remove","path":"/list/-"}"#,
            #"{"op":"remove","path":"/list/3"}"#, #"{"op":"remove","path":""}"#,
            #"{"op":"move","from":"/object","path":"/object/a/b"}"#, #"{"op":"move","from":"/none","path":"/x"}"#,
            #"{"op":"copy","from":"/none","path":"/x"}"#, #"{"op":"add","path":"/x"}"#, #"{"op":"copy","path":"/x"}"#,
            #"{"op":"spread","path":"/x"}"#, #"{"path":"/x"}"#, #"{"op":"remove"}"#, #"{"op":"remove","path":"x"}"#,
            #"{"op":"remove","path":"/~2"}"#, #"{"op":"remove","path":"/a~"}"#, #"{"op":"add","path":1,"value":1}"#,
            #"{"op":"test","path":"/baz","value":null}"#, #"{"op":"test","path":"/list","value":[1,3,2]}"#,
        ])
    func refuses(operation: String) throws {
        let object = try json(#"{"baz":"qux","list":[1,2,3],"object":{"a":{}}}"#)
        let patch = try json("[\(operation)]")
        let failure = failure { () throws(APIFailure) in try JSONPatch(patch).applied(to: object) }
        #expect(failure?.reason == .invalid)
        #expect(failure?.message == "the server rejected our request due to an error in our request")
    }

    @Test("takes 10,000 operations, and refuses more, and what is no list of operations")
    func bounds() throws {
        let operation = JSONValue.members(["op": "test", "path": "", "value": 1])
        let most = JSONValue.array(Array(repeating: operation, count: 10_000))
        #expect(try JSONPatch(most).applied(to: 1) == 1)
        let more = JSONValue.array(Array(repeating: operation, count: 10_001))
        #expect(failure { () throws(APIFailure) in try JSONPatch(more) }?.reason == .tooLarge)
        for value: JSONValue in [1, .object([]), [1]] {
            #expect(failure { () throws(APIFailure) in try JSONPatch(value) }?.reason == .badRequest)
        }
    }

    @Test("refuses copies that grow without end, and values that lie too deep for whoever reads them")
    func bombs() throws {
        let copy = try json(#"{"op":"copy","from":"/a","path":"/a/-"}"#)
        let bomb = JSONValue.array(Array(repeating: copy, count: 40))
        let object = try json(#"{"a":["x"]}"#)
        #expect(failure { () throws(APIFailure) in try JSONPatch(bomb).applied(to: object) }?.reason == .invalid)
        let deep = (0..<300).reduce(JSONValue.object([])) { value, _ in .members(["a": value]) }
        let pair = JSONValue.members(["x": deep, "y": deep])
        let path = "/y" + String(repeating: "/a", count: 300) + "/b"
        for name in ["move", "copy"] {
            let patch: JSONValue = [.members(["op": .string(name), "from": "/x", "path": .string(path)])]
            #expect(failure { () throws(APIFailure) in try JSONPatch(patch).applied(to: pair) }?.reason == .invalid)
        }
        let add: JSONValue = [.members(["op": "add", "path": .string(path), "value": deep])]
        #expect(failure { () throws(APIFailure) in try JSONPatch(add).applied(to: pair) }?.reason == .invalid)
    }
}
