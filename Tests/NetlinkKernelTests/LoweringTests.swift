import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// The expressions of rules, against those that `nft` makes of their text.
@Suite(.requiresKernel)
struct LoweringTests {
    /// What `nft` would send for each rule of a text, in its own words, and the same of our messages.
    private func compare(_ rulesets: [Ruleset]) throws {
        try Lab.run { lab in
            // One nft for all of them; each ruleset in a table of its own.
            let named = rulesets.enumerated().map { index, ruleset in (table: "t\(index)", ruleset: ruleset) }
            let text = named.map { $0.ruleset.text.replacingFirst("inet martlet", "inet \($0.table)") }.joined()
            let said = try lab.namespace.command(["nft", "--debug=netlink", "-c", "-f", "-"], input: text)
            let theirs = Self.rules(in: said)
            let ours = named.flatMap { Self.rules(of: $0.ruleset) }
            #expect(ours.count == theirs.count)
            let samples = rulesets.flatMap { RuleSamples.rules(of: $0) }
            for (index, (our, their)) in zip(ours, theirs).enumerated() {
                #expect(our == their, "\(samples[index].text)")
            }
        }
    }

    /// The lists of expressions in what `nft --debug=netlink` prints: each behind a line with the name of its chain.
    private static func rules(in text: String) -> [[String]] {
        var rules: [[String]] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            // Turns one byte around, as nft before 1.1 does, and Linux 7.2 refuses.
            if line.hasPrefix("  [ byteorder"), line.hasSuffix(", 2, 1) ]") { continue }
            if line.hasPrefix("  [") {
                rules[rules.count - 1].append(rejections[String(line)] ?? String(line))
            } else if line.hasPrefix("inet t"), line.split(separator: " ").count == 3 {
                rules.append([])
            }
        }
        return rules
    }

    /// `nft` reads `reject` behind a check of the family as that family's own, and lists ours, of either, just so.
    private static let rejections = [
        "  [ reject type 0 code 3 ]": "  [ reject type 2 code 1 ]",
        "  [ reject type 0 code 4 ]": "  [ reject type 2 code 1 ]",
    ]

    private static func rules(of ruleset: Ruleset) -> [[String]] {
        let batch = Batch(
            .squeezed(from: nil, to: ruleset), table: "martlet", tableFlags: 0, generation: nil, sequence: 1)
        let messages = batch.transaction().messages.filter { $0.type == 0xa06 }
        return messages.map { LibnftnlOracle.text(ofRule: $0) ?? ["unreadable"] }
    }

    @Test func `every form of a rule has the expressions that nft makes of its text`() throws {
        try compare([EveryForm.ruleset])
    }

    @Test func `random rules have the expressions that nft makes of their text`() throws {
        try compare(RuleSamples.rulesets(150, "lowering"))
    }

    @Test func `a mask has so many bits set from the front`() {
        #expect(Lowering.mask(ofBits: 0, byteCount: 4) == [0, 0, 0, 0])
        #expect(Lowering.mask(ofBits: 1, byteCount: 2) == [0x80, 0])
        #expect(Lowering.mask(ofBits: 12, byteCount: 4) == [0xff, 0xf0, 0, 0])
        #expect(Lowering.mask(ofBits: 16, byteCount: 2) == [0xff, 0xff])
    }

    @Test func `a verdict of a number is the verdict that has it, and no other number is one`() {
        for verdict in [Verdict.accept, .drop, .return, .continue, .jump("c"), .goto("c")] {
            #expect(Verdict(code: verdict.code, chain: verdict.target) == verdict)
        }
        #expect(Verdict(code: 3, chain: nil) == nil)
        #expect(Verdict(code: Verdict.accept.code, chain: "c") == nil)
        #expect(Verdict(code: Verdict.jump("").code, chain: nil) == nil)
        #expect(Verdict(code: .min, chain: "c") == nil)
    }
}

extension String {
    /// The text with the first place where something stands changed.
    func replacingFirst(_ old: String, _ new: String) -> String {
        guard let range = ranges(of: old).first else { return self }
        return replacingCharacters(in: range, with: new)
    }

    private func replacingCharacters(in range: Range<String.Index>, with new: String) -> String {
        String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
