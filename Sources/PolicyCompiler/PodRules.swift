import Addresses
import KubernetesModel
import Nftables
import PolicyEngine

/// The chain of one isolated pod in one direction: thin, since what it allows stands in a chain that it shares.
///
///     its own addresses        accept
///     each stage of policies   jump, and back where nothing of it allows the packet
///     what is left             count, log where wanted, drop
struct PodRules {
    let chain: Chain
    let name: String
    let counter: String
    /// The chain of what is allowed, which it shares with others.
    let allow: String?

    /// The chain of a pod in a direction in which it is isolated.
    init(
        _ pod: PodPolicy, _ isolation: Isolation, _ direction: Direction, allow: String?,
        _ options: PolicyCompiler.Options
    ) {
        self.allow = allow
        name = Names.chain(of: pod.key, direction)
        counter = Names.denied(pod.key, direction)
        let own = pod.addresses.map { Rule(.match(direction.peer($0.family), .address($0)), .verdict(.accept)) }
        let stages = Stage.allCases.flatMap { Self.rules(of: $0, allow) }
        let denial = Self.denial(pod.key, isolation, direction, counter, options)
        chain = Chain(own + stages + denial, comment: "\(direction) of pod \(pod.key)")
    }

    private static func rules(of stage: Stage, _ allow: String?) -> [Rule] {
        switch stage {
        case .networkPolicy: allow.map { [Rule(.verdict(.jump($0)))] } ?? []
        case .admin, .baseline: []
        }
    }

    private static func denial(
        _ pod: ObjectKey, _ isolation: Isolation, _ direction: Direction, _ counter: String,
        _ options: PolicyCompiler.Options
    ) -> [Rule] {
        let log = DenialLogging(options).rules(of: pod, direction)
        let end: [Statement] =
            switch options.denial {
            case .drop: [.verdict(.drop)]
            case .reject: [.reject(.administrativelyProhibited)]
            case .pass: [.verdict(.accept)]
            }
        let reason = "isolated by \(isolation.policies.listed(byteCountMax: LimitedText.commentByteCountMax - 12))"
        return [Rule(.namedCounter(counter))] + log + [Rule(end, comment: reason)]
    }
}

extension [ObjectKey] {
    /// As many names as fit, and how many more there are; a first name that is too long by itself is cut.
    func listed(byteCountMax: Int) -> String {
        let whole = map(\.description).joined(separator: ", ")
        guard let first, whole.utf8.count > byteCountMax else { return whole }
        let others = count == 1 ? "" : " and \(count - 1) more"
        var text = LimitedText("\(first)", byteCountMax: byteCountMax - others.utf8.count).description
        for (index, key) in enumerated().dropFirst() {
            let (next, rest) = ("\(text), \(key)", count - index - 1)
            if next.utf8.count + (rest > 0 ? " and \(rest) more".utf8.count : 0) > byteCountMax {
                return "\(text) and \(count - index) more"
            }
            text = next
        }
        return text
    }
}
