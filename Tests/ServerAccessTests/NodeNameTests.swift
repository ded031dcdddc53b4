import Testing

@testable import ServerAccess

@Suite struct NodeNameTests {
    @Test("the option goes before NODE_NAME, that before the host's name in lower case")
    func order() throws {
        let host = MemoryHost()
        let variable = host.with(variable: "NODE_NAME", "by-variable")
        let option = try NodeName(" by-option\n", of: "--node-name", on: variable)
        #expect((option.name, option.origin) == ("by-option", "--node-name"))
        let said = try NodeName("", on: variable)
        #expect((said.name, said.origin) == ("by-variable", "NODE_NAME"))
        let own = try NodeName(nil, on: host.with(variable: "NODE_NAME", ""))
        #expect((own.name, own.origin) == ("node-a.example.com", "the name of this host"))
    }

    @Test(
        "what is no name of a node is refused, and who said it",
        arguments: [
            (" ", "--hostname-override: is empty: write the name of the Node object"),
            (
                String(repeating: "a", count: 254),
                "--hostname-override: is longer than 253 characters, which no Node's name is"
            ),
            ("Node-A", "--hostname-override: names of Nodes are in lower case: write node-a"),
        ]
            + ["a_b", "-a", "a-", "a..b", ".a", "a b", "é", "É"].map {
                (
                    $0,
                    "--hostname-override: \"\($0)\" is no DNS name, as names of Nodes are: write the name that "
                        + "`kubectl get nodes` prints"
                )
            })
    func refused(name: String, wanted: String) {
        #expect(failure { () throws(AccessError) in try NodeName(name, on: MemoryHost()) } == wanted)
    }

    @Test("a host's name that no node can have is named as such")
    func ownName() {
        var host = MemoryHost()
        host.name = "my_host"
        #expect(
            failure { () throws(AccessError) in try NodeName(nil, on: host) }
                == "the name of this host: \"my_host\" is no DNS name, as names of Nodes are: write the name that "
                + "`kubectl get nodes` prints")
    }

    @Test(
        "names to the bounds of a DNS name are taken",
        arguments: ["a", "0", "a.b-c.9", String(repeating: "a", count: 253)])
    func bounds(name: String) throws {
        #expect(try NodeName(name, on: MemoryHost()).name == name)
    }
}
