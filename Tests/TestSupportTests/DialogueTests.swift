import Glibc
import Testing

@testable import TestSupport

@Suite struct DialogueTests {
    @Test("carries lines both ways, also such as no pipe holds")
    func carriesLines() throws {
        let dialogue = try Dialogue(["cat"])
        for line in ["first", "", String(repeating: "long ", count: 400_000)] {
            #expect(try dialogue.ask(line, seconds: 30) == line)
        }
        #expect(dialogue.end() == .exited(0))
    }

    @Test("ends a child whose owner lets go of it")
    func endsWithOwner() throws {
        let identifier = try Dialogue(["cat"]).identifier
        #expect(kill(identifier, 0) == -1 && errno == ESRCH)
    }

    @Test("kills a child that does not end by itself")
    func killsTheStubborn() throws {
        let dialogue = try Dialogue(["sh", "-c", "exec sleep 60"])
        #expect(dialogue.end(seconds: 0.2) == .timedOut)
        #expect(kill(dialogue.identifier, 0) == -1 && errno == ESRCH)
    }

    @Test("says that an answer does not come, or that nobody is there to give one")
    func saysWhatFails() throws {
        let silent = try Dialogue(["cat"])
        #expect { try silent.greeting(seconds: 0.05) } throws: { ($0 as? SystemError)?.code == ETIMEDOUT }
        let gone = try Dialogue(["sh", "-c", "echo why >&2"])
        #expect { try gone.greeting(seconds: 30) } throws: { ($0 as? SystemError)?.code == EPIPE }
        #expect(gone.errorText == "why\n")
        #expect(throws: SystemError.self) {
            for _ in 0..<100 { try gone.send(String(repeating: "x", count: 10_000), by: Deadline(seconds: 30)) }
        }
    }
}
