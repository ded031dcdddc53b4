import Addresses
import Analysis
import JSON
import PolicyCompiler
import PolicyEngine
import Service

extension Session {
    /// How policies are meant: as options say, and where they say nothing as somebody else chose.
    func choices(over others: RuleChoices = RuleChoices()) throws(Failure) -> RuleChoices {
        var choices = others
        if let word = arguments.value(.ownNode) { choices.policesOwnNode = word != "allow" }
        if let word = arguments.value(.deny) { choices.compiler.denial = word == "reject" ? .reject : .drop }
        if let word = arguments.value(.unknownPods) { choices.unknownPods = word == "deny" ? .deny : .allow }
        let caches = try values(of: .nodeLocalDNS) { (text) throws(AddressError) in try IPAddress(parsing: text) }
        if !caches.isEmpty { choices.nodeLocalDNS = caches }
        let ranges = try values(of: .podCIDRs) { (text) throws(AddressError) in try CIDR(parsing: text) }
        if !ranges.isEmpty { choices.podRanges = AddressRanges(ranges) }
        return choices
    }

    /// What the agent on this host chose; `nil` where none runs.
    func agentChoices() throws(Failure) -> RuleChoices? {
        guard let bytes = try askAgentIfThere(AgentQuestion("/configuration", at: agentSocket)) else { return nil }
        do throws(ConfigurationError) {
            return try RuleChoices(configuration: bytes)
        } catch {
            throw .other("what the agent on this host chose cannot be read: \(error)")
        }
    }

    /// How policies become rules: as they usually do, or where the agent on this host was asked as it does it now.
    func practice(_ choices: RuleChoices, in cluster: Cluster) throws(Failure) -> Practice {
        guard choices.node != nil, let known = try agentFacts() else {
            return Practice(facts: NodeFacts(policesOwnNode: choices.policesOwnNode))
        }
        return Practice(choices, known, in: cluster)
    }

    private func agentFacts() throws(Failure) -> AgentFacts? {
        guard let bytes = try askAgentIfThere(AgentQuestion("/facts", at: agentSocket)) else { return nil }
        do throws(ConfigurationError) {
            return try AgentFacts(parsing: bytes)
        } catch {
            throw .other("what the agent on this host knows of its node cannot be read: \(error)")
        }
    }

    /// Says what the agent that was asked does otherwise than the policies say, and what it could not do.
    func noteMode(_ choices: RuleChoices) throws(Failure) {
        guard choices.node != nil else { return }
        if let remark = choices.remark { note(remark) }
        let status = try agentStatus()
        for problem in (status?["problems"]?.items ?? []).compactMap(\.string) where !problem.hasPrefix("guarding: ") {
            note("the agent on this host is not ready: \(problem)")
        }
        if let seconds = status?["pausedSeconds"] {
            note(
                "this node is paused for another \(seconds.text) s: what is denied here passes; martlet resume ends it")
        }
    }

    private func values<Value>(
        of option: Option, _ parse: (String) throws(AddressError) -> Value
    ) throws(Failure) -> [Value] {
        var values: [Value] = []
        for text in arguments.all(option).flatMap({ $0.split(separator: ",").map(String.init) }) {
            do throws(AddressError) {
                values.append(try parse(text))
            } catch {
                throw misused("--\(option.name) \(text): \(error)")
            }
        }
        return values
    }
}
