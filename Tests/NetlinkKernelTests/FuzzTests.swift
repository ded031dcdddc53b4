import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Bytes that the kernel would never send: no crash, and no more memory than they have themselves.
@Suite(.requiresKernel)
struct FuzzTests {
    private static let count = rounds(200_000, long: 1_000_000)

    /// What the kernel says of a table with everything in it, also what is not ours.
    private func captured() throws -> [[UInt8]] {
        try Lab.run { lab in
            let (kernel, port) = try lab.faultyKernel()
            try kernel.reach(EveryForm.ruleset)
            let rules = ForeignTests.rules.map { "add rule inet martlet empty \($0)" }
            for text in ForeignTests.objects.map(\.text) + rules {
                _ = try lab.namespace.run { try Command.run(["nft", "-f", "-"], input: text + "\n") }
            }
            port.received = []
            _ = try kernel.observe()
            return (port.received ?? []).flatMap { $0.messages.map(\.bytes) }.filter { $0.count >= 20 }
        }
    }

    @Test func `mutated messages of the kernel are read, or refused, by all that reads them`() throws {
        let corpus = try captured()
        #expect(corpus.count > 100)
        var mutator = Mutator(corpus, .forTest("fuzz"))
        let reader = FuzzedReaders()
        for _ in 0..<Self.count { reader.read(mutator.next()) }
        #expect(reader.refusedCount > Self.count / 10)
        #expect(reader.readCount > Self.count / 10)
    }

    @Test func `mutated datagrams end every conversation`() throws {
        let corpus = try captured()
        var mutator = Mutator(corpus, .forTest("fuzz conversations"))
        var endings: Set<String> = []
        for _ in 0..<(Self.count / 50) {
            let port = ScriptedPort((0..<4).map { _ in mutator.next() })
            let observer = Observer(Conversation(port), table: "martlet")
            do { _ = try observer.observe() } catch { endings.insert("\(error)") }
            port.rewind()
            do { _ = try Conversation(port).awaitAnswer(frame: 0, last: 40) } catch { endings.insert("\(error)") }
        }
        #expect(endings.count >= 2)
    }
}

/// Everything that reads bytes of the kernel.
final class FuzzedReaders {
    /// Messages that were read to their end.
    private(set) var readCount = 0
    /// Messages that were refused.
    private(set) var refusedCount = 0
    private var listing = TableListing("martlet")
    private var filter = DriftFilter(table: "martlet", ownPort: 1)
    private static let layouts = [
        KeyLayout(.ipv4Address), KeyLayout(.ipv4Address, isInterval: true),
        KeyLayout(.ipv6Address, .transportProtocol, .port, isInterval: true), KeyLayout(.interfaceName, .ipv4Address),
    ]

    /// Hands the bytes to all of them.
    func read(_ bytes: [UInt8]) {
        if (readCount + refusedCount).isMultiple(of: 500) { listing = TableListing("martlet") }
        bytes.withUnsafeBytes { raw in
            var reader = MessageReader(raw)
            do throws(WireError) {
                while let message = try reader.next() { try read(message) }
                readCount += 1
            } catch {
                refusedCount += 1
            }
        }
    }

    private func read(_ message: MessageReader.Message) throws(WireError) {
        do throws(WireError) { try filter.take(message) } catch {}
        while filter.takeNotice() != nil {}
        _ = try? message.errno()
        let attributes = try message.attributes()
        switch message.kind.rawValue & 0xff {
        case 0: listing.takeTable(attributes)
        case 3: try listing.takeChain(attributes)
        case 6: try listing.takeRule(attributes)
        case 9: try listing.takeSet(attributes)
        case 12: try collect(attributes)
        case 18: try listing.takeObject(attributes)
        default: try listing.takeFlowTable(attributes)
        }
    }

    private func collect(_ attributes: AttributeTable) throws(WireError) {
        for layout in Self.layouts {
            var collector = ElementCollector("set", layout)
            var other = ElementCollector("set", layout)
            do throws(WireError) {
                try collector.take(attributes)
                try other.take(attributes)
            } catch  where layout != Self.layouts[3] {
                continue
            }
            _ = collector.elements().count
            _ = other.mapVerdicts().count
        }
    }
}
