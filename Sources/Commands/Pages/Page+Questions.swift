extension Page {
    private static let failure = (ExitCode.failure, "the command line is wrong, or nothing could be read")
    private static let partial = (ExitCode.partial, "answered, but a part of the input could not be read")

    static let explain = Page(
        .explain, "say why a connection passes or does not",
        synopsis: "SRC DST[:PORT[/PROTO]] (-f FILE... | --kubeconfig FILE)",
        [
            "SRC and DST are `namespace/pod`, `namespace/deploy/name` (also sts, ds, job, cronjob, rs), "
                + "`namespace/svc/name` (DST only), an address, or `host` for the node of the other end. The port is a "
                + "number or a name, the protocol TCP, UDP or SCTP, and TCP where none is written; `DST/ICMP` asks for "
                + "a ping. An IPv6 address with a port stands in brackets. Without a port all open ports are listed.",
            "The verdict is that of the whole cluster: egress of the source and ingress of the destination; `--node` "
                + "keeps to what one node enforces. For each end stand the policies that isolate it, what allowed the "
                + "connection or why each rule did not, what would open it, and then the way of the packet through the "
                + "rules.",
            "Without a source the agent on this host is asked, and the rules are those that it makes at this moment: "
                + "by which link a pod of its node sends, which proves its address; addresses of pods that are gone; "
                + "those of no known pod; and whether it only audits, enforces nothing or is paused. Files and API "
                + "servers say nothing of all that, so by them a packet is followed as if it came by no pod's link.",
        ],
        options: Option.sources + [.node, .ipv4, .ipv6, .verbose, .output, .ownNode, .nodeLocalDNS],
        examples: [
            Example(
                "Why the web server does not reach its database",
                "martlet explain shop/web shop/db:5432 --kubeconfig ~/.kube/config"),
            Example(
                "Whether a deployment may ask the cluster's DNS, before anything is deployed",
                "martlet explain shop/deploy/web kube-system/svc/kube-dns:53/UDP -f manifests/"),
        ], exits: [(.yes, "allowed"), failure, (.denied, "denied"), partial])

    static let list = Page(
        .list, "list who can reach whom",
        synopsis: "(-f FILE... | --kubeconfig FILE) [--focus NAMESPACE/NAME] [--exposure]",
        [
            "One line for each connection that may be made: `source => destination : ports`. Pods of one workload are "
                + "one; addresses outside are ranges, cut where policies cut them.",
            "`--exposure` lists what is open to everyone and what no policy protects. As `svg` it is a picture that "
                + "any browser shows; `dot` is for graphviz.",
        ],
        options: Option.sources + [.node, .focus, .exposure, .listOutput, .ownNode, .nodeLocalDNS],
        examples: [
            Example("All connections of one workload", "martlet list -f manifests/ --focus shop/db"),
            Example(
                "A picture of a cluster", "martlet list --kubeconfig ~/.kube/config -o svg > reach.svg"),
            Example("What nobody protects", "martlet list -f manifests/ --exposure"),
        ], exits: [(.yes, "listed"), failure, partial])

    static let lint = Page(
        .lint, "find what is wrong or risky in policies", synopsis: "(-f FILE... | --kubeconfig FILE)",
        [
            "Each finding names the object, the field and its line, says why it matters and how to mend it: selectors "
                + "and port names that match nothing, DNS cut off, ranges that overlap pods, policies that do nothing, "
                + "and what an API server would refuse. Notes do not count as findings for the exit code."
        ],
        options: Option.sources + [.node, .output, .nodeLocalDNS],
        examples: [
            Example("Policies of a repository, as a check before merging", "martlet lint -f manifests/"),
            Example("A running cluster", "martlet lint --kubeconfig ~/.kube/config"),
        ], exits: [(.yes, "nothing found"), (.no, "something found"), failure, partial])
}
