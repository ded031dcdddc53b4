internal import Addresses
public import Agent
internal import JSON
internal import Nftables
public import PolicyCompiler

/// What an agent knows of its node beside the cluster and its configuration, for commands that say what its rules do.
public struct AgentFacts: Hashable, Sendable {
    /// The node.
    public let node: String
    /// What its rules know of it; while it is open, what they would know.
    public let facts: NodeFacts
    /// What becomes of what policies deny.
    public let enforcement: AgentOptions.Enforcement
    /// For how long no policy is enforced; `nil` where the node is guarded.
    public let pausedSeconds: Int64?

    /// What an agent knows now.
    init<Node: Kernel>(_ core: AgentCore<Node>, now: Duration) {
        node = core.options.node
        facts = core.facts
        enforcement = core.options.enforcement
        pausedSeconds = core.status.pausedUntil.map { max(0, ($0 - now).components.seconds) }
    }

    /// What an agent said.
    public init(parsing bytes: [UInt8]) throws(ConfigurationError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw ConfigurationError("\(error)")
        }
        guard let node = value["node"]?.string,
            let enforcement = value["enforcement"]?.string.flatMap({ AgentOptions.Enforcement(rawValue: $0) })
        else { throw ConfigurationError("it says neither its node nor what it enforces") }
        self.node = node
        self.enforcement = enforcement
        pausedSeconds = value["pausedSeconds"]?.number
        do throws(AddressError) {
            facts = try NodeFacts(value)
        } catch {
            throw ConfigurationError("\(error)")
        }
    }

    /// Why what policies deny passes there; `nil` where it does not.
    public var leniency: String? {
        if let pausedSeconds { return "is paused for another \(pausedSeconds) s" }
        switch enforcement {
        case .enforce: return nil
        case .audit: return "only audits"
        case .off: return "enforces nothing (enforcement: off)"
        }
    }

    /// Whether there are no rules at all.
    public var isOpen: Bool { pausedSeconds != nil || enforcement == .off }

    /// The same as JSON.
    var json: JSONValue {
        let links = facts.links.sorted { $0.key < $1.key }
        return .members([
            "node": .string(node), "enforcement": .string(enforcement.rawValue),
            "pausedSeconds": pausedSeconds.map { .number($0) },
            "links": .object(links.map { .init("\($0.key)", .string($0.value)) }),
            "lingering": .array(facts.lingering.sorted().map { .string("\($0)") }),
            "podRanges": .array(facts.podRanges.cidrs.map { .string("\($0)") }),
            "unknownPods": .string(facts.unknownPods == .deny ? "deny" : "allow"),
            "ownNode": .string(facts.policesOwnNode ? "police" : "allow"),
        ])
    }
}

extension NodeFacts {
    fileprivate init(_ value: JSONValue) throws(AddressError) {
        self.init(
            unknownPods: value["unknownPods"]?.string == "deny" ? .deny : .allow,
            policesOwnNode: value["ownNode"]?.string != "allow")
        for member in value["links"]?.members ?? [] {
            links[try IPAddress(parsing: member.name)] = member.value.string
        }
        for address in value["lingering"]?.items ?? [] {
            lingering.insert(try IPAddress(parsing: address.string ?? ""))
        }
        var ranges: [CIDR] = []
        for range in value["podRanges"]?.items ?? [] { ranges.append(try CIDR(parsing: range.string ?? "")) }
        podRanges = AddressRanges(ranges)
    }
}
