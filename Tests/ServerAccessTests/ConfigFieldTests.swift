import Testing

@testable import ServerAccess

@Suite struct ConfigFieldTests {
    private func field(_ value: ConfigValue, file: String = "/d/c") -> ConfigField {
        ConfigField(.object([.init(name: "f", value: value)]), of: file, nil)["f"]
    }

    private static let values: [(value: ConfigValue, words: String)] = [
        (.null, "null"), (.bool(true), "true or false"), (.number, "a number"), (.string("x"), "a string"),
        (.array([]), "a list"), (.object([]), "an object"),
    ]

    @Test("each way to read a field takes its own kind and nothing, and names any other")
    func kinds() {
        for (value, words) in Self.values {
            let field = field(value)
            let ways: [(String, [String], String?)] = [
                (
                    "a string, in quotes where it looks like something else", ["null", "a string"],
                    failure { () throws(AccessError) in try field.string() }
                ),
                ("true or false", ["null", "true or false"], failure { () throws(AccessError) in try field.bool() }),
                ("a list", ["null", "a list"], failure { () throws(AccessError) in try field.items() }),
                ("an object", ["null", "an object"], failure { () throws(AccessError) in try field.object() }),
            ]
            for (wanted, taken, error) in ways {
                #expect(error == (taken.contains(words) ? nil : "/d/c: f: is \(words): write \(wanted)"))
            }
        }
    }

    @Test("an empty text is none, and of members with one name the last counts")
    func empty() throws {
        #expect(try field(.string("")).string() == nil)
        #expect(try field(.string("")).data() == nil)
        #expect(try field(.string("")).filePath() == nil)
        let twice = ConfigValue.object([.init(name: "a", value: .number), .init(name: "a", value: .string("b"))])
        #expect(try ConfigField(twice, of: "/c", nil)["a"].string() == "b")
    }

    @Test("a path is seen from the directory of its file")
    func paths() throws {
        #expect(try field(.string("a/b")).filePath() == "/d/a/b")
        #expect(try field(.string("/a")).filePath() == "/a")
        #expect(try field(.string("a"), file: "c").filePath() == "a")
    }

    @Test("base64 is read, and what is none is named without being shown")
    func data() throws {
        #expect(try field(.string("Zm9v\n")).data() == Array("foo".utf8))
        #expect(
            failure { () throws(AccessError) in try field(.string("s3cret!!")).data() }
                == "/d/c: f: character 7 is none of base64: write what `base64 --wrap=0 FILE` prints, or the path of "
                + "the file in the field without -data")
        #expect(
            failure { () throws(AccessError) in try field(.string("Zm9")).data() }
                == "/d/c: f: ends inside of four characters of base64: it was cut, or its = are missing")
        #expect(
            failure { () throws(AccessError) in try field(.string("Zm9=")).data() }
                == "/d/c: f: the last character of base64 says more than it can: it was cut or changed")
    }

    @Test("whether something is said")
    func said() {
        let said: [ConfigValue] = [
            .bool(true), .number, .string("a"), .array([.null]), .object([.init(name: "a", value: .null)]),
        ]
        let unsaid: [ConfigValue] = [.null, .bool(false), .string(""), .array([]), .object([])]
        #expect(said.allSatisfy { field($0).isSaid })
        #expect(!unsaid.contains { field($0).isSaid })
    }
}
