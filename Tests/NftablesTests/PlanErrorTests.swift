import Addresses
import Nftables
import Testing

@Suite struct PlanErrorTests {
    private func ruleset(_ change: (inout Ruleset) -> Void) -> Ruleset {
        var ruleset = Ruleset()
        change(&ruleset)
        return ruleset
    }

    private func error(from current: Ruleset, to wanted: Ruleset) -> PlanError? {
        do throws(PlanError) {
            _ = try changes(from: current, to: wanted)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a set does not become one of another type`() {
        let found = ruleset { $0.sets["s"] = NamedSet(Elements(KeyLayout(.ipv4Address))) }
        let wanted = ruleset { $0.sets["s"] = NamedSet(Elements(KeyLayout(.ipv4Address, isInterval: true))) }
        #expect(
            error(from: found, to: wanted)?.description
                == "s is a set of ipv4_addr in the kernel and should be a set of intervals of ipv4_addr: somebody else "
                + "made it; remove the rules that use it and then s, or delete the whole table")
    }

    @Test func `a set does not become a map, nor a map one of other keys`() {
        let set = ruleset { $0.sets["x"] = NamedSet(Elements(KeyLayout(.port))) }
        let map = ruleset { $0.maps["x"] = VerdictMap(KeyLayout(.port)) }
        let other = ruleset { $0.maps["x"] = VerdictMap(KeyLayout(.ipv6Address)) }
        #expect(
            error(from: set, to: map)
                == .otherType("x", found: "a set of inet_service", wanted: "a verdict map of inet_service"))
        #expect(
            error(from: map, to: other)
                == .otherType("x", found: "a verdict map of inet_service", wanted: "a verdict map of ipv6_addr"))
    }

    @Test func `a chain does not move to another hook, priority or kind, nor get or lose one`() {
        let places: [BaseChain?] = [
            nil, BaseChain(.forward), BaseChain(.input), BaseChain(.forward, priority: 1),
            BaseChain(.output, kind: .route), BaseChain(.output),
        ]
        for (index, here) in places.enumerated() {
            for (other, there) in places.enumerated() {
                let found = ruleset { $0.chains["c"] = Chain(base: here) }
                let wanted = ruleset { $0.chains["c"] = Chain(base: there) }
                #expect((error(from: found, to: wanted) == nil) == (index == other))
            }
        }
    }

    @Test func `a policy changes in place`() throws {
        let found = ruleset { $0.chains["c"] = Chain(base: BaseChain(.forward)) }
        let wanted = ruleset { $0.chains["c"] = Chain(base: BaseChain(.forward, policy: .drop)) }
        #expect(try changes(from: found, to: wanted).flatMap(\.changes) == [.setPolicy(.drop, of: "c")])
    }

    @Test func `what is not ours does not become ours by its name`() {
        for (object, wanted) in [
            (ForeignObject.set("x"), ruleset { $0.sets["x"] = NamedSet(Elements(KeyLayout(.port))) }),
            (.set("x"), ruleset { $0.maps["x"] = VerdictMap(KeyLayout(.port)) }),
            (.chain("x"), ruleset { $0.chains["x"] = Chain() }),
        ] {
            let found = ruleset { $0.foreign = [object] }
            #expect(error(from: found, to: wanted) == .foreign(object, wanted: "an object of ours"))
        }
    }

    @Test func `two tables are not compared`() {
        #expect(error(from: Ruleset(table: "a"), to: Ruleset(table: "b")) == .otherTable("a", wanted: "b"))
    }
}
