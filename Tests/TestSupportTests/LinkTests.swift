import Testing

@testable import TestSupport

@Suite(.requiresKernel) struct LinkTests {
    @Test("brings a link up")
    func bringsUp() throws {
        let namespace = try NetworkNamespace()
        try namespace.command(["ip", "link", "add", "one", "type", "veth", "peer", "name", "two"])
        try namespace.run { try Link.bringUp("one") }
        #expect(try namespace.command(["ip", "-br", "link", "show", "up"]).contains("one"))
        #expect(try !namespace.command(["ip", "-br", "link", "show", "up"]).contains("two@one "))
    }

    @Test("says which link there is not", arguments: ["none", "a-name-that-is-too-long"])
    func refuses(name: String) throws {
        let namespace = try NetworkNamespace()
        do {
            try namespace.run { try Link.bringUp(name) }
            Issue.record("\(name) was brought up")
        } catch {
            #expect("\(error)".contains(name))
        }
    }
}
