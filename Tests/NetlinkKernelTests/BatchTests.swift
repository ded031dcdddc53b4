import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Every kind of message, against libnftnl, byte for byte.
struct BatchTests {
    private func messages(_ phase: Phase) -> [WireMessage] {
        let batch = Batch(
            phase, table: "martlet", tableFlags: 6, generation: Generation(rawValue: 7), sequence: 100)
        return batch.transaction().messages
    }

    /// What stands between the frame's two messages.
    private func inner(_ phase: Phase) -> [WireMessage] { Array(messages(phase).dropFirst().dropLast()) }

    private func compare(_ messages: [WireMessage], seed: String = "") {
        for message in messages {
            let ours = message.attributes
            let theirs = LibnftnlOracle.rewritten(message)
            #expect(normalised(ours) == theirs.map(normalised), "message type \(message.type & 0xff) \(seed)")
        }
    }

    /// Where the two may differ, and why: the attributes of a message have no order; libnftnl adds an empty nest of
    /// data to the message that removes an object; it ends the name in `objref` without a zero byte, and the kernel
    /// takes it both ways.
    private func normalised(_ attributes: [WireAttribute]) -> [WireAttribute] {
        attributes.filter { !($0.nested.isEmpty && $0.value.isEmpty) }.sorted { $0.number < $1.number }
            .map { attribute in
                guard attribute.number == NFTA_RULE_EXPRESSIONS.rawValue else { return attribute }
                return attribute.mapNested { $0.description.hasPrefix("1(1:6f626a72656600") ? withoutZero($0) : $0 }
            }
    }

    private func withoutZero(_ reference: WireAttribute) -> WireAttribute {
        reference.mapNested { part in
            part.mapNested { inner in
                var inner = inner
                if inner.number == NFTA_OBJREF_IMM_NAME.rawValue, inner.value.last == 0 { inner.value.removeLast() }
                return inner
            }
        }
    }

    @Test func `libnftnl writes what makes every form with the same bytes`() {
        let made = inner(.squeezed(from: nil, to: EveryForm.ruleset))
        #expect(Set(made.map { $0.type & 0xff }).count == 7)
        compare(made)
    }

    @Test func `libnftnl writes what removes every form with the same bytes`() throws {
        var rest = Ruleset(comment: "all forms")
        rest.chains["ingress"] = Chain([], base: BaseChain(.forward, priority: 0, policy: .drop))
        compare(inner(.squeezed(from: EveryForm.ruleset, to: rest)))
        compare(inner(.squeezed(from: EveryForm.ruleset, to: nil)))
    }

    @Test func `libnftnl writes random rulesets and their changes with the same bytes`() throws {
        var generator = RulesetGenerator(.forTest("libnftnl"))
        for _ in 0..<60 {
            let old = generator.ruleset()
            let new = generator.mutated(old)
            compare(inner(.squeezed(from: nil, to: old)), seed: generator.seed)
            compare(inner(.squeezed(from: old, to: new)), seed: generator.seed)
        }
    }
}

/// How a batch is framed, counted and cut.
struct BatchFrameTests {
    private func batch(_ ruleset: Ruleset, generation: UInt32 = 7) -> Batch {
        Batch(
            .squeezed(from: nil, to: ruleset), table: "martlet", tableFlags: 0,
            generation: Generation(rawValue: generation), sequence: 50)
    }

    @Test func `the frame holds the generation, and only the last message inside asks for an answer`() throws {
        let messages = batch(EveryForm.ruleset).transaction().messages
        #expect(messages.first?.type == 16)
        #expect(messages.last?.type == 17)
        #expect(messages.first?.attributes.map(\.description) == ["1:00000007"])
        let asking = messages.filter { $0.flags & UInt16(NLM_F_ACK) != 0 }.map(\.sequence)
        #expect(asking == [messages[messages.count - 2].sequence])
        #expect(messages.map(\.sequence) == (0..<messages.count).map { 50 + UInt32($0) })
    }

    @Test func `a trial has no end`() {
        let messages = batch(EveryForm.ruleset).transaction(isTrial: true).messages
        #expect(messages.last?.type != 17)
    }

    @Test func `the byte count is that of the transaction`() {
        #expect(batch(EveryForm.ruleset).byteCount == batch(EveryForm.ruleset).transaction().count)
    }

    @Test func `a sequence number leads back to its change, that of the frame to none`() {
        let phase = Phase.squeezed(from: nil, to: EveryForm.ruleset)
        let whole = batch(EveryForm.ruleset)
        let found = (0..<whole.count).map { whole.change(of: whole.sequence(ofMessage: $0)) }
        #expect(found.allSatisfy { $0 != nil })
        #expect(Set(found.compactMap { $0 }) == Set(phase.changes.indices))
        #expect(found.compactMap { $0 } == found.compactMap { $0 }.sorted())
        #expect(whole.change(of: 50) == nil)
        #expect(whole.change(of: 49) == nil)
        #expect(whole.change(of: 51 + UInt32(whole.count)) == nil)
    }

    @Test func `parts hold all messages in order, none larger than allowed, each with a frame and one question`() {
        let whole = batch(EveryForm.ruleset)
        let all = batch(EveryForm.ruleset).transaction().messages.dropFirst().dropLast().map(\.sequence)
        for limit in [700, 1000, 4000, 100_000] {
            guard let parts = whole.parts(byteCountMax: limit) else {
                Issue.record("one message is larger than \(limit)")
                continue
            }
            #expect(parts.flatMap { Array($0) } == Array(0..<whole.count))
            let transactions = parts.map { whole.transaction(of: $0, generation: Generation(rawValue: 9)) }
            #expect(transactions.allSatisfy { $0.count <= limit })
            #expect(transactions.flatMap { $0.messages.dropFirst().dropLast().map(\.sequence) } == all)
            for transaction in transactions {
                let messages = transaction.messages
                #expect(messages.first?.attributes.map(\.description) == ["1:00000009"])
                #expect(messages.last?.type == 17)
                let asking = messages.filter { $0.flags & UInt16(NLM_F_ACK) != 0 }
                #expect(asking.map(\.sequence) == [messages[messages.count - 2].sequence])
            }
        }
    }

    @Test func `a message larger than a part may be cannot be cut`() {
        #expect(batch(EveryForm.ruleset).parts(byteCountMax: 200) == nil)
    }
}
