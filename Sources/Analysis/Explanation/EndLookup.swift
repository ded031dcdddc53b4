import Addresses
import KubernetesModel
import PolicyEngine

/// Finds out who is meant by what somebody wrote, and what to say about it.
struct EndLookup {
    /// What was found, and what was taken for granted on the way.
    struct Found {
        let end: AskedEnd
        /// The addresses that were asked about, where only some of the end's are meant.
        var addresses: [IPAddress] = []
        var notes: [String] = []
    }

    private let inventory: Inventory
    private let part: QuestionError.Part

    /// Looks up ends of this part of a question.
    init(_ inventory: Inventory, for part: QuestionError.Part) {
        self.inventory = inventory
        self.part = part
    }

    /// Who is meant.
    func find(_ text: EndText) throws(Malformed) -> Found {
        switch text {
        case .host: return Found(end: .host)
        case .address(let address): return try find(address)
        case .object(nil, _, let name): return try find(ObjectKey("default", name))
        case .object(let namespace?, let kind?, let name):
            return try find(kind, try known(ObjectKey(namespace, name)))
        case .object(let namespace?, nil, let name):
            if !namespaces.contains(namespace), KindWord(namespace) != nil {
                return try find(namespace, try known(ObjectKey("default", name)))
            }
            return try find(ObjectKey(namespace, name))
        }
    }

    /// Whose an address is: a pod's, a Service's, or nobody's that policies know.
    private func find(_ address: IPAddress) throws(Malformed) -> Found {
        if let pod = inventory.cluster.owner(of: address) {
            let notes = ["\(address) is the address of pod \(pod.key)"]
            return Found(end: .pods(pod.key.description, [pod.key]), addresses: [address], notes: notes)
        }
        let services = inventory.services.values.filter { $0.addresses.contains(address) }.map(\.key).sorted()
        guard let service = services.first else { return Found(end: .address(address)) }
        guard part == .destination else { throw Malformed(Self.serviceIsNoSource(service)) }
        let note = "\(address) is the address of Service \(service)"
        return Found(end: .service(service), addresses: [address], notes: [note])
    }

    /// An object of whatever kind: a pod, or else what makes pods, or else a Service.
    private func find(_ key: ObjectKey) throws(Malformed) -> Found {
        let key = try known(key)
        if inventory.cluster.pods[key] != nil { return try pod(key) }
        let workloads = workloads(named: key)
        let hasService = part == .destination && inventory.services[key] != nil
        if workloads.count > 1 {
            let names = workloads.map(\.askedName)
            throw Malformed("\(key) may be \(names.listed("or")): write one of them")
        }
        if let workload = workloads.first {
            var found = try self.workload(workload)
            found.notes.insert("\(key) is no pod: \(workload.askedName) is taken", at: 0)
            if hasService {
                found.notes.append("there is a Service of this name too: write \(svc(key)) to ask about it")
            }
            return found
        }
        let kinds = part == .destination ? "pod, workload or Service" : "pod or workload"
        guard hasService else { throw Malformed(missing(key, kinds, names(in: key.namespace))) }
        var found = try service(key)
        found.notes.append("\(key) is no pod: the Service \(svc(key)) is taken")
        return found
    }

    /// An object of a kind.
    private func find(_ word: String, _ key: ObjectKey) throws(Malformed) -> Found {
        switch KindWord(word) {
        case .pod:
            if inventory.cluster.pods[key] != nil { return try pod(key) }
            throw Malformed(missing(key, "pod", podNames(in: key.namespace)))
        case .service: return try service(key)
        case .workload(let kind): return try workload(WorkloadName(key, kind: kind))
        case nil:
            let kinds = inventory.podsByWorkload.keys.map(\.kind)
            if let kind = kinds.first(where: { $0.lowercased() == word.lowercased() }) {
                return try workload(WorkloadName(key, kind: kind))
            }
            throw Malformed("has \(word.quotedForPeople) where a kind belongs: write \(KindWord.examples)")
        }
    }
}

extension EndLookup {
    private func pod(_ key: ObjectKey) throws(Malformed) -> Found {
        guard let pod = inventory.cluster.pods[key] else { throw Malformed(missing(key, "pod", [])) }
        if pod.phase == .finished {
            throw Malformed("\(key) has finished, so it has no address: ask about a pod that runs")
        }
        return Found(end: .pods(key.description, [key]))
    }

    private func workload(_ name: WorkloadName) throws(Malformed) -> Found {
        let pods = pods(of: name)
        if pods.isEmpty {
            let names = inventory.podsByWorkload.keys.filter { $0.key.namespace == name.key.namespace }.map(\.askedName)
            throw Malformed(missing(name.key, name.kind, names))
        }
        let left = pods.filter { $0.phase != .finished }.map(\.key)
        if left.isEmpty {
            throw Malformed("all pods of \(name.askedName) have finished, so they have no address")
        }
        let isStandIn = left.contains { inventory.standIns.contains($0) && $0.name.hasSuffix("]") }
        let note = "no pod of \(name.askedName) is known: it is judged by its template"
        return Found(end: .pods(name.askedName, left), notes: isStandIn ? [note] : [])
    }

