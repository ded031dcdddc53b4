import Testing

@testable import ServerAccess

@Suite struct KubeconfigFileTests {
    private func read(_ text: String) throws(AccessError) -> KubeconfigFile {
        try KubeconfigFile(Array(text.utf8), path: "/c")
    }

    @Test("YAML and JSON say the same, and what is not known is passed over")
    func reads() throws {
        let yaml = """
            apiVersion: v1
            kind: Config
            preferences: {colors: true}
            extensions: [{name: x, extension: {a: 1}}]
            unknown: [1, 2.5, null]
            current-context: a
            contexts:
            - {name: a, context: {cluster: b, extensions: []}, more: 1}
            clusters: null
            users: []
            """
        let json = #"{"current-context": "a", "contexts": [{"name": "a", "context": {}}]}"#
        for text in [yaml, json] {
            let file = try read(text)
            #expect(try file.currentContext.string() == "a")
            #expect(file.contexts.map(\.name) == ["a"])
            #expect(file.clusters.isEmpty && file.users.isEmpty)
        }
        #expect(try read("# nothing\n").contexts.isEmpty)
    }

    @Test(
        "what cannot be read is an error with its line",
        arguments: [
            ("[]", "/c:1:1: is a list: write an object"),
            ("text", "/c:1:1: is a string: write an object"),
            ("a: 1\n---\nb: 2\n", "/c:3:1: a second document begins here: a kubeconfig is one"),
            ("a: [b\n", "/c:2:1: a comma or ] belongs here, in what begins in line 1"),
            ("{\"a\": 1 \"b\": 2}", "/c:1:9: a comma or } belongs here, behind a member of an object"),
            ("kind: Pod\n", "/c:1: kind: is not that of a kubeconfig: write Config, or name another file"),
            ("\napiVersion: v2\n", "/c:2: apiVersion: is not that of a kubeconfig: write v1, or name another file"),
            ("kind: [Config]\n", "/c:1: kind: is a list: write a string, in quotes where it looks like something else"),
            ("users: {a: {}}\n", "/c:1: users: is an object: write a list"),
            ("users:\n- a\n", "/c:2: users[0]: is a string: write an object"),
            ("users:\n- {name: a}\n- user: {}\n", "/c:3: users[1].name: has no name: write one"),
            ("users:\n- null\n", "/c:2: users[0].name: has no name: write one"),
            (
                "users:\n- name: 1\n",
                "/c:2: users[0].name: is a number: write a string, in quotes where it looks like something else"
            ),
            (
                "clusters:\n- name: a\n- name: b\n- name: a\n",
                "/c:4: clusters[2].name: \"a\" stands further up already: remove or rename one of the two"
            ),
        ])
    func errors(text: String, wanted: String) {
        #expect(failure { () throws(AccessError) in try read(text) } == wanted)
    }

    @Test(
        "what is wrong with the YAML is said without a word of it, since it may be a password's",
        arguments: [
            (
                "password: *s3cret\n",
                "/c:1:11: * stands for something that was named with &, and this was not: quote a text with * before it"
            ),
            ("password: !!int s3cret\n", "/c:1:11: this value is not what its tag says: quote a text with ! before it"),
            ("a: {s3cret, s3cret}\n", "/c:1:13: this name stands in line 1 already: remove one of the two"),
            (
                "a: &s3cret [*s3cret]\n",
                "/c:1:13: this * stands inside of what it stands for: quote a text with * before it"
            ),
        ])
    func silent(text: String, wanted: String) {
        #expect(failure { () throws(AccessError) in try read(text) } == wanted)
    }
}
