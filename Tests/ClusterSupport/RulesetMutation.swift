import Addresses
public import Nftables

/// A mistake that a compiler could make in one form of rule. Each must be seen by whoever compares packets.
public enum RulesetMutation: CaseIterable, Sendable {
    /// One port more than was said.
    case portTooMany
    /// A range, or a list, of ports ends too late.
    case portSetTooLarge
    /// Any protocol instead of one.
    case anyProtocol
    /// Any peer instead of some pods.
    case anyPeer
    /// Sets of pods forget one.
    case peerForgotten
    /// Sets of addresses reach too far.
    case blockTooLarge
    /// A CIDR in a rule is taken for all addresses.
    case anyAddress
    /// Served ports are those of another pod.
    case otherServer
    /// Single ports that are looked up at once forget one.
    case openingForgotten
    /// A pod does not reach itself.
    case notItself
    /// What is allowed is not asked.
    case allowForgotten
    /// What isolates a pod is not asked.
    case isolationForgotten
    /// Neighbour discovery is judged.
    case discoveryJudged
    /// What a pod sends to its own node is not judged.
    case ownNodeOpen
    /// The other end's address is compared.
    case endsSwapped

    /// The ruleset with this mistake; `nil` where there is no place for it.
    public func applied(to ruleset: Ruleset) -> Ruleset? {
        var mutant = ruleset
        switch self {
        case .portSetTooLarge: mutant.changeSets("ports/") { $0.growingLast() }
        case .peerForgotten: mutant.changeSets("peers/") { Elements($0.layout, $0.dropFirst()) }
        case .blockTooLarge: mutant.changeSets("cidrs/") { $0.beginningTooEarly() }
        case .otherServer: mutant.changeSets("servers/") { Elements($0.layout, $0.dropFirst()) }
        case .openingForgotten: mutant.changeSets("openings/") { Elements($0.layout, $0.dropFirst()) }
        case .isolationForgotten:
            for name in mutant.maps.keys { mutant.maps[name]?.verdicts = [:] }
            mutant.changeSets("ingress-isolated") { Elements($0.layout) }
            mutant.changeSets("egress-isolated") { Elements($0.layout) }
        case .ownNodeOpen: mutant.chains["own-node"]?.rules = []
        case .portTooMany, .anyProtocol, .anyPeer, .anyAddress, .notItself, .allowForgotten, .discoveryJudged,
            .endsSwapped:
            mutant.changeRules { name, rule in changed(rule, in: name) }
        }
        return mutant == ruleset ? nil : mutant
    }

    /// The rule with this mistake; `nil` where it goes.
    private func changed(_ rule: Rule, in chain: String) -> Rule? {
        let isOfPod = chain.hasPrefix("pod/")
        switch self {
        case .notItself: return isOfPod && rule.statements.last == .verdict(.accept) ? nil : rule
        case .allowForgotten: return isOfPod && !rule.targets.isEmpty ? nil : rule
        case .discoveryJudged: return rule.comment?.description == "neighbour discovery" ? nil : rule
        case .portTooMany, .anyProtocol, .anyPeer, .anyAddress, .endsSwapped, .portSetTooLarge, .peerForgotten,
            .blockTooLarge, .otherServer, .openingForgotten, .isolationForgotten, .ownNodeOpen:
            guard chain.hasPrefix("allow/") else { return rule }
            return Rule(rule.statements.compactMap { changed($0) })
        }
    }

    /// The statement with this mistake; `nil` where it goes.
    private func changed(_ statement: Statement) -> Statement? {
        guard case .match(let match) = statement, let field = match.fields.first, match.fields.count == 1 else {
            return statement
        }
        switch (self, match.test, field) {
        case (.portTooMany, .equals(.port(let port)), _):
            return .match(field, DatumRange(.port(port), .port(port == .max ? port : port + 1)))
        case (.anyProtocol, .equals(.transport), _): return nil
        case (.anyPeer, .member(let set), _) where set.hasPrefix("peers/"): return nil
        case (.anyAddress, .prefix, _), (.anyAddress, .equals(.address), _): return nil
        case (.endsSwapped, _, .sourceAddress(let family)):
            return .match(Match([.destinationAddress(family)], match.test))
        case (.endsSwapped, _, .destinationAddress(let family)):
            return .match(Match([.sourceAddress(family)], match.test))
        default: return statement
        }
    }
}

extension Ruleset {
    fileprivate mutating func changeSets(_ prefix: String, _ change: (Elements) -> Elements) {
        for (name, set) in sets where name.hasPrefix(prefix) { sets[name]?.elements = change(set.elements) }
    }

    fileprivate mutating func changeRules(_ change: (String, Rule) -> Rule?) {
        for (name, chain) in chains {
            let rules = chain.rules.compactMap { change(name, $0) }
            chains[name] = Chain(rules, base: chain.base, keeping: chain.comment)
        }
    }
}

extension Elements {
    /// The same where the last interval has one value more.
    fileprivate func growingLast() -> Elements {
        guard let last = Array(self).last, let byte = last.bytes.last, byte < 255 else { return self }
        return Elements(layout, dropLast() + [Element(bytes: last.bytes.dropLast() + [byte + 1])])
    }

    /// The same where each interval begins one value earlier, if its last byte can.
    fileprivate func beginningTooEarly() -> Elements {
        let width = layout.keyByteCount
        return Elements(
            layout,
            map { element in
                var bytes = element.bytes
                if bytes[width - 1] > 0 { bytes[width - 1] -= 1 }
                return Element(bytes: bytes)
            })
    }
}