    /// The pods of a workload, also of one that another workload made.
    private func pods(of name: WorkloadName) -> [Pod] {
        let pods = inventory.pods(of: name)
        if !pods.isEmpty { return pods }
        let inNamespace = inventory.cluster.pods.values.filter { $0.key.namespace == name.key.namespace }
        return inNamespace.filter { isMade($0, by: name) }.sorted { $0.key < $1.key }
    }

    private func isMade(_ pod: Pod, by name: WorkloadName) -> Bool {
        switch Workload.Kind(rawValue: name.kind) {
        case .replicaSet:
            let hash = pod.labels["pod-template-hash"]
            return hash.map { name.key.name.hasSuffix("-\($0)") } ?? false
                && pod.key.name.hasPrefix("\(name.key.name)-")
        case .job:
            return ["batch.kubernetes.io/job-name", "job-name"].contains { pod.labels[$0] == name.key.name }
        case .cronJob, .daemonSet, .deployment, .replicationController, .statefulSet, nil: return false
        }
    }

    private func service(_ key: ObjectKey) throws(Malformed) -> Found {
        guard let service = inventory.services[key] else {
            let all = inventory.services.keys.filter { $0.namespace == key.namespace }
            throw Malformed(missing(key, "Service", all.map(svc)))
        }
        if part != .destination { throw Malformed(Self.serviceIsNoSource(key)) }
        guard let selector = service.selector, !selector.sorted.isEmpty else {
            throw Malformed(
                "Service \(key) does not say which pods are behind it: ask about the address that it leads to")
        }
        if !inventory.cluster.pods.values.contains(where: { service.selects($0) && $0.phase != .finished }) {
            let labels = selector.sorted.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
            throw Malformed("Service \(key) leads nowhere: no pod of namespace \(key.namespace) has \(labels)")
        }
        return Found(end: .service(key))
    }

    private static func serviceIsNoSource(_ key: ObjectKey) -> String {
        "a Service sends nothing: write the pod, or what makes its pods, such as \(key.namespace)/deploy/\(key.name)"
    }
}

extension EndLookup {
    /// The same name, if anything is in its namespace or it is known.
    private func known(_ key: ObjectKey) throws(Malformed) -> ObjectKey {
        if namespaces.contains(key.namespace) { return key }
        if let hint = elsewhere(key.name) { throw Malformed("there is no namespace \(key.namespace): \(hint)") }
        let near = NearName(key.namespace).among(namespaces)
        let hint =
            near.isEmpty ? Array(namespaces).thereAre(max: 8) : "did you mean \(near.listed("or"))?"
        throw Malformed("there is no namespace \(key.namespace): \(namespaces.isEmpty ? "there is none at all" : hint)")
    }

    private var namespaces: Set<String> {
        let keys = [
            Array(inventory.cluster.pods.keys), inventory.workloads.keys.map(\.key), Array(inventory.services.keys),
        ]
        return Set(inventory.cluster.namespaces.keys).union(keys.joined().map(\.namespace))
    }

    private func workloads(named key: ObjectKey) -> [WorkloadName] {
        let described = inventory.workloads.keys.filter { $0.key == key && !pods(of: $0).isEmpty }
        return Set(described + inventory.podsByWorkload.keys.filter { $0.key == key }).sorted()
    }

    private func podNames(in namespace: String) -> [String] {
        inventory.cluster.pods.keys.filter { $0.namespace == namespace && !inventory.standIns.contains($0) }.map(
            \.description)
    }

    private func names(in namespace: String) -> [String] {
        let workloads = inventory.podsByWorkload.keys.filter { $0.key.namespace == namespace }.map(\.askedName)
        let services = inventory.services.keys.filter { $0.namespace == namespace }.map(svc)
        return Array(Set(workloads + (part == .destination ? services : []) + podNames(in: namespace)))
    }

    private func svc(_ key: ObjectKey) -> String { "\(key.namespace)/svc/\(key.name)" }

    /// What has exactly this name in other namespaces, if anything.
    private func elsewhere(_ name: String) -> String? {
        let pods = inventory.cluster.pods.keys.filter { $0.name == name }.map(\.description)
        let all = pods + inventory.podsByWorkload.keys.filter { $0.key.name == name }.map(\.askedName)
        return all.isEmpty ? nil : "did you mean \(Set(all).sorted().prefix(3).map { $0 }.listed("or"))?"
    }

    /// That there is no such object, and what there is instead.
    private func missing(_ key: ObjectKey, _ what: String, _ names: [String]) -> String {
        let isShown = "namespace \(key.namespace) has no \(what) of the name \(key.name)"
        let last = names.map { ($0, String($0.split(separator: "/").last ?? "")) }
        if let hint = elsewhere(key.name) { return "\(isShown): \(hint)" }
        let near = NearName(key.name).among(last.map(\.1))
        let meant = names.filter { name in near.contains { name.hasSuffix("/\($0)") } }.sorted()
        if !meant.isEmpty { return "\(isShown): did you mean \(meant.listed("or"))?" }
        return names.isEmpty ? "\(isShown), nor any other" : "\(isShown): \(names.thereAre(max: 6))"
    }
}
