import CTestSystem
import Glibc
import Testing

@testable import TestSupport

@Suite struct CommandTests {
    @Test("hands over input, output and errors whole, also when they are larger than a pipe")
    func passesData() throws {
        let input = [UInt8](repeating: 0x61, count: 1_000_000)
        let copied = try Command.run(["sh", "-c", "tee /dev/stderr"], input: input)
        #expect(copied.end == .exited(0))
        #expect(copied.outputBytes == input)
        #expect(copied.errorBytes == input)
    }

    @Test("lets input be opened by its name, as nft does")
    func inputHasName() throws {
        #expect(try Command.output(of: ["cat", "/dev/stdin"], input: "words") == "words")
    }

    @Test("tells an exit code from a signal")
    func ends() throws {
        #expect(try Command.run(["sh", "-c", "exit 7"]).end == .exited(7))
        #expect(try Command.run(["sh", "-c", "kill -TERM $$"]).end == .killed(signal: SIGTERM))
        #expect(try !Command.run(["false"]).succeeded)
    }

    @Test("kills what takes too long and leaves no child behind")
    func timesOut() throws {
        let started = ContinuousClock.now
        let result = try Command.run(["sh", "-c", "echo $$; exec sleep 60"], timeoutSeconds: 0.2)
        #expect(result.end == .timedOut)
        #expect(started.duration(to: .now) < .seconds(30))
        let identifier = try #require(pid_t(result.output.dropLast()))
        #expect(kill(identifier, 0) == -1 && errno == ESRCH)
    }

    @Test("does not wait for a grandchild that keeps the output open")
    func ignoresGrandchildren() throws {
        let result = try Command.run(["sh", "-c", "sleep 3 & echo $!"], timeoutSeconds: 60)
        #expect(result.end == .exited(0))
        let grandchild = try #require(pid_t(result.output.dropLast()))
        // Still there: so it was not waited for.
        #expect(kill(grandchild, SIGKILL) == 0)
    }

    @Test("starts children with signals as a shell would, whatever our thread blocks")
    func signalsAreDefault() throws {
        var blocked = sigset_t()
        var before = sigset_t()
        sigemptyset(&blocked)
        sigaddset(&blocked, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &blocked, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        #expect(try Command.run(["sh", "-c", "kill -TERM $$"]).end == .killed(signal: SIGTERM))
    }

    @Test("gives children no descriptor but the three")
    func descriptorsAreClosed() throws {
        let listed = try Command.output(of: ["sh", "-c", "exec ls /proc/self/fd"])
        // The fourth is the directory that ls itself opened.
        #expect(listed == "0\n1\n2\n3\n")
    }

    @Test("says which program is missing, and what a failed one wrote")
    func failures() {
        #expect {
            try Command.run(["martlet-no-such-program", "x"])
        } throws: {
            "\($0)".contains("martlet-no-such-program x: start") && "\($0)".contains("errno 2")
        }
        #expect {
            try Command.output(of: ["sh", "-c", "echo out; echo bad >&2; exit 3"])
        } throws: {
            "\($0)".contains("exited(3)") && "\($0)".contains("bad") && "\($0)".contains("out")
        }
    }
}
