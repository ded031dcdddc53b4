import TestSupport
import Testing

@testable import Commands

@Suite struct CompletionTests {
    @Test("the script for each shell is the text that was reviewed", arguments: Completion.allCases)
    func script(_ shell: Completion) throws {
        let run = TestHost().run("completion \(shell.rawValue)")
        #expect(run.code == .yes)
        try Golden.expect(run.output, "completion-\(shell.rawValue).txt")
    }

    @Test("bash completes commands, options and values")
    func bash() throws {
        #expect(try completed("martlet", "du") == ["dump"])
        #expect(try completed("martlet", "dump", "--no") == ["--node", "--node-local-dns"])
        #expect(try completed("martlet", "dump", "--own-node", "") == ["police", "allow"])
        #expect(try completed("martlet", "completion", "f") == ["fish"])
    }

    @Test("a shell that is not known is told with those that are")
    func unknown() {
        let run = TestHost().run("completion tcsh")
        #expect(run.code == .failure)
        #expect(run.words.hasPrefix("martlet: name one shell: bash, zsh, fish\n"))
    }

    /// What a real bash offers for the last of these words.
    private func completed(_ words: String...) throws -> [String] {
        let list = words.map { "'\($0)'" }.joined(separator: " ")
        let lines = "COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1); _martlet; printf '%s\\n' \"${COMPREPLY[@]}\""
        let output = try Command.output(of: ["bash", "--norc"], input: Completion.bash.script + lines)
        return output.split(separator: "\n").map(String.init)
    }
}
