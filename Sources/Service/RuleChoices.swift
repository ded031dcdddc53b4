public import Addresses
internal import Agent
public import PolicyCompiler

/// What a node's owner chose of how policies are meant there, for commands that work out the same as the agent does.
public struct RuleChoices: Sendable {
    /// How policies become rules.
    public var compiler = PolicyCompiler.Options()
    /// Whether what pods send to their own node is policed.
    public var policesOwnNode = true
    /// Addresses of every node that stand for the cluster's DNS pods.
    public var nodeLocalDNS: [IPAddress] = []
    /// What becomes of addresses of the node's pod ranges that no known pod has.
    public var unknownPods = NodeFacts.UnknownPods.allow
    /// The node's pod ranges, where its Node object does not say them.
    public var podRanges: AddressRanges?
    /// The node of the agent whose choices these are; `nil` where they are nobody's.
    public private(set) var node: String?
    /// What that agent does otherwise than its policies say, in a sentence; `nil` where it does as they say.
    public private(set) var remark: String?

    /// What is usual.
    public init() {}

    /// The choices of an agent that gave its configuration file.
    public init(configuration bytes: [UInt8]) throws(ConfigurationError) {
        var values = SettingValues()
        try ConfigurationFile.read(bytes, "the agent's configuration", into: &values)
        let agent = try RunConfiguration(values, hostName: "").agent
        compiler = agent.effectiveCompiler
        policesOwnNode = agent.policesOwnNode
        nodeLocalDNS = agent.nodeLocalDNS
        unknownPods = agent.unknownPods
        podRanges = agent.podRanges
        node = agent.node
        remark = agent.enforcement.remark
    }
}

extension AgentOptions.Enforcement {
    /// What it does otherwise than policies say.
    fileprivate var remark: String? {
        switch self {
        case .enforce: nil
        case .audit: "the agent on this host only audits: what is denied here is counted and logged, and passes"
        case .off: "the agent on this host enforces nothing (enforcement: off): what is denied here passes"
        }
    }
}
