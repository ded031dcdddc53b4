import Addresses
import KubernetesModel
import PolicyEngine

/// Every connection that a question is about: who sends what to whom.
struct Pairings {
    /// One sender and one receiver.
    struct Pairing: Hashable {
        let source: Endpoint
        let destination: Endpoint
        /// What is sent.
        let traffic: AskedTraffic
    }

    /// The connections, in order.
    private(set) var all: [Pairing] = []
    /// What there is to say about them.
    private(set) var notes: [String] = []

    private let question: Question
    private let inventory: Inventory
    private let families: Set<IPFamily>
    /// Why some that were meant are none.
    private var problems: [QuestionError] = []

    /// The connections that a question is about, in these families.
    init(_ question: Question, in inventory: Inventory, families: Set<IPFamily>) throws(QuestionError) {
        (self.question, self.inventory, self.families) = (question, inventory, families)
        let sources = question.source == .host ? [] : endpoints(question.source, .source)
        let destinations = question.destination == .host ? [] : endpoints(question.destination, .destination)
        try refuseNone(sources.isEmpty && destinations.isEmpty)
        noteService()
        var found: [(Endpoint, Endpoint)] = []
        if question.source == .host {
            found = destinations.compactMap { end in node(of: end, .source).map { ($0, end) } }
        } else if question.destination == .host {
            found = sources.compactMap { end in node(of: end, .destination).map { (end, $0) } }
        } else {
            found = sources.flatMap { source in destinations.map { (source, $0) } }
            // A pod always reaches itself, which nobody means who asks about a group of pods.
            let others = found.filter { $0.pod == nil || $0.pod != $1.pod }
            if !others.isEmpty { found = others }
        }
        try refuseNone(found.isEmpty)
        try addMeeting(found)
        noteOnlySelf(found)
        notes += problems.map { "left out: \($0.reason)" }
    }

    /// What one pod may send to itself says nothing of two pods that are made alike.
    private mutating func noteOnlySelf(_ found: [(Endpoint, Endpoint)]) {
        guard let pod = found.first?.0.pod, found.allSatisfy({ $0.pod == $1.pod }) else { return }
        let titles = [question.source.title, question.destination.title]
        if titles.allSatisfy({ $0 == pod.description }) { return }
        notes.append(
            "only one pod is known at both ends, and a pod always reaches itself: two of its kind may not do so")
    }

    private mutating func addMeeting(_ found: [(Endpoint, Endpoint)]) throws(QuestionError) {
        for (source, destination) in found {
            guard IPFamily.allCases.contains(where: { family in has(family, source, destination) }) else { continue }
            guard let traffic = traffic(to: destination) else { continue }
            all.append(Pairing(source: source, destination: destination, traffic: traffic))
        }
        if all.isEmpty, problems.isEmpty, let first = found.first { throw noCommonFamily(first.0, first.1) }
        try refuseNone(all.isEmpty)
    }

    private func has(_ family: IPFamily, _ source: Endpoint, _ destination: Endpoint) -> Bool {
        source.address(family) != nil && destination.address(family) != nil && families.contains(family)
    }

    private func refuseNone(_ isNone: Bool) throws(QuestionError) {
        if isNone, let problem = problems.first { throw problem }
        if isNone { throw QuestionError(.question, "there is nobody to ask about") }
    }

    private func noCommonFamily(_ source: Endpoint, _ destination: Endpoint) -> QuestionError {
        let ends = [source, destination].map { end in
            "\(end.title) has \(end.addresses.isEmpty ? "no address" : end.addresses.map(\.family.title).listed)"
        }
        let only = families.count == 1 ? families.map { ", and only \($0.title) is asked about" }.joined() : ""
        return QuestionError(.question, "no packet goes between them: \(ends.listed)\(only)")
    }
}

extension Pairings {
    private mutating func endpoints(_ end: AskedEnd, _ part: QuestionError.Part) -> [Endpoint] {
        switch end {
        case .host: return []
        case .address(let address): return [Endpoint(address, in: inventory.cluster)]
        case .pods(_, let keys): return keys.compactMap { endpoint($0, part) }
        case .service(let key):
            guard let service = inventory.services[key] else { return [] }
            let pods = inventory.cluster.pods.values.filter { service.selects($0) && $0.phase != .finished }
            let asked = question.addresses.filter(service.addresses.contains)
            let own = Set((asked.isEmpty ? service.addresses : asked).map(\.family))
            return pods.map(\.key).sorted().compactMap { endpoint($0, part) }.map { own.isEmpty ? $0 : $0.only(own) }
        }
    }

    private mutating func endpoint(_ key: ObjectKey, _ part: QuestionError.Part) -> Endpoint? {
        guard let pod = inventory.cluster.pods[key] else { return nil }
        do {
            return try Endpoint(pod, in: inventory).only(question.addresses)
        } catch {
            return leaveOut(part, error.reason)
        }
    }

