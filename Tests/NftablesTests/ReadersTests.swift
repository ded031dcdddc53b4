import Addresses
import Testing

@testable import Nftables

@Suite struct ReadersTests {
    private let objects: Set<String> = ["peers", "pods"]

    private func ruleset(_ chains: [String: [Rule]]) -> Ruleset {
        var ruleset = Ruleset()
        ruleset.chains = chains.mapValues { Chain($0) }
        return ruleset
    }

    private let asking = Rule(.match(.sourceAddress(.ipv4), in: "peers"), .verdict(.accept))
    private let mapping = Rule(.verdict(of: .destinationAddress(.ipv4), in: "pods"))
    private let other = Rule(.match(.sourceAddress(.ipv4), in: "others"), .verdict(.accept))

    @Test("knows each chain that reads one of its objects, once, and no other object")
    func reads() {
        let readers = Readers(of: objects, in: ruleset(["a": [asking, other, asking], "b": [mapping], "c": [other]]))
        #expect(readers["peers"] == ["a"])
        #expect(readers["pods"] == ["b"])
        #expect(readers["others"] == [])
    }

    @Test("is after an update what it would be if made anew, for few objects and for many")
    func updates() {
        let before = ruleset(["a": [asking], "b": [mapping], "c": [asking, mapping], "gone": [asking]])
        let after = ruleset(["a": [asking], "b": [asking], "c": [other], "come": [mapping]])
        for padding in [0, 10] {
            let objects = objects.union((0..<padding).map { "more-\($0)" })
            let updated = Readers(of: objects, in: before).updated(for: after, chains: ["b", "c", "come", "gone"])
            let anew = Readers(of: objects, in: after)
            for object in objects { #expect(updated[object].sorted() == anew[object].sorted()) }
        }
    }
}
