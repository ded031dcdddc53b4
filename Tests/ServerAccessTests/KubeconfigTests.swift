import Testing

@testable import ServerAccess

@Suite struct KubeconfigTests {
    private static let first = """
        current-context: ""
        clusters: [{name: c, cluster: {server: "https://first"}}]
        contexts: [{name: x, context: {cluster: c, user: u, namespace: web}}]
        users: [{name: u, user: {token: one}}]
        """
    private static let second = """
        current-context: x
        clusters: [{name: c, cluster: {server: "https://second"}}, {name: d, cluster: {server: "https://d"}}]
        contexts: [{name: x, context: {cluster: d}}, {name: other, context: {cluster: d}}]
        users: [{name: u, user: {token: two, tokenFile: /t}}, {name: v, user: {}}]
        """

    private func choose(_ texts: [String], _ option: String? = nil) throws(AccessError) -> Kubeconfig.Choice {
        var files: [KubeconfigFile] = []
        for (index, text) in texts.enumerated() {
            files.append(try KubeconfigFile(Array(text.utf8), path: "/\(index)"))
        }
        return try Kubeconfig(files).choose(option)
    }

    @Test("the first entry of a name counts, whole, and the first current-context that says something")
    func merged() throws {
        let choice = try choose([Self.first, Self.second])
        #expect((choice.context, choice.namespace) == ("x", "web"))
        #expect(try choice.cluster["server"].string() == "https://first")
        #expect(try choice.user?["token"].string() == "one")
        #expect(try choice.user?["tokenFile"].string() == nil)
        let other = try choose([Self.first, Self.second], "other")
        #expect(try other.cluster["server"].string() == "https://d")
        #expect(other.user == nil)
        #expect(other.namespace == nil)
        #expect(try choose([Self.second, Self.first]).cluster["server"].string() == "https://d")
    }

    @Test(
        "what a context names has to be there",
        arguments: [
            ("", nil, "/0: current-context: names no context: write --context NAME; there are none"),
            (
                "contexts: [{name: b}, {name: a}]\n", nil,
                "/0:1: current-context: names no context: write --context NAME; there are \"a\", \"b\""
            ),
            (
                "contexts: [{name: a}]\ncurrent-context: b\n", nil,
                "/0:2: current-context: there is no context \"b\": there are \"a\""
            ),
            ("contexts: [{name: a}]\n", "b", "--context: there is no context \"b\": there are \"a\""),
            (
                "contexts: [{name: a}]\n", "a",
                "/0:1: contexts[0].context.cluster: names no cluster: write the name of one"
            ),
            ("contexts: [{name: a, context: b}]\n", "a", "/0:1: contexts[0].context: is a string: write an object"),
            (
                "contexts:\n- name: a\n  context:\n    cluster: c\n", "a",
                "/0:4: contexts[0].context.cluster: \"c\" is not among the clusters: add it there, or mend the name"
            ),
            (
                "contexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c}]\n", "a",
                "/0:1: contexts[0].context.user: \"u\" is not among the users: add it there, or mend the name"
            ),
            (
                "contexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c}]\n"
                    + "users: [{name: u, user: no}]\n",
                "a", "/0:3: users[0].user: is true or false: write an object"
            ),
        ] as [(String, String?, String)])
    func missing(text: String, option: String?, wanted: String) {
        #expect(failure { () throws(AccessError) in try choose([text], option) } == wanted)
    }
}
