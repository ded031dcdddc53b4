public import Addresses

/// What a host does with packets that are not for itself; `nil` stands for what could not be found out.
public struct ForwardingFacts: Hashable, Sendable {
    /// When bridges have the rules of IP called for what they pass on.
    public enum BridgeRules: Hashable, Sendable {
        /// For every bridge.
        case always
        /// For those bridges that say so themselves.
        case perBridge
        /// Never: br_netfilter is not there.
        case never
        /// br_netfilter is there, and the setting for all bridges could not be read.
        case hidden
    }

    /// Whether it forwards at all, by family.
    public var forwards: [IPFamily: Bool]
    /// When bridges have the rules called, by family.
    public var bridgeRules: [IPFamily: BridgeRules]
    /// Whether connections are distributed by IPVS, whose packets pass no forward hook.
    public var hasVirtualServers: Bool?

    /// Facts, of which those left out are not known.
    public init(
        forwards: [IPFamily: Bool] = [:], bridgeRules: [IPFamily: BridgeRules] = [:],
        hasVirtualServers: Bool? = nil
    ) {
        self.forwards = forwards
        self.bridgeRules = bridgeRules
        self.hasVirtualServers = hasVirtualServers
    }
}
