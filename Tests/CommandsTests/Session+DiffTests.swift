import TestSupport
import Testing

@testable import Commands

@Suite struct DiffTests {
    /// A host with the policy as it is, and with another port.
    private func host() -> TestHost {
        let host = TestHost(Site.files)
        host.files["new.yaml"] = Site.policy.split(separator: "5432").joined(separator: "8000")
        return host
    }

    @Test("what one state of manifests has and another has not is the text that was reviewed")
    func manifests() throws {
        let host = host()
        let base = "diff --from pods.yaml --from policy.yaml --to pods.yaml --to"
        let run = host.run("\(base) new.yaml")
        #expect(run.code == .no)
        try Golden.expect(run.output, "diff.txt")
        try Golden.expect(host.run("\(base) new.yaml --summary").output, "diff-summary.txt")
        try Golden.expect(host.run("\(base) new.yaml --summary -o json").output, "diff-summary.json")
        #expect(host.run("\(base) policy.yaml") == Run(code: .yes, output: "", words: ""))
        #expect(
            host.run("\(base) policy.yaml --summary") == Run(code: .yes, output: "Nothing changes.\n", words: ""))
    }

    @Test("a summary against the kernel says who becomes isolated and what closes, from the rules that are there")
    func kernel() throws {
        let host = host()
        let line = "diff -f pods.yaml -f policy.yaml --node n2 --summary"
        try Golden.expect(host.run(line).output, "diff-kernel.txt")
        #expect(host.run("apply -f pods.yaml -f policy.yaml --node n2").code == .yes)
        #expect(host.run(line) == Run(code: .yes, output: "Nothing changes.\n", words: ""))
        let changed = host.run("diff -f pods.yaml -f new.yaml --node n2 --summary")
        #expect(changed.code == .no)
        #expect(
            changed.output == """
                Opens:
                  shop/web[Pod] => shop/db[Pod] : TCP 8000 (was TCP 5432)
                Closes:
                  shop/web[Pod] => shop/db[Pod] : TCP 5432 (now TCP 8000)

                """)
        let open = host.run("diff -f pods.yaml --node n2 --summary -o json")
        #expect(open.output.hasPrefix(#"{"isolated":[],"notIsolated":["shop/db[Pod] (ingress)"],"connections":["#))
    }

    @Test("what is compared is either two states of manifests, or one with the kernel")
    func mistakes() {
        let host = host()
        #expect(host.run("diff --from pods.yaml").words.hasPrefix("martlet: --from and --to belong together"))
        #expect(
            host.run("diff --from pods.yaml --to new.yaml -f pods.yaml").words.hasPrefix(
                "martlet: -f and --from exclude each other"))
        #expect(host.run("diff").words.hasPrefix("martlet: what to read is missing"))
    }
}
