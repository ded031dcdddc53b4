import TestSupport
import Testing

@testable import Commands

@Suite struct PageTests {
    @Test("the help of each command is the text that was reviewed", arguments: Verb.allCases)
    func helpText(_ verb: Verb) throws {
        let host = TestHost()
        let run = host.run("help \(verb.rawValue)")
        #expect(run.code == .yes && run.words.isEmpty)
        #expect(host.run("\(verb.rawValue) --help") == run)
        try Golden.expect(run.output, "help-\(verb.rawValue).txt")
    }

    @Test("the overview is the text that was reviewed")
    func overview() throws {
        let host = TestHost()
        try Golden.expect(host.run("help").output, "help.txt")
        #expect(host.run("--help") == host.run("help"))
    }

    @Test("every command has two examples, which its own parser takes", arguments: Verb.allCases)
    func examples(_ verb: Verb) throws {
        let page = Page(verb)
        #expect(page.examples.count >= 2)
        for example in page.examples {
            let commands = example.line.split(whereSeparator: { "|<>()".contains($0) })
            let line = try #require(commands.first { $0.contains("martlet ") }, "\(example.line)")
            let words = line.split(separator: " ").drop { $0 != "martlet" }.dropFirst().map(String.init)
            #expect(try Arguments(words).verb == verb, "\(example.line)")
        }
    }

    @Test("options of one command have different names and letters, and no line of help is wider than a page")
    func options() {
        for verb in Verb.allCases {
            let page = Page(verb)
            #expect(Set(page.options.map(\.name)).count == page.options.count)
            #expect(Set(page.options.compactMap(\.letter)).count == page.options.compactMap(\.letter).count)
            for line in page.helpText.split(separator: "\n") where !line.hasPrefix("  ") {
                #expect(line.count <= 100, "\(line)")
            }
        }
    }

    @Test("help for a command that is not there says which there are")
    func unknown() {
        let run = TestHost().run("help dmup")
        #expect(run.code == .failure && run.output.isEmpty)
        #expect(
            run.words == "martlet: there is no command dmup: try dump\nmartlet help help shows what can be written\n")
    }
}
