import Addresses
import Nftables

extension KernelConformance {
    /// What the kernel refuses: the last change of each batch, and with it the whole batch.
    static let refusals =
        unknown + busy + [
            refuses("a table where one is", [.createTable(comment: nil)], .exists),
            // Before 6.1 a set of another kind is taken and ignored.
            refuses(
                "a set where a map is", [.createSet("pods", SmallTable.hashed, comment: nil)], .exists,
                tolerated: true),
            refuses(
                "a map where a set is", [.createMap("hashed", SmallTable.hashed, comment: nil)], .exists,
                tolerated: true),
            refuses(
                "a set of another type", [.createSet("hashed", KeyLayout(.port), comment: nil)], .exists,
                tolerated: true),
            refuses(
                "a set of intervals where one of keys is", [.createSet("hashed", SmallTable.ranged, comment: nil)],
                .exists, tolerated: true),
            refuses(
                "a hook for a chain without one", [.createChain("free", base: BaseChain(.input), comment: nil)],
                .notSupported, .exists
            ),
            // Since 6.2 it says that this is not supported, before that there is one already.
            refuses(
                "another hook", [.createChain("base", base: BaseChain(.input), comment: nil)], .notSupported, .exists),
            refuses(
                "another priority", [.createChain("base", base: BaseChain(.forward, priority: 7), comment: nil)],
                .notSupported, .exists),
            refuses("a wider interval", [add(SmallTable.range(50, 300))], .exists, .notEmpty),
            refuses("an interval within another", [add(SmallTable.range(120, 130))], .exists, .notEmpty),
            refuses("an interval across the end of another", [add(SmallTable.range(150, 250))], .exists, .notEmpty),
            refuses("an interval with the same beginning", [add(SmallTable.range(100, 120))], .exists, .notEmpty),
            refuses(
                "another verdict for a key", [lead(SmallTable.key(1), .accept)], .exists),
            refuses("another chain for a key", [lead(SmallTable.key(1), .jump("free"))], .exists),
            refuses("a jump to a base chain", [.setRules([Rule(.verdict(.jump("base")))], of: "free")], .notSupported),
            refuses("a key that leads to a base chain", [lead(SmallTable.key(9), .jump("base"))], .notSupported),
            refuses(
                "a circle that packets can come to",
                circle + [.setRules([Rule(.verdict(.jump("free")))], of: "called")],
                .tooManyLinks, .loop, tolerated: true),
            refuses("jumps sixteen deep", jumps(16), .tooManyLinks),
            KernelConformance("accepts jumps fifteen deep") { kernel in
                try move(kernel, to: SmallTable.ruleset)
                try commit(jumps(15), to: kernel)
            },
        ]

    private static let unknown = [
        refuses("to delete a counter that is not there", [.deleteCounter("nowhere")], .noEntry),
        refuses("to delete a set that is not there", [.deleteSet("nowhere")], .noEntry),
        refuses("to delete a chain that is not there", [.deleteChain("nowhere")], .noEntry),
        refuses("rules for a chain that is not there", [.setRules([Rule(.counter)], of: "nowhere")], .noEntry),
        refuses(
            "elements for a set that is not there",
            [.addElements(Elements(SmallTable.hashed, [SmallTable.key(1)]), to: "nowhere")], .noEntry),
        refuses(
            "to remove an element that is not there",
            [.removeElements(Elements(SmallTable.hashed, [SmallTable.key(7)]), from: "hashed")], .noEntry),
        refuses(
            "to remove a part of an interval",
            [.removeElements(Elements(SmallTable.ranged, [SmallTable.range(100, 150)]), from: "ranged")], .noEntry),
        refuses(
            "to remove a key that is not there",
            [.removeVerdicts([MapElement(SmallTable.key(7), .accept)], from: "pods", SmallTable.hashed)], .noEntry),
        refuses("a key that leads to a chain that is not there", [lead(SmallTable.key(9), .goto("nowhere"))], .noEntry),
        refuses(
            "a jump to a chain that is not there", [.setRules([Rule(.verdict(.jump("nowhere")))], of: "free")], .noEntry
        ),
        refuses(
            "a count into a counter that is not there", [.setRules([Rule(.namedCounter("nowhere"))], of: "free")],
            .noEntry),
        refuses(
            "a look into a set that is not there",
            [.setRules([Rule(.match(.sourceAddress(.ipv4), in: "nowhere"), .verdict(.drop))], of: "free")], .noEntry),
        refuses(
            "a look into a map that is not there",
            [.setRules([Rule(.verdict(of: .sourceAddress(.ipv4), in: "nowhere"))], of: "free")], .noEntry),
    ]

    private static let busy = [
        refuses("to delete a counter that a rule names", [.deleteCounter("unused"), .deleteCounter("used")], .busy),
        refuses("to delete a set that a rule reads", [.deleteSet("unused-set"), .deleteSet("hashed")], .busy),
        refuses("to delete a map that a rule asks", [.deleteMap("pods")], .busy),
        refuses(
            "to delete a chain that a rule jumps to", [.setRules([], of: "called"), .deleteChain("called")], .busy),
        refuses("to delete a chain that a map leads to", [.setRules([], of: "target"), .deleteChain("target")], .busy),
    ]

    private static func refuses(
        _ what: String, _ changes: [Change], _ errnos: Errno..., tolerated isTolerated: Bool = false
    ) -> KernelConformance {
        KernelConformance("refuses \(what)") { kernel in
            try move(kernel, to: SmallTable.ruleset)
            try refuse(changes, errnos, by: kernel, tolerated: isTolerated)
        }
    }

    private static func add(_ range: Element) -> Change {
        .addElements(Elements(SmallTable.ranged, [range]), to: "ranged")
    }

    private static func lead(_ key: Element, _ verdict: Verdict) -> Change {
        .addVerdicts([MapElement(key, verdict)], to: "pods", SmallTable.hashed)
    }

    /// A base chain, and below it so many chains, each of which jumps to the next.
    private static func jumps(_ depth: Int) -> [Change] {
        let names = (1...depth).map { "deep\($0)" }
        let links = zip(["base"] + names, names).map { from, to in
            Change.setRules([Rule(.verdict(.jump(to)))], of: from)
        }
        return names.map { .createChain($0, base: nil, comment: nil) } + links.dropFirst() + links.prefix(1)
    }
}
