import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import TestSupport
import Testing

@testable import Agent

@Suite struct LocalLinksTests {
    @Test("of an address that was looked for it is known whether a link leads there, of others nothing")
    func leads() {
        let links = LocalLinks([address("10.0.0.1"): "veth1"], of: [address("10.0.0.2")])
        #expect(links.lead(to: address("10.0.0.1")) == true && links.lead(to: address("10.0.0.2")) == false)
        #expect(links.lead(to: address("10.0.0.3")) == nil)
        #expect(links.addresses == [address("10.0.0.1"), address("10.0.0.2")])
    }

    @Test("they are programmed once the kernel holds what was found for every address, and then for good")
    func programmed() {
        let (one, both) = (address("10.0.0.1"), Set(["10.0.0.1", "10.0.0.2"].map { address($0) }))
        var links = FollowedLinks()
        links.noteProgrammed()
        let areNew = [links.follow(both), links.follow(both)]
        #expect(areNew == [true, false] && !links.areProgrammed)
        let isNew = links.take(LocalLinks([:], of: [one]))
        links.noteProgrammed()
        #expect(isNew && !links.areProgrammed)
        links.noteCompiled()
        links.noteProgrammed()
        #expect(!links.areProgrammed)
        let areAll = [links.take(LocalLinks([:], of: both)), links.take(LocalLinks([:], of: both))]
        links.noteProgrammed()
        #expect(!links.areProgrammed)
        links.noteCompiled()
        links.noteProgrammed()
        #expect(areAll == [true, false] && links.areProgrammed)
        let areOthers = links.follow([one, address("10.0.0.3")])
        #expect(areOthers && links.areProgrammed)
    }

    @Test("the first rules know the links already, so a start with the table in place writes nothing")
    func first() throws {
        let (kernel, clock) = (MemoryKernel(), ManualClock())
        for start in 0..<2 {
            var asked: [Set<IPAddress>] = []
            var core = AgentCore(
                AgentOptions(node: "n0"), kernel: kernel, hearsOfChanges: true,
                findLinks: { addresses in
                    asked.append(addresses)
                    return LocalLinks(Dictionary(uniqueKeysWithValues: addresses.map { ($0, "veth") }), of: addresses)
                }, clock: clock.reader)
            try core.boot(nil)
            let before = kernel.callCounts.apply
            _ = core.step(SmallShop.contents(SmallShop.events + [.policies([SmallShop.policy])], at: clock.now))
            #expect(asked == [Set(SmallShop.web.addresses + SmallShop.db.addresses)])
            #expect((kernel.callCounts.apply == before) == (start == 1))
            #expect(kernel.ruleset?.sets["pod-links"] != nil && core.status.hasProgrammedLinks)
        }
    }

    @Test("a look that came too early for an address leaves what is known of it, as long as it is followed")
    func early() {
        var links = FollowedLinks()
        _ = links.follow([address("10.0.0.1"), address("10.0.0.2")])
        _ = links.take(LocalLinks([address("10.0.0.1"): "veth1"], of: [address("10.0.0.2")]))
        let isNew = links.take(LocalLinks([:], of: []))
        #expect(!isNew && links.found?.names == [address("10.0.0.1"): "veth1"])
        _ = links.follow([address("10.0.0.2")])
        let isGone = links.take(LocalLinks([address("10.0.0.2"): "veth2"], of: []))
        #expect(isGone && links.found == LocalLinks([address("10.0.0.2"): "veth2"], of: []))
    }
}
