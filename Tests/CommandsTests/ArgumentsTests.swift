import Testing

@testable import Commands

@Suite struct ArgumentsTests {
    private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

    @Test(
        "an option may be written in every usual way",
        arguments: [
            "dump --node n1 -o json -f a -f b x", "dump --node=n1 -ojson -fa -fb x",
            "dump -node n1 -o=json -f=a -f b x",
            "dump x --filename a --filename=b --output json --node n1", "dump -fa --node n1 -ojson -fb -- x",
        ])
    func spellings(_ line: String) throws {
        let arguments = try Arguments(words(line))
        #expect(arguments.verb == .dump)
        #expect(arguments.value(.node) == "n1")
        #expect(arguments.value(.output) == "json")
        #expect(arguments.all(.filename) == ["a", "b"])
        #expect(arguments.operands == ["x"])
        #expect(!arguments.has(.quiet))
    }

    @Test("a dash alone is a file, and what follows two dashes is no option")
    func dashes() throws {
        let arguments = try Arguments(words("explain -f - -4 -- -f x"))
        #expect(arguments.all(.filename) == ["-"])
        #expect(arguments.has(.ipv4))
        #expect(arguments.operands == ["-f", "x"])
    }

    @Test("help and version are commands, and options of their own")
    func specials() throws {
        #expect(try Arguments(["--help"]).verb == .help)
        #expect(try Arguments(["-h"]).verb == .help)
        #expect(try Arguments(["--version"]).verb == .version)
        #expect(try Arguments(words("dump --help")).has(.help))
    }

    @Test(
        "what is not understood is told with what would be right",
        arguments: [
            ("", "a command is missing: martlet help lists them"),
            ("dmup", "there is no command dmup: did you mean dump? martlet help lists them"),
            ("xyzzyxyzzy", "there is no command xyzzyxyzzy: martlet help lists them"),
            ("dump --nod n1", "dump has no option --nod: did you mean --node?"),
            ("dump --wholly-other", "dump has no option --wholly-other"),
            ("dump -z", "dump has no option -z"),
            ("dump --node", "--node needs a value: --node NAME"),
            ("dump -o yaml", "--output yaml: write text, json instead"),
            ("dump --quiet=yes", "--quiet takes no value: write it alone"),
            ("dump --node a --node b", "--node stands twice, with a and b: write it once"),
        ])
    func mistakes(_ line: String, _ reason: String) {
        #expect(throws: UsageError(reason)) { try Arguments(words(line)) }
    }
}
