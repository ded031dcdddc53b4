import KubernetesModel
import Testing
import YAML

@Suite struct YAMLDocumentsTests {
    @Test(
        "documents of a stream come one after another, the empty ones left out",
        arguments: [
            ("a: 1\n---\nb: 2\n", [#"{"a":1}"#, #"{"b":2}"#]), ("", []), ("\n\n", []), ("# nothing\n", []),
            ("---\n", []),
            ("---\n---\n---\n", []), ("---\n# a\n---\na: 1\n---\n", [#"{"a":1}"#]), ("---\nnull\n--- ~\n", []),
            ("--- {a: 1}\n--- [b]\n", [#"{"a":1}"#, #"["b"]"#]), ("--- a: 1\n", ["line 1, column 6: \(colon)"]),
            ("a: 1\n...\nb: 2\n...\n", [#"{"a":1}"#, #"{"b":2}"#]),
            ("a: 1\n...\n# c\n---\nb: 2", [#"{"a":1}"#, #"{"b":2}"#]),
            ("%YAML 1.1\n---\na: 1\n", [#"{"a":1}"#]), ("%YAML 1.2\n---\na: 1\n", [#"{"a":1}"#]),
            ("# c\n%TAG !k! tag:yaml.org,2002:\n---\na: !k!str 1\n", [#"{"a":"1"}"#]),
            ("a: 1\n...\n%YAML 1.1\n---\nb: 2\n", [#"{"a":1}"#, #"{"b":2}"#]),
            ("a: 1\r\n---\r\nb:\r\n  - c\r\n", [#"{"a":1}"#, #"{"b":["c"]}"#]),
            ("a: 1\r---\rb: 2\r", [#"{"a":1}"#, #"{"b":2}"#]),
            ("\u{feff}a: 1\n", [#"{"a":1}"#]), ("\u{feff}---\na: 1\n", [#"{"a":1}"#]),
            ("\u{feff}{\"a\": 1}", [#"{"a": 1}"#]), ("--- # c\na: 1\n", [#"{"a":1}"#]), ("---\ta\n", [#""a""#]),
            ("a: |\n  ---\n  b\n---\nc: 1\n", [#"{"a":"---\nb\n"}"#, #"{"c":1}"#]), ("----: 1\n", [#"{"----":1}"#]),
            ("a: 1 ---\n", [#"{"a":"1 ---"}"#]), ("---", []), ("...", []), ("\n...\n...\n", []),
            ("%YAML 1.1\n", ["line 2, column 1: \(stray)"]),
            ("a: '\u{2028}'\n", ["{\"a\":\"\u{2028}\"}"]),
        ] as [(String, [String])])
    func streams(text: String, documents: [String]) { #expect(read(text) == documents) }

    private static let lateValue =
        "line 1, column 10: a value belongs here: an object, an array, a string, a number, true, false or null"
    private static let noColon = "line 2, column 6: a colon belongs here, between a member's name and its value"
    private static let noComma = "line 2, column 8: a comma or } belongs here, behind a member of an object"
    private static let noValue =
        "line 2, column 1: a value belongs here: an object, an array, a string, a number, true, false or null"
    private static let stray =
        "this is no part of the document above: indent it like the other lines, or write --- before it"
    private static let colon =
        "a colon cannot stand here: see how the line is indented, or quote the text that holds it"

    @Test(
        "JSON goes through as it is, one value or several side by side",
        arguments: [
            (#"{"a": [1, 2.50]}"#, [#"{"a": [1, 2.50]}"#]), (" \n[1]\n", ["[1]"]),
            (#"{"a":1}{"b":2}"#, [#"{"a":1}"#, #"{"b":2}"#]),
            ("{\"a\":1}\n\n {\"b\":2}\n", [#"{"a":1}"#, #"{"b":2}"#]),
            ("--- {\"a\":1}\n---\n{\"b\":2}\n", [#"{"a":1}"#, #"{"b":2}"#]),
            (#"{"a":"\ud83d\ude00"}"#, [#"{"a":"\ud83d\ude00"}"#]), ("{\t\"a\":\t1\t}", ["{\t\"a\":\t1\t}"]),
            ("{\"a\":1} # why\n", [#"{"a":1}"#]), ("{a: 1,}\n", [#"{"a":1}"#]),
            ("[a, b]\n...\n{\"c\":1}", [#"["a","b"]"#, #"{"c":1}"#]),
            ("{\"a\":1}\n...\n", [#"{"a":1}"#]),
            ("{\"a\": 1} }\n", [#"{"a": 1}"#, lateValue]),
            ("{\"a\":1}\n{\"b\" 2}\n", [#"{"a":1}"#, noColon]),
            ("---\n{\"a\":1 \"b\":2}\n", [noComma]),
            ("--- {\"a\": \n}]", [noValue]),
        ] as [(String, [String])])
    func json(text: String, documents: [String]) { #expect(read(text) == documents) }

    @Test("a broken document is told with its line, and those around it are read")
    func brokenInTheMiddle() {
        let text = """
            # first
            kind: A
            ---
            kind: B
              name: wrong
            ---
            kind: C
            ---
            x: "open
            ---
            {"kind": "D"}
            ---
            a: [1, 2
            ...
            kind: E
            """
        #expect(
            read(text) == [
                #"{"kind":"A"}"#, "line 5, column 7: \(Self.colon)", #"{"kind":"C"}"#,
                "line 9, column 4: the quote that opens here is not closed", #"{"kind": "D"}"#,
                "line 14, column 1: a comma or ] belongs here, in what begins in line 13", #"{"kind":"E"}"#,
            ])
        #expect(lines(text) == [2, 3, 7, 8, 11, 12, 15])
    }

    @Test("a line is the same however lines end", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) {
        let text = ["# é", "---", "a: 1", "---", "", "b: @", "---", "{\"c\":", "@}"].joined(separator: end)
        let read = read(text)
        #expect(read[1] == "line 6, column 4: a text that begins with @ has to be quoted")
        #expect(read[2].hasPrefix("line 9, column 1: "))
        #expect(lines(text) == [3, 4, 7])
    }

    @Test("text in two bytes a character, and bytes that are no text, are errors")
    func encodings() {
        let wrong = "these bytes are no UTF-8: save the text as UTF-8"
        #expect(read([0xff, 0xfe, 0x61, 0x00, 0x3a, 0x00]) == ["line 1, column 1: \(wrong)"])
        #expect(read(Array("a: 1\nb: é".utf8) + [0xc3, 0x28]) == ["line 2, column 6: \(wrong)"])
        #expect(read(Array("a: 1\nb: ".utf8) + [0xed, 0xa0, 0x80]).count == 1)
        #expect(read("a: 1\nb: x\0y\n") == ["line 2, column 5: a control character stands here: remove it"])
    }

    @Test("what kubectl prints of a cluster reads as its objects")
    func kubectlList() throws {
        let text = """
            apiVersion: v1
            items:
            - apiVersion: v1
              kind: Namespace
              metadata:
                creationTimestamp: "2024-05-01T10:00:00Z"
                labels:
                  kubernetes.io/metadata.name: shop
                name: shop
            - apiVersion: networking.k8s.io/v1
              kind: NetworkPolicy
              metadata:
                annotations:
                  kubectl.kubernetes.io/last-applied-configuration: |
                    {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy"}
                name: web
                namespace: shop
              spec:
                ingress:
                - from:
                  - ipBlock:
                      cidr: 10.0.0.0/8
                      except:
                      - 10.1.0.0/33
                  ports:
                  - port: 80
                    protocol: TCP
                  - port: http
                podSelector:
                  matchLabels:
                    version: "1.10"
                policyTypes:
                - Ingress
            - apiVersion: v1
              kind: Pod
              metadata:
                name: web-0
                namespace: shop
              spec:
                containers: []
                nodeName: node-1
              status:
                phase: Running
                podIP: 10.0.0.7
            kind: List
            metadata:
              resourceVersion: ""
            """
        let document = try only(text)
        let objects = try KubernetesDecoder.objects(in: document.content.get())
        #expect(objects.count == 3)
        #expect(objects.allSatisfy { $0.object != nil })
        let defects = objects[1].defects
        #expect(defects.map(\.path) == ["spec.ingress[0].from[0].ipBlock.except[0]"])
        #expect(document.line(of: "items[1]." + (defects.first?.path ?? "")) == 24)
    }

    @Test("long texts are read in time that grows with their length", .timeLimit(.minutes(1)))
    func long() throws {
        let members = (0..<30_000).map { "name\($0): {a: \($0)}\n" }.joined()
        #expect(try isJSON(only(members).content.get()))
        let items = String(repeating: "- a: &x 1\n  b: *x\n", count: 20_000)
        #expect(try isJSON(only(items).content.get()))
        let documents = (0..<3_000).map { "---\na: \($0)\n---\nb: \"\n" }.joined()
        #expect(lines(documents).last == 11_999)
        let values = String(repeating: "{\"a\": [1]}\n", count: 20_000)
        #expect(lines(values).last == 20_000)
        let text = "a: |\n" + String(repeating: "  line\n", count: 100_000)
        #expect(try isJSON(only(text).content.get()))
    }
}
