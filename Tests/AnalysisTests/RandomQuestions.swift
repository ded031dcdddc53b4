import Addresses
import ClusterSupport
import KubernetesModel
import PolicyEngine
import TestSupport

@testable import Analysis

/// Questions about random clusters, with the flows that they are about.
struct RandomQuestions {
    let inventory: Inventory
    let node = ClusterGenerator.node
    private var random: SeededGenerator
    private let ends: [FlowEnd]

    /// A random cluster, and questions about whoever is in it.
    init(seed: UInt64) {
        var generator = ClusterGenerator(SeededGenerator(seed: seed))
        let cluster = generator.cluster()
        inventory = Inventory(cluster: cluster)
        random = generator.random
        let others = ["203.0.113.1", "192.168.0.1", "192.168.0.2", "fd00:a::1", "2001:db8::1", "10.0.0.250"]
        ends = cluster.pods.keys.sorted().map { FlowEnd.pod($0) } + others.map { .address(address($0)) }
    }

    /// A question in words, with its flows.
    struct Asked {
        let source: String
        let destination: String
        let flows: [Flow]
    }

    /// The next question, about a port or about ICMP.
    mutating func next() -> Asked {
        let (from, to) = (pick(ends), pick(ends))
        let transport = pick(PortedProtocol.allCases)
        let port: UInt16 = pick([53, 79, 80, 81, 82, 8080, 65535])
        let isICMP = Int.random(in: 0..<8, using: &random) == 0
        let suffix = isICMP ? "/ICMP" : ":\(port)/\(transport)"
        let flows = inventory.cluster.flows(from: from, to: to, .port(transport, port)).map { flow in
            guard isICMP else { return flow }
            let type: UInt8 = flow.source.family == .ipv4 ? 8 : 128
            return Flow(from: flow.source, to: flow.destination, .icmp(type: type))
        }
        return Asked(source: text(from), destination: text(to, bracketed: true) + suffix, flows: flows)
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private func text(_ end: FlowEnd, bracketed: Bool = false) -> String {
        switch end {
        case .pod(let key): "\(key)"
        case .address(let address): bracketed && address.family == .ipv6 ? "[\(address)]" : "\(address)"
        }
    }
}

extension Explanation {
    /// The answer to a question in words.
    init(
        _ asked: RandomQuestions.Asked, in inventory: Inventory, node: String? = nil, practice: Practice = Practice()
    ) throws(QuestionError) {
        let question = try Question(source: asked.source, destination: asked.destination, in: inventory)
        try self.init(question, in: inventory, node: node, practice: practice)
    }
}
