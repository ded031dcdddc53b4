import KubernetesModel
import Nftables

/// How what is denied is logged.
///
/// To a group, by one chain for each direction: its limit holds for the whole node, whoever floods it. To the kernel's
/// log, by a statement of each pod's chain, which can name the pod.
struct DenialLogging {
    private let options: PolicyCompiler.Options

    /// Logging as these options say.
    init(_ options: PolicyCompiler.Options) { self.options = options }

    /// The rules of a pod's chain that log what it denies.
    func rules(of pod: ObjectKey, _ direction: Direction) -> [Rule] {
        guard let log = log(for: pod) else { return [] }
        if log.group != nil { return [Rule(.verdict(.jump(Names.log(direction))))] }
        return [rule(log, "\(words) \(direction) of \(pod): ")]
    }

    /// The chain that a pod's rules jump to, with its name; `nil` where they jump to none.
    func chain(for pod: ObjectKey, _ direction: Direction) -> (String, Chain)? {
        guard let log = log(for: pod), log.group != nil else { return nil }
        let chain = Chain([rule(log, "\(words) \(direction): ")], comment: "logs what is denied, so many at most")
        return (Names.log(direction), chain)
    }

    private func log(for pod: ObjectKey) -> PolicyCompiler.Options.DenialLog? {
        guard let log = options.log, log.namespaces?.contains(pod.namespace) ?? true else { return nil }
        return log
    }

    private func rule(_ log: PolicyCompiler.Options.DenialLog, _ prefix: String) -> Rule {
        Rule(.limit(log.limit), .log(Log(prefix: prefix, group: log.group)))
    }

    private var words: String { options.denial == .pass ? "martlet would deny" : "martlet denies" }
}
