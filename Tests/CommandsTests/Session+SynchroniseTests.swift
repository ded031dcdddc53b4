import Nftables
import TestSupport
import Testing

@testable import Commands

/// `apply` and `cleanup` beside a running agent.
@Suite struct SynchroniseTests {
    private static let synced =
        #"{"changed":false,"dryRun":false,"phases":[],"node":"n1","enforcement":"enforce","paused":false}"#
    private static let mended =
        #"{"changed":true,"dryRun":false,"phases":[{"phase":"build","changes":["add chain a","add set b"]}],"#
        + #""node":"n1","enforcement":"enforce","paused":false}"#

    @Test("apply without a source asks the agent, and says what it changed, or that nothing differs")
    func agent() {
        let host = TestHost()
        host.agent["/sync"] = Self.synced
        #expect(
            host.run("apply")
                == Run(
                    code: .yes, output: "",
                    words: "already in sync: table inet martlet holds what the agent wants for node n1\n"))
        host.agent["/sync"] = Self.mended
        let run = host.run("apply")
        #expect(run.code == .yes && run.output == "build: add chain a\nbuild: add set b\n")
        #expect(run.words == "done: table inet martlet holds what the agent wants for node n1\n")
        #expect(host.run("apply -o json").output == Self.mended + "\n" && host.run("apply -o json").words.isEmpty)
        #expect(host.questions.last == AgentQuestion("/sync", at: "/run/martlet/martlet.sock", isOrder: true))
        #expect(host.kernel.callCounts.observe == 0)
    }

    @Test("a dry run has it say what it would do")
    func dryRun() {
        let host = TestHost()
        host.agent["/sync"] = Self.mended
        let run = host.run("apply --dry-run --run-dir /r")
        #expect(run.words == "the agent would do this; nothing was changed by this command\n")
        #expect(run.output.hasPrefix("build: add chain a\n"))
        #expect(
            host.questions == [AgentQuestion("/sync", at: "/r/martlet.sock", .init("dry-run"), isOrder: true)])
    }

    @Test("a node that is open says so, whatever its table holds")
    func open() {
        let host = TestHost()
        host.agent["/sync"] = #"{"phases":[],"node":"n1","enforcement":"audit","paused":true}"#
        let words = host.run("apply").words
        #expect(words.contains("note: this node is paused") && words.contains("note: enforcement is audit"))
    }

    @Test("an agent that cannot is an error with its words, and no other source is asked")
    func failing() {
        let host = TestHost(Site.files)
        host.agentError = .noAnswer(reason: "the kernel does not hold what it should: 3 tries: no")
        #expect(
            host.run("apply")
                == Run(
                    code: .failure, output: "",
                    words: "martlet: the kernel does not hold what it should: 3 tries: no\n"))
        #expect(host.asked == nil)
    }

    @Test(
        "with a source or a choice of its own apply is refused beside an agent, as cleanup is: each says what to do",
        arguments: [
            ("apply -f pods.yaml --node n1", "Without -f, --kubeconfig and other choices martlet apply asks it"),
            ("apply --node n1", "martlet diff shows what differs"),
            ("apply --all-nodes --deny reject", "systemctl stop martlet"),
            ("cleanup", "End it first (systemctl stop martlet, or delete its DaemonSet), then clean up"),
        ])
    func masters(line: String, words: String) {
        let host = TestHost(Site.files)
        host.agent = ["/objects": Site.podsJSON, "/status": #"{"pid":4711,"node":"n1"}"#]
        host.otherWriter = 4711
        let run = host.run(line)
        #expect(run.code == .failure && run.output.isEmpty)
        #expect(run.words.contains("nothing was done: the agent on this host (pid 4711) keeps table inet martlet, and"))
        #expect(run.words.contains(words), "\(run.words)")
        #expect(host.kernel.callCounts.apply == 0)
    }

    @Test("beside another writer that is no agent that answers, the process is named as before")
    func otherWriter() {
        let host = TestHost(Site.files)
        host.otherWriter = 4711
        for line in ["apply -f pods.yaml --node n1", "cleanup"] {
            #expect(host.run(line).words.contains("is held by another martlet (pid 4711): stop it first"), "\(line)")
        }
        host.otherWriter = nil
        host.kernelError = .ownedByAnother(table: "martlet", port: 4711)
        for line in ["apply -f pods.yaml --node n1 --dry-run", "cleanup --dry-run"] {
            #expect(host.run(line).words.contains("belongs to another process"), "\(line)")
            host.agent["/status"] = #"{"pid":4711}"#
            #expect(host.run(line).words.contains("the agent on this host (pid 4711)"), "\(line)")
            host.agent = [:]
        }
    }
}
