import Testing

@testable import ServerAccess

@Suite struct AccessErrorTests {
    @Test(
        "an error begins with its place",
        arguments: [
            (AccessError.Place.setting("--server"), "--server: "), (.file("/a"), "/a: "),
            (.text(file: "/a", line: 3, column: 7), "/a:3:7: "),
            (.field(file: "/a", line: 12, path: "users[2].user.token"), "/a:12: users[2].user.token: "),
            (.field(file: "/a", line: nil, path: "current-context"), "/a: current-context: "), (.everything, ""),
        ])
    func places(place: AccessError.Place, start: String) {
        #expect(AccessError(place, .unnamed).description == "\(start)has no name: write one")
    }

    @Test("nothing of a path or a name acts on a terminal, and a long name is cut")
    func names() {
        let error = AccessError(.file("/a\u{1b}[31m"), .unknownEntry(name: "x\u{202e}\ny", list: "users"))
        #expect(
            error.description
                == #"/a\u{1b}[31m: "x\u{202e}\u{a}y" is not among the users: add it there, or mend the name"#)
        let long = AccessError(.everything, .duplicate(name: String(repeating: "n", count: 1_000)))
        #expect(long.description.utf8.count < 150)
    }

    @Test("contexts that are there are named, ten of them")
    func known() {
        let names = (0..<12).map { "c\($0)" }
        let all = AccessError(.setting("--context"), .unknownContext(name: "x", known: names)).description
        #expect(all.hasPrefix(#"--context: there is no context "x": there are "c0", "c1", "#))
        #expect(all.hasSuffix(#""c9" and 2 more"#))
        #expect(AccessError(.everything, .noContext(known: [])).description.hasSuffix("; there are none"))
    }

    @Test("what is refused is refused with what does the same")
    func unsupported() {
        let all: [AccessError.Unsupported] = [.exec, .authProvider, .proxy, .impersonation, .password]
        let words = all.map { "\(AccessError.Reason.notSupported($0))" }
        #expect(words.allSatisfy { $0.contains(": ") && $0.contains("write") })
        #expect(Set(words).count == all.count)
    }
}
