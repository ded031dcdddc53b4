import Nftables
import TestSupport
import Testing

@testable import Commands

@Suite struct VerifyTests {
    private let line = "-f pods.yaml -f policy.yaml --node n2"

    /// A host whose table was applied, and then changed by somebody.
    private func drifted() -> TestHost {
        let host = TestHost(Site.files)
        _ = host.run("apply \(line)")
        host.kernel.changeByOthers { ruleset in
            ruleset?.chains["pod/shop/db/ingress"]?.rules.removeLast()
            ruleset?.chains["mine"] = Chain([Rule(.verdict(.accept))])
            ruleset?.chains["ingress"]?.rules.insert(Rule(.verdict(.accept)), at: 1)
            ruleset?.counters = []
        }
        return host
    }

    @Test("drift is listed object by object, and the exit code says so")
    func drift() {
        let run = drifted().run("verify \(line)")
        #expect(run.code == .no && run.words.isEmpty)
        #expect(
            run.output == """
                drift: 4 objects of table inet martlet
                  missing: counter denied/shop/db/ingress
                  changed: chain ingress, 1 rule unexpected
                  unexpected: chain mine
                  changed: chain pod/shop/db/ingress, 1 rule missing

                """)
    }

    @Test("diff shows each line of the drift, and apply repairs it")
    func diff() {
        let host = drifted()
        let run = host.run("diff \(line)")
        #expect(run.code == .no)
        #expect(
            run.output == """
                + counter denied/shop/db/ingress
                ~ chain ingress
                -     accept
                - chain mine
                -     accept
                ~ chain pod/shop/db/ingress
                +     drop comment "isolated by shop/db"

                """)
        #expect(host.run("apply \(line)").code == .yes)
        #expect(host.run("verify \(line)").code == .yes)
        #expect(host.run("diff \(line)") == Run(code: .yes, output: "", words: ""))
    }

    @Test("as JSON both say the same")
    func json() {
        let host = drifted()
        let objects =
            #"[{"kind":"counter","name":"denied/shop/db/ingress","difference":"added"},"#
            + #"{"kind":"chain","name":"ingress","difference":"changed","removed":["accept"]},"#
            + #"{"kind":"chain","name":"mine","difference":"removed","removed":["accept"]},"#
            + #"{"kind":"chain","name":"pod/shop/db/ingress","difference":"changed","#
            + #""added":["drop comment \"isolated by shop/db\""]}]"#
        #expect(host.run("verify \(line) -o json").output == #"{"inSync":false,"drift":\#(objects)}"# + "\n")
        #expect(host.run("diff \(line) -o json").output == #"{"different":true,"objects":\#(objects)}"# + "\n")
    }

    @Test("without a table all is missing")
    func none() {
        let run = TestHost(Site.files).run("verify \(line)")
        #expect(run.code == .no && run.output.contains("  missing: table inet martlet\n"))
    }

    @Test("a diff is coloured on a terminal, and nowhere else")
    func colours() {
        let host = drifted()
        let plain = host.run("diff \(line)").output
        host.isTerminal = true
        let coloured = host.run("diff \(line)").output
        #expect(coloured.hasPrefix("\u{1B}[32m+ counter denied/shop/db/ingress\u{1B}[0m\n"))
        host.environment["NO_COLOR"] = "1"
        #expect(host.run("diff \(line)").output == plain)
        host.environment = ["TERM": "dumb"]
        #expect(host.run("diff \(line)").output == plain)
    }
}
