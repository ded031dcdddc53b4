extension Page {
    private static let failure = (ExitCode.failure, "the command line is wrong, or nothing could be read or written")
    private static let partial = (ExitCode.partial, "answered, but a part of the input could not be read")

    static let dump = Page(
        .dump, "print the ruleset that policies and pods become",
        synopsis: "(-f FILE... | --kubeconfig FILE) [--node NAME]",
        [
            "Prints one nftables table, `inet martlet`, as `nft -f` reads it, or as JSON for `nft -j -f`. Nothing is "
                + "touched. The same objects always give the same bytes, and `martlet apply` leaves just this in the "
                + "kernel.",
            "Without `--node` the pods of all nodes are taken, as if one host had them all.",
            "Without `-f` an API server is asked, as kubectl would ask it: that of `--kubeconfig`, of KUBECONFIG, of "
                + "the pod that this runs in, or of ~/.kube/config. It is only read from.",
        ],
        options: Option.sources + [.node, .output] + Option.rules,
        examples: [
            Example(
                "The rules of one node, checked by nft without being loaded",
                "martlet dump --kubeconfig ~/.kube/config --node n1 | nft -c -f -"),
            Example("What a policy becomes, before it is in any cluster", "martlet dump -f pods.yaml -f policy.yaml"),
        ], exits: [(.yes, "printed"), failure, partial])

    static let diff = Page(
        .diff, "show what would change",
        synopsis: "(-f FILE... | --kubeconfig FILE | --from OLD --to NEW) [--summary]",
        [
            "Compares the rules that should be with those in the kernel, or those of old manifests with those of new "
                + "ones. Each object that differs has a line with +, - or ~, and below it the elements and rules that "
                + "come and go; counts are left out.",
            "`--summary` says it in words: which pods become isolated, which connections open and which close.",
        ],
        options: Option.sources + [.from, .to, .summary, .kernelNode, .allNodes, .output] + Option.rules,
        examples: [
            Example(
                "What a pull request opens and closes", "martlet diff --from main/ --to branch/ --summary"),
            Example(
                "What apply would do here",
                "martlet diff --kubeconfig /etc/martlet/kubeconfig --node n1"),
        ], exits: [(.yes, "nothing differs"), (.no, "something differs"), failure, partial])

    static let apply = Page(
        .apply, "program the kernel once", synopsis: "[-f FILE... | --kubeconfig FILE] [--dry-run]",
        [
            "Makes the table `inet martlet` what it should be, whatever it is now, in phases that let nothing through "
                + "that both the old and the new rules forbid. Other tables are left alone.",
            "A document that cannot be read may be a policy, and without it something would be open that was closed: "
                + "then nothing is applied, unless `--partial` is given. A policy that is read and has an error "
                + "isolates its pods and allows nothing.",
            "Where the agent runs on this host and no source is named, it is asked to look at the table now and to put "
                + "right what differs; the answer comes when the kernel holds it. With a source, or another choice "
                + "than the agent's, apply is refused while it runs: it would undo that at once.",
        ],
        options: Option.sources + [.kernelNode, .allNodes, .dryRun, .partial, .output] + Option.rules,
        examples: [
            Example("Guard the pods of this host by the manifests of a directory", "martlet apply -f /etc/martlet/"),
            Example(
                "Let the kernel check the whole change, and keep nothing of it", "martlet apply -f all.yaml --dry-run"),
            Example("Have the agent that runs here look now, and put right what differs", "martlet apply"),
        ], exits: [(.yes, "the kernel holds what it should"), failure, partial])

    static let verify = Page(
        .verify, "compare the kernel with what it should hold", synopsis: "(-f FILE... | --kubeconfig FILE)",
        [
            "Reads the table `inet martlet` back and lists what is missing, what should not be there and what is "
                + "otherwise than it should be. Nothing is changed; `martlet diff` shows each line."
        ],
        options: Option.sources + [.kernelNode, .allNodes, .output] + Option.rules,
        examples: [
            Example(
                "Whether the rules of this node are those of the cluster",
                "martlet verify --kubeconfig /etc/martlet/kubeconfig --node n1"),
            Example("The drift as JSON, for a monitor", "martlet verify -f all.yaml --all-nodes -o json"),
        ], exits: [(.yes, "in sync"), (.no, "drift"), failure, partial])

    static let cleanup = Page(
        .cleanup, "remove the table", synopsis: "[--dry-run]",
        [
            "Removes the table `inet martlet` and nothing else: from then on no policy is enforced here. Rules of "
                + "others stay as they are.",
            "While the agent runs on this host nothing is removed, since it would put the table back at once: end it "
                + "first. `martlet pause` opens this node for a time.",
        ],
        options: [.dryRun, .output, .runDirectory],
        examples: [
            Example("Remove Martlet's rules from this host", "martlet cleanup"),
            Example("See what would be removed", "martlet cleanup --dry-run"),
        ], exits: [(.yes, "there is no such table any more"), failure])
}
