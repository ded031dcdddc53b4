import Service

extension Page {
    private static let noAgent = (ExitCode.failure, "the command line is wrong, or no agent answers")

    static let run = Page(
        .run, "guard this node until it is told to end",
        synopsis: "[--kubeconfig FILE | --manifests DIR] [--node-name NAME] [--config FILE]",
        [
            "Follows an API server, or a directory of manifests, and keeps the table `inet martlet` as the policies "
                + "mean it for this node. It writes nothing before it knows the whole cluster; until then what is in "
                + "the kernel stays in force, and where nothing is, the rules that were kept (`--boot`).",
            "It ends on SIGTERM and leaves the rules in force. SIGHUP, or `martlet reload`, has it read its "
                + "configuration again. While it runs, other commands without a source ask it.",
        ],
        options: [.config, .writeConfig] + Setting.all.flatMap(Option.options),
        examples: [
            Example("On a node of a cluster", "martlet run --kubeconfig /etc/martlet/kubeconfig --node-name n1"),
            Example(
                "On a host without an API server, by the manifests of a directory",
                "martlet run --manifests /etc/martlet/manifests"),
            Example("All settings, with what holds", "martlet run --write-config-to -"),
        ], exits: [(.yes, "it was told to end"), (.failure, "the command line is wrong, or it could not begin")])

    static let status = Page(
        .status, "say how the agent on this host stands",
        [
            "Asks the agent that runs here whether it enforces, what it guards, and what is wrong. The same is at "
                + "/readyz and /metrics for programs."
        ],
        options: [.output, .runDirectory],
        examples: [
            Example("For people", "martlet status"), Example("For programs", "martlet status -o json"),
        ], exits: [(.yes, "it enforces"), (.no, "something is wrong; it says what"), noAgent])

    static let observe = Page(
        .observe, "show what is denied on this host", synopsis: "[--follow]",
        [
            "Shows the denied packets that the agent heard of last: from whom to whom, by which policies, and why. "
                + "The kernel logs so many a second only (`martlet run --log-denied`); all are counted."
        ],
        options: [.follow, .output, .runDirectory],
        examples: [
            Example("What was denied last", "martlet observe"),
            Example("From now on, as JSON", "martlet observe -f -o json"),
        ], exits: [(.yes, "shown"), noAgent])

    static let pause = Page(
        .pause, "open this node for a time", synopsis: "--for TIME",
        [
            "No policy is enforced on this node for a time, up to a day, and then all of them again by themselves. It "
                + "is logged and measured, and the agent is not ready meanwhile. `martlet resume` ends it at once."
        ],
        options: [.duration, .runDirectory],
        examples: [
            Example("A quarter of an hour", "martlet pause --for 15m"),
            Example("A minute and a half", "martlet pause --for 90s"),
        ], exits: [(.yes, "this node is open"), noAgent])

    static let resume = Page(
        .resume, "guard this node again", ["Ends what `martlet pause` began."], options: [.runDirectory],
        examples: [
            Example("At once", "martlet resume"),
            Example("Of an agent elsewhere", "martlet resume --run-dir /run/other"),
        ], exits: [(.yes, "policies are enforced"), noAgent])

    static let reload = Page(
        .reload, "have the agent read its configuration again",
        [
            "What is wrong with the configuration is told, and then the one before holds on. Some settings hold from "
                + "the next start on only; the agent's log says which."
        ], options: [.runDirectory],
        examples: [
            Example("After a change of the file", "martlet reload"),
            Example("Of an agent elsewhere", "martlet reload --run-dir /run/other"),
        ], exits: [(.yes, "it was taken up"), (.failure, "it was not, or no agent answers")])
}

extension Option {
    /// The options that say a setting: its flag, and the names that other agents have for it.
    fileprivate static func options(_ setting: Setting) -> [Option] {
        let standard = setting.standard.isEmpty ? "" : "; \(setting.standard) by default"
        let main = Option(
            setting.flag, nil, Value(setting.form), repeatable: setting.isList,
            help: setting.words + standard)
        return [main]
            + setting.aliases.map {
                Option($0, nil, Value(setting.form), repeatable: setting.isList, help: "the same as --\(setting.flag)")
            }
    }
}

extension Option.Value {
    fileprivate init(_ form: Setting.Form) {
        switch form {
        case .text(let word), .list(let word): self = .word(word)
        case .path: self = .path
        case .choice(let words): self = .choice(words)
        case .number: self = .word("NUMBER")
        case .flag: self = .none
        }
    }
}

extension Setting {
    fileprivate var isList: Bool { if case .list = form { true } else { false } }
}
