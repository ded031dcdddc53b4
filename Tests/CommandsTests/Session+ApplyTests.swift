import Nftables
import TestSupport
import Testing

@testable import Commands

@Suite struct ApplyTests {
    private let line = "-f pods.yaml -f policy.yaml --node n2"

    @Test("apply makes what dump prints, verify agrees, and a second apply has nothing to do")
    func applies() {
        let host = TestHost(Site.files)
        let run = host.run("apply \(line)")
        #expect(run.code == .yes)
        #expect(run.output.hasPrefix("build: create the table\n"))
        #expect(run.words == "done: table inet martlet holds what it should (5 chains, 25 rules, 6 sets, 4 maps)\n")
        #expect(host.kernel.ruleset?.text == host.run("dump \(line)").output)
        #expect(host.run("verify \(line)").code == .yes)
        let again = host.run("apply \(line)")
        #expect(again.output.isEmpty && again.code == .yes)
        #expect(again.words.hasPrefix("nothing to do: table inet martlet holds what it should"))
    }

    @Test("a dry run changes nothing and says what would be done")
    func dryRun() {
        let host = TestHost(Site.files)
        let run = host.run("apply \(line) --dry-run")
        #expect(run.code == .yes && run.output.hasPrefix("build: create the table\n"))
        #expect(run.words == "the kernel would take this; nothing was changed\n")
        #expect(host.kernel.ruleset == nil && host.kernel.callCounts.apply == 0)
    }

    @Test("where a document cannot be read nothing is applied, unless that is wanted")
    func gaps() {
        let host = TestHost(Site.files)
        let run = host.run("apply \(line) -f broken.yaml -q")
        #expect(run.code == .failure && host.kernel.ruleset == nil)
        #expect(run.words.contains("martlet: nothing was applied: 1 document could not be read, and a policy"))
        #expect(host.run("apply \(line) -f broken.yaml --partial").code == .partial)
        #expect(host.kernel.ruleset != nil)
    }

    @Test("the node is the one that was named, or NODE_NAME, or the host; one that nobody knows is refused")
    func node() {
        let host = TestHost(Site.files)
        #expect(host.run("apply -f pods.yaml").words.contains("node n1.example (by the name of this host)"))
        host.environment["NODE_NAME"] = "n7"
        #expect(host.run("apply -f pods.yaml").words.contains("node n7 (by NODE_NAME)"))
        #expect(host.run("apply -f pods.yaml --node n8").words.contains("node n8 (by --node)"))
        #expect(host.kernel.ruleset == nil)
        host.environment["NODE_NAME"] = "n2"
        #expect(host.run("apply -f pods.yaml -f policy.yaml").code == .yes)
        #expect(host.kernel.ruleset?.text == host.run("dump \(line)").output)
        host.environment = [:]
        host.name = "N2"
        #expect(host.run("verify -f pods.yaml -f policy.yaml").code == .yes)
        #expect(host.run("apply -f pods.yaml --all-nodes --node n2").code == .failure)
    }

    @Test("a kernel that was changed meanwhile is looked at again, five times at most")
    func stale() {
        let kernel = MemoryKernel(faults: (1...4).map { .init(.apply, number: $0, .stale) })
        #expect(TestHost(Site.files, kernel: kernel).run("apply \(line)").code == .yes)
        let busy = MemoryKernel(faults: (1...5).map { .init(.apply, number: $0, .stale) })
        let run = TestHost(Site.files, kernel: busy).run("apply \(line)")
        #expect(run.code == .failure && run.words.contains("were changed by somebody else meanwhile"))
    }

    @Test("what cannot be done is said in words: not permitted, another writer, a table of another kind")
    func refusals() {
        let host = TestHost(Site.files)
        host.otherWriter = 4711
        #expect(host.run("apply \(line)").words.contains("is held by another martlet (pid 4711): stop it first"))
        host.otherWriter = nil
        host.kernelError = .notPermitted
        for command in ["apply \(line)", "verify \(line)", "diff \(line)", "cleanup", "apply \(line) --dry-run"] {
            let run = host.run(command)
            #expect(run.code == .failure && run.words.contains("run as root, or give the process CAP_NET_ADMIN"))
        }
    }

    @Test("cleanup removes the table, once, and says so")
    func cleanup() {
        let host = TestHost(Site.files)
        _ = host.run("apply \(line)")
        #expect(host.run("cleanup --dry-run").words == "the kernel would take this; nothing was changed\n")
        #expect(host.kernel.ruleset != nil)
        let run = host.run("cleanup")
        #expect(run.code == .yes && run.output.hasSuffix("remove: delete the table\n"))
        #expect(run.words == "done: there is no table inet martlet\n")
        #expect(host.kernel.ruleset == nil)
        #expect(host.run("cleanup").words == "nothing to do: there is no table inet martlet\n")
    }

    @Test("as JSON the phases are told, and whether anything changed")
    func json() {
        let host = TestHost(Site.files)
        _ = host.run("apply \(line)")
        #expect(host.run("apply \(line) -o json").output == #"{"changed":false,"dryRun":false,"phases":[]}"# + "\n")
        #expect(host.run("cleanup -o json").output.hasPrefix(#"{"changed":true,"dryRun":false,"phases":[{"phase":"#))
    }
}
