import Addresses
import ClusterSupport
import Nftables
import PolicyCompiler
import TestSupport
import Testing

@testable import Service

@Suite struct RuleChoicesTests {
    @Test("what an agent gives as its configuration is read back as it was chosen")
    func choices() throws {
        var values = SettingValues()
        for (setting, texts) in [
            (Setting.nodeName, ["n1"]), (.ownNode, ["allow"]), (.nodeLocalDNS, ["169.254.20.10"]), (.deny, ["reject"]),
            (.unknownPods, ["deny"]), (.podCIDRs, ["10.0.0.0/24"]), (.logDenied, ["7"]), (.cutMark, ["0x1"]),
        ] { values.add(setting, texts, from: .flag) }
        let choices = try RuleChoices(configuration: Array(values.fileText.utf8))
        #expect(!choices.policesOwnNode && choices.nodeLocalDNS == [address("169.254.20.10")])
        #expect(choices.compiler.denial == .reject && choices.compiler.cutMark == 1 && choices.unknownPods == .deny)
        #expect(choices.compiler.log?.limit == .init(7, per: .second))
        #expect(choices.podRanges?.cidrs == [cidr("10.0.0.0/24")])
        #expect(choices.node == "n1" && choices.remark == nil)
    }

    @Test("an agent that lets pass what policies deny is said to", arguments: ["audit", "off"])
    func modes(mode: String) throws {
        var values = SettingValues()
        values.add(.enforcement, [mode], from: .flag)
        let choices = try RuleChoices(configuration: Array(values.naming("n1").fileText.utf8))
        #expect(choices.remark?.contains("passes") == true)
        #expect((choices.compiler.denial == .pass) == (mode == "audit"))
    }

    @Test("nobody's choices are what is usual, and what cannot be read is an error", arguments: ["", "kind: X", "["])
    func wrong(text: String) {
        #expect(RuleChoices().node == nil && RuleChoices().policesOwnNode && RuleChoices().nodeLocalDNS.isEmpty)
        #expect(throws: ConfigurationError.self) { try RuleChoices(configuration: Array(text.utf8)) }
    }
}
