extension Page {
    private static let usage = (ExitCode.failure, "the command line is wrong")

    static let check = Page(
        .check, "say whether this host can enforce policies",
        [
            "Looks at the kernel's features, at what this process may do, at forwarding and bridges, and at other "
                + "firewalls that would remove rules. Each line that is not well has its remedy below it. Nothing is "
                + "changed."
        ],
        options: [.output],
        examples: [
            Example("Before the first apply", "martlet check"),
            Example("For an inventory of nodes", "martlet check -o json"),
        ],
        exits: [(.yes, "this host can enforce"), (.no, "something has to be mended first"), usage])

    static let completion = Page(
        .completion, "print completion for a shell", synopsis: "bash|zsh|fish",
        ["Prints a script that makes the shell complete commands, options and their values."],
        examples: [
            Example("For this bash", "source <(martlet completion bash)"),
            Example("For every fish", "martlet completion fish > ~/.config/fish/completions/martlet.fish"),
        ], exits: [(.yes, "printed"), usage], operandChoices: ["bash", "zsh", "fish"])

    static let version = Page(
        .version, "print the version", ["Prints the version of this program."], options: [.output],
        examples: [
            Example("The version", "martlet version"), Example("The version as JSON", "martlet version -o json"),
        ], exits: [(.yes, "printed"), usage])

    static let help = Page(
        .help, "show help for a command", synopsis: "[COMMAND]", ["Shows all commands, or the page of one."],
        examples: [
            Example("All commands", "martlet help"), Example("One command", "martlet help explain"),
        ], exits: [(.yes, "printed"), usage], operandChoices: Verb.shown.map(\.rawValue))

    static let man = Page(
        .man, "print the manual page", ["Prints martlet(8) for `man`, made of the same text as the help."],
        examples: [
            Example("Read it", "martlet man | man -l -"),
            Example("Install it", "martlet man > /usr/share/man/man8/martlet.8"),
        ], exits: [(.yes, "printed"), usage])

    /// The page of a command.
    init(_ verb: Verb) {
        switch verb {
        case .run: self = .run
        case .status: self = .status
        case .observe: self = .observe
        case .pause: self = .pause
        case .resume: self = .resume
        case .reload: self = .reload
        case .dump: self = .dump
        case .diff: self = .diff
        case .apply: self = .apply
        case .verify: self = .verify
        case .explain: self = .explain
        case .list: self = .list
        case .lint: self = .lint
        case .cleanup: self = .cleanup
        case .check: self = .check
        case .completion: self = .completion
        case .version: self = .version
        case .help: self = .help
        case .man: self = .man
        }
    }
}
