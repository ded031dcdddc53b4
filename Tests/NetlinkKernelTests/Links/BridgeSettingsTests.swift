import Addresses
import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// What settings and modules, as files, say of bridges.
struct BridgeSettingsTests {
    /// What is read where these files are there, with what is in them.
    private func rules(_ files: [String: String]) throws -> [IPFamily: ForwardingFacts.BridgeRules] {
        let folder = try Command.output(of: ["mktemp", "-d"]).split(separator: "\n").joined()
        defer { _ = try? Command.output(of: ["rm", "-rf", folder]) }
        for (file, text) in files {
            try Command.output(
                of: ["sh", "-c", "mkdir -p $(dirname \(folder)/\(file)); cat > \(folder)/\(file)"], input: text)
        }
        return BridgeSettings(settings: folder + "/net", modules: folder + "/module").rules
    }

    @Test(
        arguments: [
            (
                ["net/bridge/bridge-nf-call-iptables": "1\n", "net/bridge/bridge-nf-call-ip6tables": "0\n"],
                [.ipv4: .always, .ipv6: .perBridge]
            ),
            (["net/core/x": ""], [.ipv4: .never, .ipv6: .never]),
            (["module/br_netfilter/x": ""], [.ipv4: .hidden, .ipv6: .hidden]), ([:], [:]),
            (["net/bridge/bridge-nf-call-iptables": ""], [:]),
        ] as [([String: String], [IPFamily: ForwardingFacts.BridgeRules])])
    func `what is not there is told apart from what is hidden`(
        _ files: [String: String], _ expected: [IPFamily: ForwardingFacts.BridgeRules]
    ) throws {
        #expect(try rules(files) == expected)
    }
}
