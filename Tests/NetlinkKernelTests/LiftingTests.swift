import Addresses
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

struct LiftingTests {
    private func lifted(_ rule: Rule, in ruleset: Ruleset) -> [Statement] {
        Lifting.statements(of: Lowering.expressions(of: rule, in: ruleset))
    }

    @Test func `every form of a rule comes back from its expressions`() {
        for rule in RuleSamples.rules(of: EveryForm.ruleset) {
            #expect(lifted(rule, in: EveryForm.ruleset) == rule.statements, "\(rule.text)")
        }
    }

    @Test func `a range that nft of version 1-1 writes is the one that we write as two comparisons`() {
        let rule = Rule(.match(.destinationPort(.tcp), DatumRange(.port(80), .port(90))))
        let ours = Lowering.expressions(of: rule, in: Ruleset())
        let theirs = ours.dropLast(2) + [.range(operator: 0, 1, from: [0, 80], to: [0, 90])]
        #expect(ours.count == theirs.count + 1)
        #expect(Lifting.statements(of: Array(theirs)) == rule.statements)
    }

    @Test func `thousands of random rules come back from their expressions`() {
        var count = 0
        for ruleset in RuleSamples.rulesets(rounds(700, long: 700), "lifting") {
            for rule in RuleSamples.rules(of: ruleset) {
                #expect(lifted(rule, in: ruleset) == rule.statements, "\(rule.text)")
                count += 1
            }
        }
        #expect(count > 3000)
    }
}

/// Lists of expressions that have no form of ours, or not quite.
struct ForeignExpressionsTests {
    /// One list and why it is foreign.
    struct Sample: CustomTestStringConvertible, Sendable {
        let why: String
        let expressions: [Expression]

        var testDescription: String { why }

        init(_ why: String, _ expressions: Expression...) {
            self.why = why
            self.expressions = expressions
        }
    }

    private static let ipv4 = Expression.meta(key: 15, to: 1)
    private static let isIPv4 = Expression.compare(operator: 0, 1, [2])
    private static let accept = Expression.verdict(code: 1, chain: nil)

    /// The first so many bytes of an IPv4 source address.
    private static func source(_ length: UInt32 = 4, to register: UInt32 = 1) -> Expression {
        .payload(base: 1, offset: 12, length: length, to: register)
    }