    private mutating func node(of end: Endpoint, _ part: QuestionError.Part) -> Endpoint? {
        guard let key = end.pod, let pod = inventory.cluster.pods[key] else {
            return leaveOut(part, "host is the node of the pod at the other end, and \(end.title) is no pod")
        }
        do {
            return try Endpoint(node: pod.node, in: inventory.cluster)
        } catch {
            return leaveOut(part, error.reason)
        }
    }

    private mutating func leaveOut<Value>(_ part: QuestionError.Part, _ reason: String) -> Value? {
        let text = part == .source ? question.texts.source : question.texts.destination
        let error = QuestionError(part, of: text, reason)
        if !problems.contains(error) { problems.append(error) }
        return nil
    }

    /// What is sent to an end, where it is known: a name may be one that the pod has not.
    private mutating func traffic(to end: Endpoint) -> AskedTraffic? {
        switch question.port {
        case nil: return .anything
        case .icmp: return .echo
        case .number(let number, let transport):
            guard case .service(let key) = question.destination else { return .port(transport, number) }
            return servicePort(key, end) { $0.number == number && $0.transport == transport }
        case .named(let name, let transport):
            guard case .service(let key) = question.destination else { return podPort(name, transport, end) }
            return servicePort(key, end) { $0.name == name && transport ?? $0.transport == $0.transport }
        }
    }

    private mutating func podPort(
        _ name: String, _ transport: PortedProtocol?, _ end: Endpoint
    ) -> AskedTraffic? {
        guard let pod = end.pod.flatMap({ inventory.cluster.pods[$0] }) else {
            return leaveOut(.destination, "only pods have ports with names, and \(end.title) is none: write a number")
        }
        let wanted = transport.map { [$0] } ?? PortedProtocol.allCases
        for transport in wanted {
            if let number = pod.number(of: name, transport) { return .port(transport, number) }
        }
        let names = pod.ports.map { "\($0.name) (\($0.transport.title) \($0.number))" }
        let hint = names.isEmpty ? "none of its ports has a name" : "it has \(names.listed(max: 6))"
        return leaveOut(.destination, "\(end.title) has no port \(name): \(hint)")
    }

    private mutating func servicePort(
        _ key: ObjectKey, _ end: Endpoint, _ isWanted: (Service.Port) -> Bool
    ) -> AskedTraffic? {
        guard let service = inventory.services[key] else { return nil }
        guard let port = service.ports.first(where: isWanted) else {
            let ports = service.ports.map(\.title)
            let list = ports.isEmpty ? "it has no ports" : "write one of its ports: \(ports.listed(max: 6))"
            let hint =
                behind(service, end).map { "\($0.target) is that of its pods, to which \($0.number) leads" } ?? list
            return leaveOut(.destination, "Service \(key) has no such port: \(hint)")
        }
        guard let pod = end.pod.flatMap({ inventory.cluster.pods[$0] }), let number = service.number(of: port, at: pod)
        else {
            return leaveOut(
                .destination,
                "Service \(key) leads to port \(port.targetTitle) of \(end.title), which has none of this name")
        }
        return .port(port.transport, number)
    }

    /// The port of a Service that leads to the number that was asked for, where that is no port of the Service.
    private func behind(_ service: Service, _ end: Endpoint) -> (number: UInt16, target: UInt16)? {
        guard case .number(let asked, let transport) = question.port,
            let pod = end.pod.flatMap({ inventory.cluster.pods[$0] })
        else { return nil }
        let port = service.ports.first { $0.transport == transport && service.number(of: $0, at: pod) == asked }
        return port.map { ($0.number, asked) }
    }

    /// What policies see of a connection to a Service.
    private mutating func noteService() {
        guard case .service(let key) = question.destination else { return }
        let port = inventory.services[key]?.ports.first { port in
            switch question.port {
            case .number(let number, let transport): port.number == number && port.transport == transport
            case .named(let name, let transport): port.name == name && transport ?? port.transport == port.transport
            case .icmp, nil: false
            }
        }
        let lead = port.map { "Service \(key) leads port \($0.number) to port \($0.targetTitle) of its pods" }
        notes.append("\(lead ?? "Service \(key) leads to its pods"); policies see the pods, not the Service")
    }
}

extension Service.Port {
    /// `5432`, `53/UDP (dns)`, as it can be asked for.
    var title: String {
        let number = "\(number)\(transport == .tcp ? "" : "/\(transport.title)")"
        return name.isEmpty ? number : "\(number) (\(name))"
    }

    /// Where it leads.
    fileprivate var targetTitle: String {
        switch target {
        case .number(let number): "\(number)"
        case .named(let name): name
        }
    }
}

extension IPFamily {
    /// As people write it.
    var title: String {
        switch self {
        case .ipv4: "IPv4"
        case .ipv6: "IPv6"
        }
    }
}
