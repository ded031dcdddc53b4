import TestSupport
import Testing

@testable import Commands

@Suite struct LintTests {
    @Test("findings are told with file and line, and the exit code says whether any is more than a note")
    func findings() throws {
        let host = TestHost(Site.files)
        let notes = host.run("lint -f pods.yaml -f policy.yaml")
        #expect(notes.code == .yes)
        #expect(
            notes.output.split(separator: "\n").allSatisfy { $0.hasPrefix("policy.yaml:") && $0.contains(": note: ") })
        host.files["policy.yaml"] = Site.policy.split(separator: "app: web").joined(separator: "app: wbe")
        let run = host.run("lint -f pods.yaml -f policy.yaml")
        #expect(run.code == .no)
        try Golden.expect(run.output + run.words, "lint.txt")
        #expect(host.run("lint -f pods.yaml -f policy.yaml -o json").output.contains(#""file":"policy.yaml","line":"#))
    }

    @Test("with a node only policies of its pods are looked at")
    func node() {
        let host = TestHost(Site.files)
        let base = "lint -f pods.yaml -f policy.yaml"
        #expect(host.run("\(base) --node n2") == host.run(base))
        #expect(host.run("\(base) --node n1") == Run(code: .yes, output: "", words: "nothing found\n"))
    }

    @Test("what cannot be read is told, and the rest is looked at")
    func partial() {
        let run = TestHost(Site.files).run("lint -f pods.yaml -f broken.yaml -f policy.yaml")
        #expect(run.code == .partial && run.words.contains("broken.yaml:5: error: "))
    }

    @Test("a policy that an API server would refuse is a finding, told once")
    func refused() {
        let host = TestHost(Site.files)
        host.files["policy.yaml"] = Site.policy.split(separator: "5432").joined(separator: "70000")
        let run = host.run("lint -f pods.yaml -f policy.yaml")
        #expect(run.code == .no && run.words == "1 error, 0 warnings, 2 notes\n")
        #expect(run.output.contains("policy.yaml:8: error: NetworkPolicy shop/db: spec.ingress[0].ports[0].port: "))
    }
}
