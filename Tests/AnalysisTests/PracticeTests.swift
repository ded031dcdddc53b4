import Addresses
import ClusterSupport
import JSON
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

@testable import Analysis

@Suite struct PracticeTests {
    /// How an agent of n1 does it, where it guards its node.
    private static var guarding: Practice {
        var facts = NodeFacts(
            links: [address("10.0.1.1"): "veth1", address("fd00::1:1"): "veth1", address("10.0.1.2"): "veth2"],
            lingering: [address("10.0.1.77")], podRanges: AddressRanges([cidr("10.0.1.0/24")]))
        facts.unknownPods = .deny
        var practice = Practice(facts: facts)
        practice.node = "n1"
        return practice
    }

    private static func lenient(_ words: String, isOpen: Bool) -> Practice {
        var practice = guarding
        (practice.leniency, practice.isOpen) = (words, isOpen)
        practice.compiler.denial = .pass
        return practice
    }

    @Test("a pod's packet comes by its own link, and the rules are shown that ask whether it does") func links() {
        for node in [nil, "n1"] {
            let text = explain("shop/web-1", "shop/db-0:5432", node: node, practice: Self.guarding, verbose: true)
            #expect(text.hasPrefix("ALLOWED") && text.contains("(IPv4, forwarded, by veth1):"), "\(text)")
            #expect(text.contains("jump sources") && text.contains("@pod-sources-ipv4 return -> return"), "\(text)")
        }
        let far = explain("shop/web-2", "shop/db-0:5432", practice: Self.guarding)
        #expect(far.contains("(IPv4, forwarded, by no known pod's link):"), "\(far)")
        #expect(!explain("shop/web-1", "shop/db-0:5432", practice: Self.guarding, verbose: false).contains("BUG"))
    }

    @Test("what is known of a node is not said of another, nor where nobody knows it") func others() {
        #expect(
            explain("shop/web-1", "shop/db-0:5432", node: "n2", practice: Self.guarding)
                == explain("shop/web-1", "shop/db-0:5432", node: "n2"))
        #expect(!explain("shop/web-1", "shop/db-0:5432", verbose: true).contains("veth"))
    }

    @Test(
        "what a node drops whatever policies say is denied, with the reason",
        arguments: [
            ("10.0.1.77", "kube-system/dns-1:80", "10.0.1.77 was an isolated pod's that is gone"),
            ("kube-system/dns-1", "10.0.1.77:80", "10.0.1.77 was an isolated pod's that is gone"),
            ("10.0.1.200", "kube-system/dns-1:53/UDP", "10.0.1.200 is of the pod ranges of the node, no known pod"),
            ("kube-system/dns-1", "10.0.1.200:53/UDP", "10.0.1.200 is of the pod ranges of the node, no known pod"),
            ("10.0.1.200", "192.168.0.1:80", "10.0.1.200 is of the pod ranges of the node, no known pod"),
            ("2001:db8::1", "[fe80::1]:80", "fe80::1 is a link-local address"),
        ])
    func drops(source: String, destination: String, reason: String) {
        let text = explain(source, destination, practice: Self.guarding)
        #expect(text.hasPrefix("DENIED: ") && !text.contains("BUG"), "\(text)")
        #expect(text.contains("  node n1 drops it whatever policies say: \(reason)"), "\(text)")
        #expect(text.hasSuffix("=> dropped\n") || text.contains("=> dropped\n\n"), "\(text)")
        let ofAll = explain(source, String(destination.prefix { $0 != "/" }.dropLast(3)), practice: Self.guarding)
        #expect(!ofAll.contains("BUG"), "\(ofAll)")
        for practice in [Practice(), Self.lenient("only audits", isOpen: false), Self.lenient("rests", isOpen: true)] {
            let text = explain(source, destination, practice: practice)
            #expect(!text.contains("drops it") && !text.contains("=> dropped") && !text.contains("BUG"), "\(text)")
        }
    }

    @Test("what is denied and passes by choice says so, and its way is that through the rules there are") func passes()
    {
        let denied = explain("shop/wbe", "shop/db-0:5432", practice: Self.guarding)
        #expect(denied.hasPrefix("DENIED: ") && denied.contains("=> dropped"), "\(denied)")
        for (words, isOpen) in [("only audits", false), ("is paused for another 40 s", true)] {
            let text = explain("shop/wbe", "shop/db-0:5432", practice: Self.lenient(words, isOpen: isOpen))
            #expect(text.hasPrefix("DENIED: ") && text.contains("=> accepted") && !text.contains("BUG"), "\(text)")
            #expect(text.contains("\n  it passes node n1 all the same, which \(words)\n"), "\(text)")
            let allowed = explain("shop/web-1", "shop/db-0:5432", practice: Self.lenient(words, isOpen: isOpen))
            #expect(allowed.hasPrefix("ALLOWED: ") && !allowed.contains("all the same"), "\(allowed)")
        }
    }

    @Test("programs are told of both") func json() throws {
        func json(_ source: String, _ practice: Practice) throws -> String {
            let inventory = ExplainedShop.inventory
            let question = try Question(source: source, destination: "shop/db-0:5432", in: inventory)
            return try Explanation(question, in: inventory, practice: practice).json.text
        }
        #expect(try json("10.0.1.77", Self.guarding).contains(#""dropped":"10.0.1.77 was an isolated pod's"#))
        let lenient = try json("shop/wbe", Self.lenient("only audits", isOpen: false))
        #expect(lenient.contains(#""notEnforced":"only audits""#) && !lenient.contains(#""dropped""#))
    }

    @Test(
        "whatever is known of a node and however it enforces, the rules do what is said",
        arguments: 0..<UInt64(rounds(4, long: 60)))
    func agrees(_ seed: UInt64) throws {
        var questions = RandomQuestions(seed: seed)
        var random = SeededGenerator(seed: seed)
        for number in 0..<20 {
            let asked = questions.next()
            if asked.flows.isEmpty { continue }
            let practice = Self.random(questions, &random)
            let explanation = try Explanation(
                asked, in: questions.inventory, node: number % 2 == 0 ? nil : questions.node, practice: practice)
            #expect(explanation.disagreements == [], "seed \(seed): \(asked), \(practice)")
        }
    }

    private static func random(_ questions: RandomQuestions, _ random: inout SeededGenerator) -> Practice {
        let cluster = questions.inventory.cluster
        var facts = NodeFacts(lingering: [address("10.0.0.250")], podRanges: AddressRanges([cidr("10.0.0.0/8")]))
        for key in cluster.pods(on: questions.node).sorted() {
            for address in cluster.pods[key]?.addresses ?? [] where Bool.random(using: &random) {
                facts.links[address] = key.name
            }
        }
        facts.unknownPods = Bool.random(using: &random) ? .deny : .allow
        facts.policesOwnNode = Bool.random(using: &random)
        facts.lingering = facts.lingering.filter { cluster.owner(of: $0) == nil && Bool.random(using: &random) }
        var practice = Practice(facts: facts)
        practice.node = questions.node
        switch Int.random(in: 0..<4, using: &random) {
        case 0: (practice.leniency, practice.compiler.denial) = ("only audits", .pass)
        case 1: (practice.leniency, practice.isOpen) = ("is paused", true)
        case 2: practice.compiler.denial = .reject
        default: practice.compiler.cutMark = 1 << 29
        }
        return practice
    }
}
