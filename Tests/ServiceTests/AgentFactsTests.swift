import Addresses
import Agent
import ClusterSupport
import JSON
import KubernetesModel
import Manifests
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

@testable import Analysis
@testable import Service

@Suite struct AgentFactsTests {
    /// How an agent is led before it is asked.
    enum Way: CaseIterable {
        case guarding, linked, lingering, closed, audit, off, paused, openNode
    }

    @Test(
        "what is told is read as it was meant, and commands make of it the rules in the kernel", arguments: Way.allCases
    )
    func sameRules(_ way: Way) throws {
        let (kernel, clock) = (MemoryKernel(), ManualClock())
        let options = Self.options(way)
        var core = try SmallShop.agent(kernel, clock, options: options)
        _ = core.step(SmallShop.contents())
        lead(&core, way)
        let known = try AgentFacts(parsing: Array(AgentFacts(core, now: clock.now).json.text.utf8))
        #expect(known == AgentFacts(core, now: clock.now) && known.node == "n0")
        var manifests = Manifests()
        manifests.read(Array(core.knownCluster.objects.text.utf8), from: "the agent")
        let cluster = manifests.inventory.cluster
        let practice = Practice(Self.choices(options), known, in: cluster)
        #expect(practice.ruleset(of: Resolver.policy(of: "n0", in: cluster)) == kernel.ruleset, "\(way)")
        #expect((practice.leniency != nil) == [.audit, .off, .paused].contains(way))
    }

    private func lead(_ core: inout AgentCore<MemoryKernel>, _ way: Way) {
        let mailbox = Mailbox()
        switch way {
        case .linked: mailbox.put(LocalLinks([SmallShop.db.addresses[0]: "veth1"], of: Set(SmallShop.web.addresses)))
        case .lingering: mailbox.put(.pod(SmallShop.db.key, nil), now: .zero)
        case .paused: core.pause(for: .seconds(90))
        case .guarding, .closed, .audit, .off, .openNode: break
        }
        core.synchronise(mailbox.take())
        #expect(core.facts.links.isEmpty == (way != .linked) && core.facts.lingering.isEmpty == (way != .lingering))
    }

    private static func options(_ way: Way) -> AgentOptions {
        var options = AgentOptions(node: "n0")
        switch way {
        case .closed: options.unknownPods = .deny
        case .audit: options.enforcement = .audit
        case .off: options.enforcement = .off
        case .openNode: options.policesOwnNode = false
        case .guarding, .linked, .lingering, .paused: break
        }
        return options
    }

    private static func choices(_ options: AgentOptions) -> RuleChoices {
        var choices = RuleChoices()
        choices.compiler = options.effectiveCompiler
        choices.policesOwnNode = options.policesOwnNode
        return choices
    }

    @Test("a node that does not do as its policies say has a reason in words")
    func leniency() throws {
        func words(_ members: String) throws -> String? {
            try AgentFacts(parsing: Array(#"{"node":"n0",\#(members)}"#.utf8)).leniency
        }
        #expect(try words(#""enforcement":"enforce""#) == nil)
        #expect(try words(#""enforcement":"audit""#) == "only audits")
        #expect(try words(#""enforcement":"off""#) == "enforces nothing (enforcement: off)")
        #expect(try words(#""enforcement":"audit","pausedSeconds":7"#) == "is paused for another 7 s")
    }

    @Test(
        "what is no such answer is an error",
        arguments: [
            "", "[]", "{}", #"{"node":"n0"}"#, #"{"node":"n0","enforcement":"none"}"#,
            #"{"node":"n0","enforcement":"off","links":{"10.0.0":"veth1"}}"#,
            #"{"node":"n0","enforcement":"off","lingering":[1]}"#,
            #"{"node":"n0","enforcement":"off","podRanges":["10.0.0.0/40"]}"#,
        ])
    func wrong(text: String) {
        #expect(throws: ConfigurationError.self) { try AgentFacts(parsing: Array(text.utf8)) }
    }

    @Test("an address that a pod took meanwhile lingers no longer")
    func taken() throws {
        let text = #"{"node":"n0","enforcement":"enforce","lingering":["10.0.0.1","10.0.0.9"]}"#
        var cluster = Cluster()
        cluster.apply(.pod(SmallShop.web.key, SmallShop.web))
        let practice = Practice(RuleChoices(), try AgentFacts(parsing: Array(text.utf8)), in: cluster)
        #expect(practice.facts.lingering == [address("10.0.0.9")])
    }
}
