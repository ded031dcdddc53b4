import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Random rulesets in the real kernel, by netlink and by `nft`.
@Suite(.requiresKernel)
struct RandomRulesetTests {
    private static let count = rounds(500, long: 500)

    @Test func `random rulesets are read back as they were written, and nft lists and reads them so too`() throws {
        try Lab.run { lab in
            try Lab.run { other in
                let (mine, theirs) = (try Tables(lab), try Tables(other))
                let rulesets = RuleSamples.rulesets(Self.count, "random rulesets")
                var listedCount = 0
                for start in stride(from: 0, to: rulesets.count, by: 50) {
                    let part = rulesets[start..<min(rulesets.count, start + 50)]
                    let named = part.enumerated().map { $1.named("t\($0)") }
                    try check(named, mine, theirs, &listedCount)
                    try lab.nft("flush ruleset")
                    try other.nft("flush ruleset")
                }
                #expect(listedCount > Self.count / 2)
            }
        }
    }

    /// Many at once, each in a table of its own: starting `nft` costs more than what it does.
    private func check(_ rulesets: [Ruleset], _ mine: Tables, _ theirs: Tables, _ listedCount: inout Int) throws {
        for ruleset in rulesets { try mine.write(ruleset) }
        try theirs.lab.nft(rulesets.map(\.text).joined())
        let (ours, listed) = (Self.listings(try listing(mine.lab)), Self.listings(try listing(theirs.lab)))
        for ruleset in rulesets {
            let seen = try mine.read(ruleset.table)
            #expect(seen == ruleset, "\(ruleset.text)\n\(seen?.text ?? "none")")
            let byText = try theirs.read(ruleset.table)
            #expect(byText == ruleset, "\(ruleset.text)\n\(byText?.text ?? "none")")
            if RuleSamples.isListedOtherwise(ruleset) { continue }
            listedCount += 1
            let lines = ours[ruleset.table, default: []]
            #expect(Self.only(lines, Self.normalised(ruleset.text)) == [], "\(ruleset.text)")
            if !ruleset.saysRejectBehindFamily {
                #expect(Self.only(lines, listed[ruleset.table] ?? []) == [], "\(ruleset.text)")
            }
        }
    }

    /// The lines that one of two has more often than the other.
    private static func only(_ left: [String], _ right: [String]) -> [String] {
        left.difference(from: right).map { change in
            switch change {
            case .insert(_, let line, _): "first: \(line)"
            case .remove(_, let line, _): "second: \(line)"
            }
        }
    }

    private func listing(_ lab: Lab) throws -> String { try lab.namespace.command(["nft", "list", "ruleset"]) }

    /// The lines of each table. Chains and sets stand in the order in which they were made, and elements of several
    /// fields in the order of the last one: so lines are sorted, and those of elements taken apart.
    private static func listings(_ text: String) -> [String: [String]] {
        var tables: [String: [String]] = [:]
        for block in text.split(separator: "table inet ") {
            let name = String(block.prefix { $0 != " " })
            tables[name] = normalised("table inet " + block)
        }
        return tables
    }

    private static func normalised(_ text: String) -> [String] {
        text.split(separator: "\n").flatMap { line -> [String] in
            let plain = line.drop { $0 == "\t" || $0 == " " }
            let isElement = plain.hasPrefix("elements = {") || (line.hasPrefix("\t\t\t") && !plain.isEmpty)
            guard isElement else { return [String(plain)] }
            let list = plain.hasPrefix("elements") ? plain.dropFirst("elements = {".count) : plain
            return list.split(separator: ",").map { part in
                String(part.drop { $0 == " " }.prefix { $0 != "}" }.reversed().drop { $0 == " " }.reversed())
            }
        }.filter { !$0.isEmpty }.sorted()
    }

    @Test func `from any ruleset to any other one leads a way whose every phase reads back as it says`() throws {
        try Lab.run { lab in
            let kernel = try lab.kernel()
            var generator = RulesetGenerator(.forTest("random pairs"))
            var current: Ruleset?
            for round in 0..<rounds(300, long: 300) {
                let wanted = current.map { round % 4 == 0 ? generator.ruleset() : generator.mutated($0) }
                let target = wanted ?? generator.ruleset()
                let phases: [Phase]
                do { phases = try changes(from: current, to: target) } catch { continue }
                var generation = try kernel.observe().generation
                for phase in phases {
                    generation = try kernel.apply(phase, expecting: generation)
                    let seen = try kernel.observe()
                    #expect(seen.generation == generation)
                    // The kernel keeps the first comment of an object, and no change touches it.
                    let rest = Phase.squeezed(from: seen.ruleset, to: phase.result).changes
                    #expect(rest.isEmpty, "\(generator.seed), round \(round): \(rest.map(\.summary))")
                }
                #expect(try changes(from: kernel.observe().ruleset, to: target).isEmpty)
                current = target
            }
        }
    }
}

/// All tables of a namespace over one socket, without finding out anew for each what the kernel can do.
private struct Tables {
    let lab: Lab
    private let conversation: Conversation

    init(_ lab: Lab) throws {
        self.lab = lab
        conversation = Conversation(try lab.socket())
    }

    func write(_ ruleset: Ruleset) throws {
        let batch = Batch(
            .squeezed(from: nil, to: ruleset), table: ruleset.table, tableFlags: 0, generation: nil,
            sequence: conversation.reserveSequence(1000))
        let frame = batch.sequence(ofMessage: 0) - 1
        let last = batch.sequence(ofMessage: batch.count - 1)
        try conversation.send(batch.transaction())
        let refusal = try conversation.awaitAnswer(frame: frame, last: last)
        #expect(refusal?.errno == nil, "\(ruleset.text)")
    }

    func read(_ table: String) throws -> Ruleset? {
        try Observer(conversation, table: table).observe().listing?.ruleset
    }
}

extension Ruleset {
    /// The same in a table of another name.
    func named(_ name: String) -> Ruleset {
        var copy = Ruleset(table: name, keeping: comment)
        (copy.counters, copy.sets, copy.maps, copy.chains) = (counters, sets, maps, chains)
        return copy
    }

    /// Whether a rule says `reject` where `nft` reads it as the family's own and lists that otherwise.
    fileprivate var saysRejectBehindFamily: Bool {
        chains.values.flatMap(\.rules).contains { rule in
            rule.statements.contains(.reject(.portUnreachable))
                && rule.statements.contains { statement in
                    switch statement {
                    case .match(let match): match.fields.contains { $0 == .family || $0.requiredFamily != nil }
                    case .counter, .namedCounter, .limit, .log, .verdict, .verdictMap, .reject, .foreign: false
                    }
                }
        }
    }
}
