/// What `lint` looks for. Each has a name that stays, so that findings can be counted and put aside.
public enum Check: String, Hashable, Sendable, CaseIterable {
    // What is written.
    /// A part cannot be read, so the policy isolates and allows nothing.
    case unreadable
    /// A CIDR has bits behind its prefix, which mean nothing.
    case hostBits = "host-bits"
    /// A field is read, and says something else than it seems to.
    case doubtfulField = "doubtful-field"
    /// A policy of this name is there more than once; the last one counts.
    case duplicateName = "duplicate-name"
    /// No namespace is written, so it depends on whoever applies the policy.
    case namespaceMissing = "namespace-missing"
    /// No protocol is written, which means TCP alone.
    case protocolMissing = "protocol-missing"
    /// No policyTypes are written, so the rules decide which directions are isolated.
    case policyTypesMissing = "policy-types-missing"
    /// An empty egress without policyTypes isolates nothing.
    case egressWithoutType = "egress-without-type"
    /// An empty list of peers means everyone, not nobody.
    case emptyPeers = "empty-peers"
    /// A namespaceSelector and a podSelector are two peers where one was probably meant.
    case splitPeer = "split-peer"

    // What is selected.
    /// The policy is in a namespace that is not there.
    case namespaceUnknown = "namespace-unknown"
    /// A selector asks for what no labels can be.
    case impossibleSelector = "impossible-selector"
    /// The policy selects no pod that policies speak of.
    case selectsNoPod = "selects-no-pod"
    /// A namespaceSelector matches no namespace.
    case peerMatchesNoNamespace = "peer-matches-no-namespace"
    /// A peer matches no pod that policies speak of.
    case peerMatchesNoPod = "peer-matches-no-pod"
    /// A selector leaves out a label that no object has.
    case idleExclusion = "idle-exclusion"

    // Which ports.
    /// No pod serves the port name.
    case namedPortUnserved = "named-port-unserved"
    /// A port name beside an ipBlock means pods in it, and no other address.
    case namedPortOfBlock = "named-port-of-block"
    /// A port is a Service's, and its pods listen on another.
    case servicePort = "service-port"

    // Which addresses.
    /// An ipBlock holds addresses of pods.
    case blockCoversPods = "block-covers-pods"
    /// An ipBlock holds the address of a Service, which policies never see.
    case blockCoversServices = "block-covers-services"
    /// An ipBlock holds addresses of nodes.
    case blockCoversNodes = "block-covers-nodes"
    /// All addresses of one family are allowed, and pods have both.
    case oneFamilyBlock = "one-family-block"

    // What comes of it.
    /// The policy denies all that comes in.
    case allIngressBlocked = "all-ingress-blocked"
    /// The policy allows all that comes in.
    case allIngressAllowed = "all-ingress-allowed"
    /// The policy denies all that goes out.
    case allEgressBlocked = "all-egress-blocked"
    /// The policy allows all that goes out.
    case allEgressAllowed = "all-egress-allowed"
    /// A rule allows everything, so those beside it mean nothing.
    case openRule = "open-rule"
    /// Isolated pods cannot ask the cluster's DNS.
    case dnsBlockedUDP = "dns-blocked-udp"
    /// Isolated pods cannot ask the cluster's DNS by TCP, which long answers need.
    case dnsBlockedTCP = "dns-blocked-tcp"
    /// The cluster has a DNS cache on its nodes, and a policy allows only the DNS pods.
    case nodeLocalDNS = "node-local-dns"
    /// Other policies allow all that the policy does, to all its pods.
    case shadowed
}

extension Check {
    /// What it finds, in one sentence.
    public var summary: String {
        switch self {
        case .unreadable: "A part cannot be read, so the policy isolates and allows nothing."
        case .hostBits: "A CIDR has bits behind its prefix, which mean nothing."
        case .doubtfulField: "A field is read, and says something else than it seems to."
        case .duplicateName: "A policy of this name is there more than once; the last one counts."
        case .namespaceMissing: "No namespace is written, so it depends on whoever applies the policy."
        case .protocolMissing: "No protocol is written, which means TCP alone."
        case .policyTypesMissing: "No policyTypes are written, so the rules decide which directions are isolated."
        case .egressWithoutType: "An empty egress without policyTypes isolates nothing."
        case .emptyPeers: "An empty list of peers means everyone, not nobody."
        case .splitPeer: "A namespaceSelector and a podSelector are two peers where one was probably meant."
        case .namespaceUnknown: "The policy is in a namespace that is not there."
        case .impossibleSelector: "A selector asks for what no labels can be."
        case .selectsNoPod: "The policy selects no pod that policies speak of."
        case .peerMatchesNoNamespace: "A namespaceSelector matches no namespace."
        case .peerMatchesNoPod: "A peer matches no pod that policies speak of."
        case .idleExclusion: "A selector leaves out a label that no object has."
        case .namedPortUnserved: "No pod serves the port name."
        case .namedPortOfBlock: "A port name beside an ipBlock means pods in it, and no other address."
        case .servicePort: "A port is a Service's, and its pods listen on another."
        case .blockCoversPods: "An ipBlock holds addresses of pods."
        case .blockCoversServices: "An ipBlock holds the address of a Service, which policies never see."
        case .blockCoversNodes: "An ipBlock holds addresses of nodes."
        case .oneFamilyBlock: "All addresses of one family are allowed, and pods have both."
        case .allIngressBlocked: "The policy denies all that comes in."
        case .allIngressAllowed: "The policy allows all that comes in."
        case .allEgressBlocked: "The policy denies all that goes out."
        case .allEgressAllowed: "The policy allows all that goes out."
        case .openRule: "A rule allows everything, so those beside it mean nothing."
        case .dnsBlockedUDP: "Isolated pods cannot ask the cluster's DNS."
        case .dnsBlockedTCP: "Isolated pods cannot ask the cluster's DNS by TCP, which long answers need."
        case .nodeLocalDNS: "The cluster has a DNS cache on its nodes, and a policy allows only the DNS pods."
        case .shadowed: "Other policies allow all that the policy does, to all its pods."
        }
    }
}
