import Addresses
public import JSON
import KubernetesModel
import Nftables
import PolicyEngine

extension Explanation {
    /// The answer for programs: the same in the same order, every time.
    public var json: JSONValue {
        .members([
            "verdict": .string(verdict.rawValue), "source": .string(question.source.title),
            "destination": .string(question.destination.title), "node": node.map { .string($0) },
            "notEnforced": practice.leniency.map { .string($0) },
            "notes": .strings(notes), "answers": .array(answers.map { json($0) }),
            "remedies": .array(remedies.map(\.json)), "hints": .strings(hints),
            "disagreements": .strings(disagreements.map(\.text)),
        ])
    }

    private func json(_ answer: Answer) -> JSONValue {
        let text = AnswerText(answer, self, verbose: true)
        return .members([
            "allowed": .bool(answer.isAllowed),
            "protocol": answer.first.pairing.traffic.protocolName.map { .string($0) },
            "port": answer.first.pairing.traffic.number.map { .number(Int64($0)) },
            "open": answer.first.reach.map { .string($0.words) },
            "connections": .array(answer.connections.map(\.json)),
            "dropped": answer.first.drop.map { .string($0.description) },
            "egress": json(answer.first.egress, text), "ingress": json(answer.first.ingress, text),
            "rules": .array(answer.walks.map(\.json)),
        ])
    }

    private func json(_ report: EndReport, _ text: AnswerText) -> JSONValue {
        .members([
            "allowed": .bool(report.letsPass), "reason": .string(report.reason),
            "enforcedBy": report.enforcedElsewhere.map { .string($0) },
            "isolatedBy": .strings(report.end.isolating.map(\.description)),
            "open": report.reach.map { .string($0.words) }, "allowedBy": report.permission?.json,
            "details": .strings(report.reach == nil ? text.details(report) : []),
        ])
    }
}

extension AskedTraffic {
    /// `TCP`, `ICMP`; none where all are asked about.
    fileprivate var protocolName: String? {
        switch self {
        case .port(let transport, _): transport.title
        case .echo: "ICMP"
        case .anything: nil
        }
    }

    /// The number of the port at the pod.
    fileprivate var number: UInt16? {
        if case .port(_, let number) = self { number } else { nil }
    }
}

extension JudgedFlow {
    fileprivate var json: JSONValue {
        .members([
            "source": .string(pairing.source.title), "sourceAddress": .string(flow.source.description),
            "destination": .string(pairing.destination.title),
            "destinationAddress": .string(flow.destination.description),
        ])
    }
}

extension EndReport {
    /// What let it pass.
    fileprivate var permission: Judgement.Permission? {
        if case .allowed(let permission, _) = end { reach == nil ? permission : nil } else { nil }
    }
}

extension EndReport {
    /// Whether this end lets it pass, whoever enforces that; of all ports, whether any is open.
    fileprivate var letsPass: Bool { reach.map { !$0.isNothing } ?? end.isAllowed }

    /// A word that does not change.
    fileprivate var reason: String {
        switch end {
        case .unpoliced(.outside): "notAPod"
        case .unpoliced(.itself): "itself"
        case .unpoliced(.ownNode): "ownNode"
        case .unpoliced(.toOwnNode): "toOwnNode"
        case .unpoliced(.neighbourDiscovery): "neighbourDiscovery"
        case .notIsolated: "notIsolated"
        case .allowed, .denied: reach == nil ? (end.isAllowed ? "rule" : "noRule") : "isolated"
        }
    }
}

extension Judgement.Permission {
    fileprivate var json: JSONValue {
        .members([
            "policy": .string(policy.description), "rule": .number(Int64(rule)),
            "peer": peer.map { .number(Int64($0)) },
            "port": port.map { .number(Int64($0)) },
        ])
    }
}

extension Remedy {
    fileprivate var json: JSONValue {
        .members([
            "direction": .string(direction.rawValue), "policy": .string(policy.description),
            "path": path.map { .string($0) }, "yaml": .string(yaml.lines.joined(separator: "\n") + "\n"),
            "remarks": .strings(remarks),
        ])
    }
}

extension RuleWalk {
    fileprivate var json: JSONValue {
        .members([
            "hook": .string(packet.hook.word), "outcome": .string(trace.outcome.text),
            "certain": .bool(trace.isCertain), "steps": .array(trace.steps.map(\.json)),
        ])
    }
}

extension Trace.Step {
    fileprivate var json: JSONValue {
        .members([
            "chain": .string(chain), "depth": .number(Int64(depth)), "rule": position.map { .number(Int64($0)) },
            "text": .string(String(text.drop { $0 == " " })),
            "counter": effects.compactMap(\.counter).first.map { .string($0) },
        ])
    }
}

extension Statement {
    fileprivate var counter: String? {
        if case .namedCounter(let name) = self { name } else { nil }
    }
}

extension JSONValue {
    fileprivate static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
