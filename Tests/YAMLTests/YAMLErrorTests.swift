import Testing
import YAML

@Suite struct YAMLErrorTests {
    @Test("an error holds line, column and reason apart, and says them together")
    func parts() throws {
        let document = try only("a: 1\nb:\n  é: *x\n")
        guard case .failure(let error) = document.content else { Issue.record("no error"); return }
        #expect((error.line, error.column, error.reason) == (3, 6, .unknownAlias("x")))
        #expect(error.description == "line 3, column 6: *x stands for nothing: write &x further up")
    }

    @Test("a name in a message is one line, short, and nothing that a terminal acts on")
    func names() {
        let long = String(repeating: "n", count: 1_000)
        #expect(read("\(long): 1\n\(long): 2\n")[0].utf8.count < 150)
        let hidden = "\"a\\e[31m\\n\": 1\n"
        #expect(read(hidden + hidden)[0].utf8.allSatisfy { 0x20..<0x7f ~= $0 })
    }
}
