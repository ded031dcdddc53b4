public import KubernetesModel
public import PolicyEngine

/// All that was read of a cluster: what policies are about, and what people call it by.
public struct Inventory: Sendable {
    /// What policies are about.
    public private(set) var cluster: Cluster
    /// What makes pods.
    public private(set) var workloads: [WorkloadName: Workload] = [:]
    /// The Services.
    public private(set) var services: [ObjectKey: Service] = [:]
    /// Pods of which nobody said the address, or that nobody has seen: their addresses were made up.
    public private(set) var standIns: Set<ObjectKey> = []
    /// Namespaces that nobody described: they have the label that says their name, and no other.
    public private(set) var impliedNamespaces: Set<String> = []
    /// Policies whose names were said more than once.
    public private(set) var repeatedPolicies: Set<ObjectKey> = []

    private var controllers: [WorkloadName: Controller] = [:]
    /// Those of pods, of which there are many.
    private var podControllers = ObjectTable<Controller>()

    /// An inventory of nothing, where addresses of every node may stand for the cluster's DNS pods.
    public init(cluster: Cluster = Cluster()) { self.cluster = cluster }

    /// Takes note of objects, each with what made it; of two with one name the last counts.
    public mutating func add(_ objects: some Sequence<(object: KubernetesObject, controller: Controller?)>) {
        for (object, controller) in objects { add(object, controller) }
    }

    /// Takes note of an object and of what made it; whether one of its kind and name was known, in whose place it is.
    @discardableResult
    public mutating func add(_ object: KubernetesObject, _ controller: Controller?) -> Bool {
        switch object {
        case .workload(let workload):
            let name = WorkloadName(workload.key, kind: workload.kind.rawValue)
            controllers[name] = controller
            return workloads.updateValue(workload, forKey: name) != nil
        case .service(let service): return services.updateValue(service, forKey: service.key) != nil
        case .pod(let pod):
            let isKnown = cluster.fill(pod)
            if isKnown || controller != nil { podControllers[pod.key] = controller }
            return isKnown
        case .networkPolicy(let policy):
            let isKnown = cluster.policies(in: policy.key.namespace)[policy.key.name] != nil
            if isKnown { repeatedPolicies.insert(policy.key) }
            cluster.apply(.policy(policy.key, policy))
            return isKnown
        case .namespace(let namespace):
            let isKnown = cluster.namespaces[namespace.name] != nil
            cluster.apply(.namespace(namespace.name, namespace))
            return isKnown
        case .node(let node):
            let isKnown = cluster.nodes[node.name] != nil
            cluster.apply(.node(node.name, node))
            return isKnown
        case .other: return false
        }
    }

    /// What people call the group that a pod belongs to: the outermost that made it, or the pod itself.
    public func workload(of pod: ObjectKey) -> WorkloadName {
        if standIns.contains(pod), let name = standInNames[pod] { return name }
        return outermost(.pod(pod))
    }

    /// The pods of a workload, in order.
    public func pods(of workload: WorkloadName) -> [Pod] {
        cluster.pods.values.filter { self.workload(of: $0.key) == workload }.sorted { $0.key < $1.key }
    }

    /// The pods by what people call their group, each in order.
    public var podsByWorkload: [WorkloadName: [Pod]] {
        Dictionary(grouping: cluster.pods.values.sorted { $0.key < $1.key }) { workload(of: $0.key) }
    }

    private var standInNames: [ObjectKey: WorkloadName] = [:]
}

extension Inventory {
    /// The workloads that have no pod and that no other workload made, in order.
    public var workloadsWithoutPods: [WorkloadName] {
        // A list of pods alone, however long, need not be gone through.
        if workloads.isEmpty { return [] }
        let owners = Set(cluster.pods.keys.map { workload(of: $0) })
        return workloads.keys.filter { outermost($0) == $0 && !owners.contains($0) }.sorted()
    }

    /// The same with every namespace that an object is in, for sources that need not describe them.
    public func withImpliedNamespaces() -> Inventory {
        var result = self
        let used =
            Array(cluster.pods.byNamespace.keys) + cluster.policies.map(\.key.namespace)
            + workloads.keys.map(\.key.namespace)
        for name in Set(used) where cluster.namespaces[name] == nil {
            result.impliedNamespaces.insert(name)
            result.cluster.apply(.namespace(name, Namespace(name)))
        }
        return result
    }

    /// The same with a pod for every workload that has none, and an address for every pod that has none: enough to ask
    /// who can reach whom.
    public func populated() -> Inventory {
        var result = self
        var addresses = StandInAddresses(for: cluster)
        for name in workloadsWithoutPods {
            guard let workload = workloads[name] else { continue }
            // No object has brackets in its name, so it can be nobody else's.
            let key = ObjectKey(name.key.namespace, "\(name.key.name)[\(name.kind)]")
            let made = workload.isHostNetwork ? [] : addresses.next()
            result.standIns.insert(key)
            result.standInNames[key] = name
            let pod = Pod(
                key, labels: workload.labels, addresses: made, ports: workload.ports,
                isHostNetwork: workload.isHostNetwork)
            result.cluster.apply(.pod(key, pod))
        }
        for var pod in cluster.pods.values.sorted(by: { $0.key < $1.key })
        where pod.isOnPodNetwork && pod.addresses.isEmpty {
            pod.addresses = addresses.next()
            result.standIns.insert(pod.key)
            result.cluster.apply(.pod(pod.key, pod))
        }
        return result
    }

    private func controller(of name: WorkloadName) -> Controller? {
        name.kind == WorkloadName.podKind ? podControllers[name.key] : controllers[name]
    }

    /// Follows controllers outwards. A ReplicaSet that nobody described is its Deployment's where its name shows it.
    private func outermost(_ name: WorkloadName) -> WorkloadName {
        var current = name
        // A pod is at most three steps away from what people call it; a circle is not followed for ever.
        for _ in 0..<4 {
            guard let controller = controller(of: current) else { break }
            current = WorkloadName(ObjectKey(current.key.namespace, controller.name), kind: controller.kind)
        }
        guard name.kind == WorkloadName.podKind, current.kind == Workload.Kind.replicaSet.rawValue,
            workloads[current] == nil, let hash = cluster.pods[name.key]?.labels["pod-template-hash"],
            current.key.name.hasSuffix("-\(hash)")
        else { return current }
        let deployment = ObjectKey(current.key.namespace, String(current.key.name.dropLast(hash.count + 1)))
        return WorkloadName(deployment, kind: Workload.Kind.deployment.rawValue)
    }
}

extension WorkloadName {
    /// A pod by itself.
    public static func pod(_ key: ObjectKey) -> WorkloadName { WorkloadName(key, kind: podKind) }

    fileprivate static let podKind = "Pod"
}
