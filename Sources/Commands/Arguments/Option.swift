/// An option of the command line.
struct Option: Hashable, Sendable {
    /// What stands behind it.
    enum Value: Hashable, Sendable {
        /// Nothing: it is there or not.
        case none
        /// A file or directory, or `-`.
        case path
        /// Any word, called so in the help.
        case word(String)
        /// One of these words.
        case choice([String])
    }

    /// Its name, without the dashes.
    let name: String
    /// Its short form.
    let letter: Character?
    /// What stands behind it.
    let value: Value
    /// Whether it may be given several times.
    let isRepeatable: Bool
    /// What it does.
    let words: String

    /// An option of this name.
    init(
        _ name: String, _ letter: Character? = nil, _ value: Value = .none, repeatable: Bool = false, help words: String
    ) {
        self.name = name
        self.letter = letter
        self.value = value
        isRepeatable = repeatable
        self.words = words
    }

    /// What the help calls its value; empty where it has none.
    var placeholder: String {
        switch value {
        case .none: ""
        case .path: "FILE"
        case .word(let word): word
        case .choice(let words): words.joined(separator: "|")
        }
    }

    /// `-f, --filename FILE`.
    var usage: String {
        let long = name.count == 1 ? "-\(name)" : "--\(name)"
        let both = letter.map { "-\($0), \(long)" } ?? (name.count == 1 ? long : "    \(long)")
        return placeholder.isEmpty ? both : "\(both) \(placeholder)"
    }
}

extension Option {
    static let filename = Option(
        "filename", "f", .path, repeatable: true,
        help: "a manifest of YAML or JSON, a directory of them (with what is below it), or - for standard input; "
            + "may be repeated")
    static let kubeconfig = Option(
        "kubeconfig", nil, .path,
        help: "ask an API server instead, which this file leads to; otherwise KUBECONFIG, a pod's service account, or "
            + "~/.kube/config")
    static let context = Option("context", nil, .word("NAME"), help: "the context of the kubeconfig")
    static let server = Option("server", nil, .word("URL"), help: "the API server, whatever the kubeconfig says")
    static let tokenFile = Option("token-file", nil, .path, help: "a file of the token to show to the API server")
    static let certificateAuthority = Option(
        "certificate-authority", nil, .path, help: "a file of the authorities that the API server is trusted by")
    static let node = Option("node", nil, .word("NAME"), help: "only this node and its pods")
    static let kernelNode = Option(
        "node", nil, .word("NAME"), help: "the node this host is; otherwise NODE_NAME, or the host's name in lower case"
    )
    static let allNodes = Option("all-nodes", "A", help: "take the pods of all nodes, as if this host were all of them")
    static let output = Option(
        "output", "o", .choice(["text", "json"]), help: "how the answer is written; text by default")
    static let listOutput = Option(
        "output", "o", .choice(["text", "json", "csv", "md", "dot", "svg"]),
        help: "how the answer is written; text by default")
    static let quiet = Option("quiet", "q", help: "no notes and no warnings about the input; errors are always told")
    static let help = Option("help", "h", help: "show this page")
    static let ownNode = Option(
        "own-node", nil, .choice(["police", "allow"]),
        help: "whether egress policies hold for what pods send to their own node; police by default")
    static let nodeLocalDNS = Option(
        "node-local-dns", nil, .word("ADDRESS"), repeatable: true,
        help: "an address of every node at which a DNS cache listens: it is judged as the cluster's DNS pods are")
    static let deny = Option(
        "deny", nil, .choice(["drop", "reject"]), help: "what becomes of a denied packet; drop by default")
    static let unknownPods = Option(
        "unknown-pods", nil, .choice(["allow", "deny"]),
        help: "what becomes of addresses in the node's pod ranges that no known pod has; allow by default")
    static let podCIDRs = Option(
        "pod-cidrs", nil, .word("CIDR"), repeatable: true,
        help: "the node's pod ranges, where its Node object does not say them; separated by commas, or repeated")
    static let from = Option("from", nil, .path, repeatable: true, help: "compare what these manifests say ...")
    static let to = Option(
        "to", nil, .path, repeatable: true, help: "... with what these say, instead of with the kernel")
    static let summary = Option(
        "summary", "s", help: "say in words which pods become isolated and which connections open or close")
    static let dryRun = Option(
        "dry-run", nil, help: "say what would be done and do nothing; the kernel checks it all the same")
    static let partial = Option(
        "partial", nil, help: "apply although a document could not be read; a policy in it would be missing")
    static let ipv4 = Option("4", nil, help: "only IPv4")
    static let ipv6 = Option("6", nil, help: "only IPv6")
    static let verbose = Option("verbose", "v", help: "show every rule that the packet meets")
    static let focus = Option(
        "focus", nil, .word("NAMESPACE[/NAME]"), help: "only connections of this workload, pod or namespace")
    static let exposure = Option(
        "exposure", nil, help: "what is open to everyone, and what no policy protects")

    static let runDirectory = Option(
        "run-dir", nil, .path,
        help: "where the socket of the agent is that runs on this host; otherwise RUNTIME_DIRECTORY or /run/martlet")
    static let duration = Option("for", nil, .word("TIME"), help: "for how long, such as 90s, 15m or 2h")
    static let follow = Option("follow", "f", help: "go on with what is denied from now on, until Ctrl-C")
    static let config = Option(
        "config", nil, .path, help: "a file of settings; flags go before it (martlet run --write-config-to shows one)")
    static let writeConfig = Option(
        "write-config-to", nil, .path,
        help: "write the settings that hold as such a file, - for standard output, and end")

    /// What says where the objects come from.
    static let sources: [Option] = [filename] + access + [runDirectory, quiet]
    /// What leads to an API server.
    static let access: [Option] = [kubeconfig, context, server, tokenFile, certificateAuthority]
    /// What says how policies become rules.
    static let rules: [Option] = [ownNode, nodeLocalDNS, deny, unknownPods, podCIDRs]
}
