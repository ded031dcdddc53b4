/// One thing that may be set of the running agent: by a flag, by the environment, or in the configuration file. Flags,
/// file, help, manual and documentation are all made of one list of these.
public struct Setting: Hashable, Sendable {
    /// What its value looks like.
    public enum Form: Hashable, Sendable {
        /// Any text, called so in the help.
        case text(String)
        /// A file or directory.
        case path
        /// One of these words.
        case choice([String])
        /// A number within bounds.
        case number(ClosedRange<Int>)
        /// Yes or no.
        case flag
        /// Several texts, each called so in the help.
        case list(String)
    }

    /// The flag's name, without dashes.
    public let flag: String
    /// Other names of the flag, as other agents have them.
    public let aliases: [String]
    /// Where it stands in the file: names joined by dots.
    public let path: String
    /// The variable of the environment that says it too.
    public let variable: String?
    /// Whether systemd sets that variable by itself, because a unit has a directory of this kind: a file that says
    /// another thing was written by somebody, and holds.
    public let isOfUnit: Bool
    /// What its value looks like.
    public let form: Form
    /// What holds where nobody says anything; empty where that is nothing, or found out.
    public let standard: String
    /// Whether a reload takes it up; what else changes needs a restart, and the reload says so.
    public let isLive: Bool
    /// What it does.
    public let words: String

    /// A setting of these parts.
    init(
        _ flag: String, aliases: [String] = [], path: String, variable: String? = nil, ofUnit: Bool = false,
        _ form: Form, standard: String = "", live: Bool = false, _ words: String
    ) {
        self.flag = flag
        self.aliases = aliases
        self.path = path
        self.variable = variable
        isOfUnit = ofUnit
        self.form = form
        self.standard = standard
        isLive = live
        self.words = words
    }
}

extension Setting {
    static let kubeconfig = Setting(
        "kubeconfig", path: "clientConnection.kubeconfig", .path,
        "the file that leads to the API server; otherwise a pod's service account, KUBECONFIG or ~/.kube/config")
    static let context = Setting(
        "context", path: "clientConnection.context", .text("NAME"), "the context of the kubeconfig")
    static let server = Setting(
        "server", aliases: ["master"], path: "clientConnection.server", .text("URL"),
        "the API server, whatever the kubeconfig says")
    static let tokenFile = Setting(
        "token-file", path: "clientConnection.tokenFile", .path, "a file of the token to show to the API server")
    static let certificateAuthority = Setting(
        "certificate-authority", path: "clientConnection.certificateAuthority", .path,
        "a file of the authorities that the API server is trusted by")
    static let manifests = Setting(
        "manifests", path: "manifests", .path,
        "a directory of manifests that is watched, instead of an API server")
    static let nodeName = Setting(
        "node-name", aliases: ["hostname-override"], path: "nodeName", variable: "NODE_NAME", .text("NAME"),
        "the node this host is; otherwise the host's name in lower case")
    static let healthz = Setting(
        "healthz-bind-address", path: "healthzBindAddress", .text("ADDRESS:PORT"), standard: "127.0.0.1:9976",
        "where /livez, /readyz and /healthz are answered; 0 for nowhere")
    static let metrics = Setting(
        "metrics-bind-address", path: "metricsBindAddress", .text("ADDRESS:PORT"), standard: "127.0.0.1:9977",
        "where /metrics is answered; 0 for nowhere")
    static let stateDirectory = Setting(
        "state-dir", path: "stateDirectory", variable: "STATE_DIRECTORY", ofUnit: true, .path,
        standard: "/var/lib/martlet",
        "where the last rules are kept for the next boot, and how far the cluster was read; 0 for nowhere")
    static let runDirectory = Setting(
        "run-dir", path: "runDirectory", variable: "RUNTIME_DIRECTORY", ofUnit: true, .path,
        standard: "/run/martlet",
        "where the socket is at which other commands ask the agent")
    static let boot = Setting(
        "boot", path: "boot", .choice(["last", "deny", "open"]), standard: "last",
        "what holds when there is no table yet, until the cluster is known: the last rules, nothing to or from pods, "
            + "or no rules")
    static let enforcement = Setting(
        "enforcement", path: "enforcement", .choice(["enforce", "audit", "off"]), standard: "enforce", live: true,
        "whether what policies deny is stopped, only counted and logged, or nothing is done at all")
    static let established = Setting(
        "established", path: "established", .choice(["cut", "keep"]), standard: "cut", live: true,
        "what becomes of open connections that a change no longer allows")
    static let cutMark = Setting(
        "cut-mark", path: "cutMark", .text("BIT"), standard: "0x20000000",
        "the bit of a connection's mark by which it is cut; no other program may use it")
    static let unknownPods = Setting(
        "unknown-pods", path: "unknownPods", .choice(["allow", "deny"]), standard: "allow", live: true,
        "what becomes of addresses in the node's pod ranges that no known pod has")
    static let podCIDRs = Setting(
        "pod-cidrs", path: "podCIDRs", .list("CIDR"), live: true,
        "the node's pod ranges, where its Node object does not say them")
    static let podLinks = Setting(
        "pod-links", path: "podLinks", .choice(["verify", "ignore"]), standard: "verify",
        "whether a pod's address is taken only from the link that leads to the pod")
    static let ownNode = Setting(
        "own-node", path: "ownNode", .choice(["police", "allow"]), standard: "police", live: true,
        "whether egress policies hold for what pods send to their own node")
    static let nodeLocalDNS = Setting(
        "node-local-dns", path: "nodeLocalDNS", .list("ADDRESS"),
        "addresses of every node at which a DNS cache listens: they are judged as the cluster's DNS pods are")
    static let deny = Setting(
        "deny", path: "deny", .choice(["drop", "reject"]), standard: "drop", live: true,
        "what becomes of a denied packet")
    static let logDenied = Setting(
        "log-denied", path: "deniedConnections.perSecond", .number(0...10_000), standard: "10", live: true,
        "how many denied packets a second and direction are logged at most; 0 for none")
    static let logDeniedNamespaces = Setting(
        "log-denied-namespaces", path: "deniedConnections.namespaces", .list("NAMESPACE"), live: true,
        "log only what is denied to and from pods of these namespaces")
    static let logGroup = Setting(
        "log-group", path: "deniedConnections.group", .number(0...65_535), standard: "976",
        "the netlink log group by which denied packets reach the agent")
    static let resync = Setting(
        "resync-interval", path: "resyncIntervalSeconds", .number(1...86_400), standard: "60", live: true,
        "how many seconds pass between two looks at the table without a reason")
    static let cleanup = Setting(
        "cleanup-on-exit", path: "cleanupOnExit", .flag, standard: "false", live: true,
        "remove the table when the agent ends; otherwise it stays and enforces")
    static let loggingFormat = Setting(
        "logging-format", path: "logging.format", .choice(["text", "json"]), standard: "text",
        "how log lines are written")
    static let verbosity = Setting(
        "v", path: "logging.verbosity", .number(0...9), standard: "2", live: true,
        "how much is logged: 0 errors and what ends, 2 what happens, 4 every change")

    /// All of them, in the order in which the help has them.
    public static let all: [Setting] = [
        kubeconfig, context, server, tokenFile, certificateAuthority, manifests, nodeName, healthz, metrics,
        stateDirectory, runDirectory, boot, enforcement, established, cutMark, unknownPods, podCIDRs, podLinks, ownNode,
        nodeLocalDNS, deny, logDenied, logDeniedNamespaces, logGroup, resync, cleanup, loggingFormat, verbosity,
    ]
}