    static let samples: [Sample] = [
        Sample("a short load in a look-up", ipv4, isIPv4, source(1), .lookup(set: "s", 1, to: nil, isNegated: false)),
        Sample("a short load in a map", ipv4, isIPv4, source(3), .lookup(set: "m", 1, to: 0, isNegated: false)),
        Sample("a short load compared with more", ipv4, isIPv4, source(1), .compare(operator: 0, 1, [10, 0, 0, 0])),
        Sample("a full load compared with less", ipv4, isIPv4, source(), .compare(operator: 0, 1, [10])),
        Sample(
            "a short load in a range", ipv4, isIPv4, source(2), .compare(operator: 5, 1, [10, 0, 0, 0]),
            .compare(operator: 3, 1, [11, 0, 0, 0])),
        Sample(
            "a mask before a look-up", ipv4, isIPv4, source(),
            .bitwise(1, to: 1, mask: [255, 0, 0, 0], flip: [0, 0, 0, 0]),
            .lookup(set: "s", 1, to: nil, isNegated: false)),
        Sample(
            "a mask that is no prefix", ipv4, isIPv4, source(),
            .bitwise(1, to: 1, mask: [255, 0, 255, 0], flip: [0, 0, 0, 0]), .compare(operator: 0, 1, [10, 0, 1, 0])),
        Sample(
            "a mask of whole bytes", ipv4, isIPv4, source(),
            .bitwise(1, to: 1, mask: [255, 0, 0, 0], flip: [0, 0, 0, 0]), .compare(operator: 0, 1, [10, 0, 0, 0])),
        Sample(
            "bits behind the prefix", ipv4, isIPv4, source(),
            .bitwise(1, to: 1, mask: [255, 240, 0, 0], flip: [0, 0, 0, 0]), .compare(operator: 0, 1, [10, 1, 0, 0])),
        Sample(
            "flipped bits", ipv4, isIPv4, source(),
            .bitwise(1, to: 1, mask: [255, 240, 0, 0], flip: [0, 0, 0, 1]), .compare(operator: 0, 1, [10, 0, 0, 0])),
        Sample(
            "a mask from one register to another", ipv4, isIPv4, source(),
            .bitwise(1, to: 2, mask: [255, 240, 0, 0], flip: [0, 0, 0, 0]), .compare(operator: 0, 2, [10, 0, 0, 0])),
        Sample("a register that is none", ipv4, isIPv4, source(4, to: 99), .compare(operator: 0, 99, [1, 2, 3, 4])),
        Sample("another register", ipv4, isIPv4, source(4, to: 2), .compare(operator: 0, 2, [1, 2, 3, 4])),
        Sample("a hole between registers", .meta(key: 6, to: 1), source(4, to: 10)),
        Sample("a register loaded twice", ipv4, isIPv4, source(), source(), .compare(operator: 0, 1, [1, 2, 3, 4])),
        Sample("nothing loaded", .compare(operator: 0, 1, [1, 2, 3, 4])),
        Sample("nothing loaded for a look-up", .lookup(set: "s", 1, to: nil, isNegated: false)),
        Sample("a load that nothing uses", ipv4, isIPv4, source()),
        Sample("a load and then a verdict", ipv4, isIPv4, source(), accept),
        Sample("half a range", .meta(key: 16, to: 1), .compare(operator: 5, 1, [7])),
        Sample(
            "half a range, then a comparison", .meta(key: 16, to: 1), .compare(operator: 5, 1, [7]),
            .compare(operator: 0, 1, [8])),
        Sample(
            "half a range, then a look-up", .meta(key: 16, to: 1), .compare(operator: 5, 1, [7]),
            .lookup(set: "s", 1, to: nil, isNegated: false)),
        Sample("two lower ends", .meta(key: 16, to: 1), .compare(operator: 5, 1, [7]), .compare(operator: 5, 1, [8])),
        Sample("only an upper end", .meta(key: 16, to: 1), .compare(operator: 3, 1, [7])),
        Sample("less than", .meta(key: 16, to: 1), .compare(operator: 2, 1, [7])),
        Sample("a comparison of no kind", .meta(key: 16, to: 1), .compare(operator: 77, 1, [7])),
        Sample("a range of no kind", .meta(key: 16, to: 1), .range(operator: 7, 1, from: [1], to: [2])),
        Sample(
            "half a range, then a whole one", .meta(key: 16, to: 1), .compare(operator: 5, 1, [7]),
            .range(operator: 0, 1, from: [1], to: [2])),
        Sample(
            "a range of a mark", .meta(key: 3, to: 1), .range(operator: 1, 1, from: [1, 0, 0, 0], to: [2, 0, 0, 0])),
        Sample("an address without its family", source(), .compare(operator: 0, 1, [1, 2, 3, 4])),
        Sample("another meta key", .meta(key: 1, to: 1), .compare(operator: 0, 1, [1, 2, 3, 4])),
        Sample("another conntrack key", .conntrack(key: 9, to: 1), .compare(operator: 0, 1, [1, 2, 3, 4])),
        Sample("part of an interface's name", .meta(key: 6, to: 1), .compare(operator: 0, 1, [101, 116, 104])),
        Sample("ct state equals", .conntrack(key: 0, to: 1), .compare(operator: 0, 1, [2, 0, 0, 0])),
        Sample(
            "ct state bits that equal", .conntrack(key: 0, to: 1),
            .bitwise(1, to: 1, mask: [6, 0, 0, 0], flip: [0, 0, 0, 0]), .compare(operator: 0, 1, [0, 0, 0, 0])),
        Sample(
            "ct state bits of which one is set", .conntrack(key: 0, to: 1),
            .bitwise(1, to: 1, mask: [6, 0, 0, 0], flip: [0, 0, 0, 0]), .compare(operator: 1, 1, [2, 0, 0, 0])),
        Sample("a short mark", .meta(key: 3, to: 1), .compare(operator: 0, 1, [1])),
        Sample("no value", .meta(key: 16, to: 1), .compare(operator: 0, 1, [])),
        Sample("a family of no kind", ipv4, .compare(operator: 0, 1, [7])),
        Sample("a negated map", ipv4, isIPv4, source(), .lookup(set: "m", 1, to: 0, isNegated: true)),
        Sample("a map into a register", ipv4, isIPv4, source(), .lookup(set: "m", 1, to: 1, isNegated: false)),
        Sample("a verdict of no kind", .verdict(code: 77, chain: nil)),
        Sample("a jump to nowhere", .verdict(code: -3, chain: nil)),
        Sample("a limit of bytes", .limit(rate: 1, unit: 1, burst: 5, type: 1, flags: 0)),
        Sample("a limit turned around", .limit(rate: 1, unit: 1, burst: 5, type: 0, flags: 1)),
        Sample("a limit a week", .limit(rate: 1, unit: 604_800, burst: 5, type: 0, flags: 0)),
        Sample("another object", .object(type: 2, name: "quota")),
        Sample("another way to reject", .reject(type: 0, code: 1)),
        Sample("a prefix that we would clean", .log(prefix: "a\tb", group: 1, snapLength: nil)),
        Sample("bytes turned around", .meta(key: 16, to: 1), .byteOrder(1, to: 1, operator: 1, length: 2, size: 2)),
        Sample(
            "a byte of something else turned around", .meta(key: 6, to: 1),
            .byteOrder(1, to: 1, operator: 1, length: 1, size: 2)),
        Sample("an expression of no name of ours", .foreign("dynset")),
    ]

    @Test(arguments: samples)
    func `an odd list of expressions is foreign`(_ sample: Sample) {
        let statements = Lifting.statements(of: sample.expressions)
        let foreign = statements.filter { if case .foreign = $0 { true } else { false } }
        #expect(!foreign.isEmpty, "\(statements.map(\.text))")
    }

    @Test func `what stands behind something foreign is still told apart`() {
        let expressions = [Expression.foreign("quota"), .counter(packets: 1, bytes: 2), Self.accept]
        #expect(Lifting.statements(of: expressions) == [.foreign("quota"), .counter, .verdict(.accept)])
    }
}
