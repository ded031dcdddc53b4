import Testing

@testable import YAML

@Suite struct TreeComposerTests {
    @Test(
        "documents become the JSON that they mean",
        arguments: [
            ("a: 1\nb: [x, 'y', 2]\n", #"{"a":1,"b":["x","y",2]}"#), ("- a\n- - b\n  - c\n", #"["a",["b","c"]]"#),
            ("a:\n- b: 1\n  c: 2\n-\n  d:\n", #"{"a":[{"b":1,"c":2},{"d":null}]}"#), ("{}", "{}"), ("[]", "[]"),
            ("a: {}\nb: []\n", #"{"a":{},"b":[]}"#),
            ("{a: {b: [1, {c: }]}, d}", #"{"a":{"b":[1,{"c":null}]},"d":null}"#),
            ("? a\n: b\n", #"{"a":"b"}"#), ("80: a\ntrue: b\n1.10: c\n", #"{"80":"a","true":"b","1.1":"c"}"#),
            ("'a\"b': 1", #"{"a\"b":1}"#), ("'null': 1", #"{"null":1}"#), ("'': 1", #"{"":1}"#),
            ("on: 1", #"{"true":1}"#), ("web", #""web""#), ("a: # why\n  b\n", #"{"a":"b"}"#),
            ("'<<': 1", #"{"<<":1}"#), ("!!str <<: 1", #"{"<<":1}"#), ("a: <<", #"{"a":"<<"}"#),
        ])
    func documents(written: String, meant: String) { #expect(read(written) == [meant]) }

    @Test(
        "aliases stand for what was named",
        arguments: [
            ("a: &x 1\nb: *x\n", #"{"a":1,"b":1}"#), ("a: &x {c: [1]}\nb: *x\n", #"{"a":{"c":[1]},"b":{"c":[1]}}"#),
            ("- &x a\n- &x b\n- *x\n", #"["a","b","b"]"#), ("&k a: 1\nb: *k\n", #"{"a":1,"b":"a"}"#),
            ("a: &x web\n*x : 1\n", #"{"a":"web","web":1}"#), ("a: &x 80\n*x : 1\n", #"{"a":80,"80":1}"#),
            ("a: &x\nb: *x\n", #"{"a":null,"b":null}"#),
        ])
    func aliases(written: String, meant: String) { #expect(read(written) == [meant]) }

    @Test(
        "<< takes over members, and what is written goes before what is merged",
        arguments: [
            ("a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\n", #"{"a":{"p":1,"q":2},"b":{"q":3,"p":1}}"#),
            ("a: &x {p: 1}\nb:\n  p: 2\n  <<: *x\n", #"{"a":{"p":1},"b":{"p":2}}"#),
            ("- &x {p: 1}\n- &y {p: 2, q: 2}\n- <<: [*x, *y]\n", #"[{"p":1},{"p":2,"q":2},{"p":1,"q":2}]"#),
            ("<<: {p: {q: 1}}\nr: 2\n", #"{"r":2,"p":{"q":1}}"#), ("<<: {}\n", "{}"), ("<<: []\n", "{}"),
            ("<<: {p: 1}\n<<: {p: 2, q: 3}\n", #"{"p":1,"q":3}"#), ("!!merge <<: {p: 1}\n", #"{"p":1}"#),
            ("- &x {<<: {p: 1}, q: 2}\n- {<<: *x}\n", #"[{"q":2,"p":1},{"q":2,"p":1}]"#),
            ("<<: {p: &x {q: 1}}\nr: *x\n", #"{"r":{"q":1},"p":{"q":1}}"#),
        ])
    func merges(written: String, meant: String) { #expect(read(written) == [meant]) }

    @Test(
        "what JSON cannot say is an error with its place",
        arguments: [
            ("a: 1\nb: 2\na: 3\n", "line 3, column 1: a stands in line 1 already: remove one of the two"),
            ("x:\n  - {'p': 1, p: 2}\n", "line 2, column 14: p stands in line 2 already: remove one of the two"),
            ("80: a\n'80': b\n", "line 2, column 1: 80 stands in line 1 already: remove one of the two"),
            ("a: 1\n\"\\x61\": 3\n", "line 2, column 1: a stands in line 1 already: remove one of the two"),
            ("a: &x b\nb: 1\n*x : 2\n", "line 3, column 1: b stands in line 2 already: remove one of the two"),
            ("~: 1\n", "line 1, column 1: the name of a member is a text: put it in quotes"),
            ("a: 1\n? [b]\n: 2\n", "line 2, column 3: the name of a member is a text: put it in quotes"),
            ("? {a: b}\n", "line 1, column 3: the name of a member is a text: put it in quotes"),
            ("a: &x [1]\n*x : 1\n", "line 2, column 1: the name of a member is a text: put it in quotes"),
            ("a: &x ~\n*x : 1\n", "line 2, column 1: the name of a member is a text: put it in quotes"),
            ("? ~\n: 1\n", "line 1, column 3: the name of a member is a text: put it in quotes"),
            ("a: *x\n", "line 1, column 4: *x stands for nothing: write &x further up"),
            ("a: *x\nb: &x 1\n", "line 1, column 4: *x stands for nothing: write &x further up"),
            ("a: &x\n  b: *x\n", "line 2, column 6: *x stands inside of what it stands for"),
            ("&x [*x]\n", "line 1, column 5: *x stands inside of what it stands for"),
            ("&x {<<: *x}\n", "line 1, column 9: *x stands inside of what it stands for"),
            ("<<: 1\n", "line 1, column 1: << takes over an object or an array of objects, and this is neither"),
            ("<<: [{}, 1]\n", "line 1, column 10: << takes over an object or an array of objects, and this is neither"),
            ("<<: [[]]\n", "line 1, column 6: << takes over an object or an array of objects, and this is neither"),
        ])
    func errors(written: String, message: String) { #expect(read(written) == [message]) }

    @Test("an anchor is known in its own document only")
    func anchorsEnd() {
        let reason = "line 4, column 4: *x stands for nothing: write &x further up"
        #expect(read("---\na: &x 1\n---\nb: *x\n") == [#"{"a":1}"#, reason])
    }

    @Test("a document may be a hundred deep and no deeper, in either style")
    func depth() {
        func flow(_ depth: Int) -> String {
            "x: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        let reason = "more than 100 arrays and objects lie in one another"
        #expect(read(flow(99)).map(\.count) == [6 + 2 * 99])
        #expect(read(flow(100)) == ["line 1, column 103: \(reason)"])
        #expect(read(String(repeating: "- ", count: 100)).first?.hasPrefix("[[") == true)
        #expect(read(String(repeating: "- ", count: 101)) == ["line 1, column 201: \(reason)"])
        #expect(read(String(repeating: "[", count: 1_000_000)).count == 1)
        #expect(read("x:" + String(repeating: " [", count: 300_000)).count == 1)
    }

    @Test("merges that look at more than any manifest needs are an error")
    func mergeBomb() {
        var text = "- &a0 {}\n"
        for level in 1...40 {
            let sources = Array(repeating: "*a\(level - 1)", count: 100).joined(separator: ", ")
            text += "- &a\(level) {<<: [\(sources)], k\(level): 1}\n"
        }
        let reason = "aliases and merges stand for more than 4194304 bytes: write less of them"
        #expect(read(text).map { $0.hasSuffix(reason) } == [true])
    }
}
