import Agent
import ClusterSupport
import KubernetesModel
import PolicyEngine
import Synchronization
import TestSupport
import Testing

@Suite struct MailboxTests {
    private let shop = Namespace("shop", labels: [:])

    @Test("of each object the latest is kept, and when the first of all came in")
    func latest() {
        let mailbox = Mailbox()
        #expect(mailbox.isEmpty)
        mailbox.put(.namespace("shop", nil), now: .seconds(1))
        mailbox.put(.namespace("shop", shop), now: .seconds(2))
        mailbox.put(.pod(ObjectKey("shop", "b"), nil), now: .seconds(3))
        mailbox.put(.pod(ObjectKey("shop", "a"), nil), now: .seconds(4))
        #expect(mailbox.waitingSince == .seconds(1) && mailbox.waitingCount == 3)
        let contents = mailbox.take()
        #expect(
            contents.events == [
                .namespace("shop", shop), .pod(ObjectKey("shop", "a"), nil), .pod(ObjectKey("shop", "b"), nil),
            ])
        #expect(contents.since == .seconds(1))
        #expect(mailbox.isEmpty && mailbox.take().isEmpty && mailbox.waitingSince == nil)
        #expect(mailbox.lastQueued == .seconds(4) && Mailbox().lastQueued == nil)
    }

    @Test("all of a kind takes the place of what was said before, and not of what comes later")
    func wholeKinds() {
        let mailbox = Mailbox()
        mailbox.put(.namespace("lab", nil), now: .zero)
        mailbox.put(.namespaces([shop]), now: .zero)
        mailbox.put(.namespace("void", nil), now: .zero)
        #expect(mailbox.waitingCount == 2)
        #expect(mailbox.take().events == [.namespaces([shop]), .namespace("void", nil)])
    }

    @Test("links and a suspicion are told, the last links and a suspicion once")
    func others() {
        let mailbox = Mailbox()
        mailbox.putSuspicion()
        mailbox.putSuspicion()
        mailbox.put(LocalLinks([address("10.0.0.1"): "veth1"], of: []))
        mailbox.put(LocalLinks([:], of: []))
        #expect(!mailbox.isEmpty)
        let contents = mailbox.take()
        #expect(contents.isSuspicious)
        #expect(contents.links == LocalLinks([:], of: []))
        #expect(contents.since == nil && contents.events.isEmpty && !contents.isEmpty)
    }

    @Test("its reader is woken for whatever comes in")
    func wakes() {
        let count = Atomic(0)
        let mailbox = Mailbox { count.add(1, ordering: .relaxed) }
        mailbox.put(.namespace("shop", nil), now: .zero)
        mailbox.putSuspicion()
        mailbox.put(LocalLinks([:], of: []))
        let rung = count.load(ordering: .relaxed)
        #expect(rung == 3)
    }

    @Test("whatever is left out on the way, the same cluster comes of it")
    func coalescing() {
        for seed in 0..<UInt64(rounds(20, long: 100)) {
            var generator = ClusterGenerator(SeededGenerator(seed: seed))
            let mailbox = Mailbox()
            var all = Cluster()
            var coalesced = Cluster()
            for event in generator.events() + (0..<40).map({ _ in generator.event() }) {
                all.apply(event)
                mailbox.put(event, now: .zero)
                if generator.chance(2) { for event in mailbox.take().events { coalesced.apply(event) } }
            }
            for event in mailbox.take().events { coalesced.apply(event) }
            #expect(all.pods.byNamespace == coalesced.pods.byNamespace, "seed \(seed)")
            #expect(all.policies == coalesced.policies, "seed \(seed)")
            #expect(all.namespaces == coalesced.namespaces, "seed \(seed)")
            #expect(all.nodes == coalesced.nodes, "seed \(seed)")
        }
    }
}
