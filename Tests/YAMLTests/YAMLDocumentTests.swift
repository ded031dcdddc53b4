import Testing
import YAML

@Suite struct YAMLDocumentTests {
    private static let policy = """
        # a policy
        ---
        metadata:
          labels:
            example.com/app: web
            "a\\"b": c

        spec:
          podSelector: {matchLabels: {app: web,
            tier: back}}
          ingress:
          - from:
            - podSelector: {}
            -
              ipBlock:
                cidr: 10.0.0.0/8
                except:
                - 10.1.0.0/16
                - 10.2.0.0/16
        """

    @Test(
        "the line of a path is that of its name or item",
        arguments: [
            ("metadata", 3), ("metadata.labels", 4), (#"metadata.labels["example.com/app"]"#, 5),
            (#"metadata.labels["a\"b"]"#, 6), ("spec", 8), ("spec.podSelector.matchLabels.app", 9),
            ("spec.podSelector.matchLabels.tier", 10), ("spec.ingress[0]", 12), ("spec.ingress[0].from[0]", 13),
            ("spec.ingress[0].from[1]", 15), ("spec.ingress[0].from[1].ipBlock.except[1]", 19), (".", 3), ("", 3),
        ])
    func lines(path: String, line: Int) throws { #expect(try only(Self.policy).line(of: path) == line) }

    @Test(
        "of what is missing it is the line of what is there",
        arguments: [
            ("kind", 3), ("spec.egress", 8), ("spec.egress[3].to", 8), ("spec.ingress[7]", 11),
            ("spec.ingress[0].from[1].ipBlock.cidr.x", 16), ("spec[0]", 8),
            (#"metadata.labels["exa"...].x"#, 4), ("spec.ingress.from", 11),
        ])
    func missing(path: String, line: Int) throws { #expect(try only(Self.policy).line(of: path) == line) }

    @Test("a path that is none has no line", arguments: ["a[", "a[x]", "a[-1]", "a[\"b\"", "a[\"b", "a[]"])
    func noPath(path: String) throws { #expect(try only("a: 1").line(of: path) == nil) }

    @Test("a document that cannot be read has no lines but its own")
    func broken() throws {
        let document = try only("# c\n\na: 'b\n")
        #expect(document.line(of: "a") == nil)
        #expect(document.line == 3)
    }

    @Test("an alias is where it stands, and its parts are where they were written")
    func aliases() throws {
        let document = try only("a: &x\n  b: 1\nc:\n- *x\nd:\n  <<: *x\n  e: 2\n")
        #expect(document.line(of: "c[0]") == 4)
        #expect(document.line(of: "c[0].b") == 2)
        #expect(document.line(of: "d.b") == 2)
        #expect(document.line(of: "d.e") == 7)
    }

    @Test("JSON has lines too, also behind other values")
    func json() {
        let text = "{\"a\": 1}\n{\n  \"b\": {\n    \"c\": [1,\n      {\"é\\n\": 2}]\n  }\n  , \"d\":\n 3}\n"
        let documents = Array(YAMLDocuments(Array(text.utf8)))
        #expect(documents.map(\.line) == [1, 2])
        #expect(documents[1].line(of: "b") == 3)
        #expect(documents[1].line(of: "b.c[0]") == 4)
        #expect(documents[1].line(of: "b.c[1]") == 5)
        #expect(documents[1].line(of: #"b.c[1]["é\n"]"#) == 5)
        #expect(documents[1].line(of: "d") == 7)
    }
}
