import Addresses
import KubernetesModel

/// Which pods are meant by the queries in use, kept up to date as pods, namespaces and queries come and go.
///
/// Pods of one namespace with the same labels and ports are one kind, and a kind knows the queries that mean it, so a
/// pod that comes or goes costs work for each of these alone:
///
///     address ─► its pod's kind, in its namespace ─► queries that mean it ─► members of each
///
/// A new kind is compared with the queries that can see its namespace; a new query with the kinds of the namespaces
/// that it can see.
struct PeerIndex {
    /// A namespace: its labels if it was seen, the queries that can see it, and the kinds of its pods.
    fileprivate struct Territory {
        var labels: Labels?
        var visible: Set<Int> = []
        var kinds: [PodKind: Extent] = [:]
    }

    /// The addresses of pods of one kind, and the queries that mean them.
    fileprivate struct Extent {
        var addresses = AddressList()
        var queries: [Int] = []
    }

    private var territories: [String: Territory] = [:]
    private var numbers: [PeerQuery: Int] = [:]
    private var queries: [Int: PeerQuery] = [:]
    private var nextNumber = 0
    private var answers: [Int: PeerMembers] = [:]
    /// The queries whose answers are others than when they were last asked for.
    private var dirty: Set<Int> = []

    /// An index of nothing.
    init() {}

    /// An index of a cluster as it is, without queries: the same as of all its changes, but built as a whole.
    init(_ cluster: Cluster) {
        territories = cluster.namespaces.mapValues { Territory(labels: $0.labels) }
        for (name, pods) in cluster.pods.byNamespace {
            var kinds: [PodKind: [IPAddress]] = [:]
            for pod in pods.values {
                for address in cluster.ownAddresses(of: pod) { kinds[PodKind(pod), default: []].append(address) }
            }
            if kinds.isEmpty { continue }
            territories[name, default: Territory()].kinds = kinds.mapValues { Extent(addresses: AddressList($0)) }
        }
    }

    /// The members of a query that is in use.
    func members(of query: PeerQuery) -> PeerMembers? { numbers[query].flatMap { answers[$0] } }

    /// The queries whose answers have changed since this was asked last.
    mutating func takeChanged() -> [PeerQuery] {
        defer { dirty = [] }
        return dirty.compactMap { queries[$0] }
    }

    /// Follows what changed in a cluster.
    mutating func apply(_ changes: ClusterChanges, _ cluster: Cluster) {
        var pending: [Int: MemberChange] = [:]
        for name in changes.namespaces { relabel(name, cluster.namespaces[name]?.labels, &pending) }
        for owner in changes.owners { move(owner, &pending) }
        for (number, change) in pending {
            answers[number, default: PeerMembers()].update(change)
            dirty.insert(number)
        }
    }

    /// Answers these queries from now on, and no others.
    mutating func use(_ wanted: Set<PeerQuery>) {
        for (query, number) in numbers where !wanted.contains(query) { forget(query, number) }
        var sight = Sight(namespaces: territories.mapValues(\.labels))
        for query in wanted where numbers[query] == nil { answer(query, &sight) }
    }
}

extension PeerIndex {
    /// One address has another owner, or its owner is of another kind.
    private mutating func move(_ owner: ClusterChanges.Owner, _ pending: inout [Int: MemberChange]) {
        let (old, new) = (owner.old.map { PodKind($0) }, owner.new.map { PodKind($0) })
        if owner.old?.key.namespace == owner.new?.key.namespace, old == new { return }
        var (before, after): (Set<Int>, Set<Int>) = ([], [])
        if let pod = owner.old, let old { before = withdraw(owner.address, old, pod.key.namespace) }
        if let pod = owner.new, let new { after = settle(owner.address, new, pod.key.namespace) }
        // Who stays in an answer stays as it was, but for the number of a port.
        let same = before.intersection(after).filter { queries[$0]?.port == nil }
        if let pod = owner.old, let old {
            for number in before.subtracting(same) {
                note(false, owner.address, old, pod.key.namespace, number, &pending)
            }
        }
        if let pod = owner.new, let new {
            for number in after.subtracting(same) {
                note(true, owner.address, new, pod.key.namespace, number, &pending)
            }
        }
    }

    private mutating func withdraw(_ address: IPAddress, _ kind: PodKind, _ namespace: String) -> Set<Int> {
        guard var extent = territories[namespace]?.kinds.removeValue(forKey: kind) else { return [] }
        extent.addresses.update(adding: [], removing: [address])
        if !extent.addresses.isEmpty { territories[namespace]?.kinds[kind] = extent }
        if territories[namespace]?.isEmpty ?? false { territories[namespace] = nil }
        return Set(extent.queries)
    }

    private mutating func settle(_ address: IPAddress, _ kind: PodKind, _ namespace: String) -> Set<Int> {
        if territories[namespace] == nil { territories[namespace] = newTerritory(namespace) }
        var extent = territories[namespace]?.kinds.removeValue(forKey: kind) ?? newExtent(kind, namespace)
        extent.addresses.update(adding: [address], removing: [])
        territories[namespace]?.kinds[kind] = extent
        return Set(extent.queries)
    }

    private func newTerritory(_ name: String) -> Territory {
        Territory(visible: Set(queries.filter { $0.value.admits(namespace: name, nil) }.keys))
    }

    private func newExtent(_ kind: PodKind, _ namespace: String) -> Extent {
        guard let territory = territories[namespace] else { return Extent() }
        return Extent(queries: meaning(kind, namespace, territory))
    }

    private func meaning(_ kind: PodKind, _ namespace: String, _ territory: Territory) -> [Int] {
        territory.visible.filter {
            queries[$0]?.match(kind, namespace: namespace, territory.labels) != nil
        }
    }

    /// Notes that an address joins or leaves the answer to a query that means its kind.
    private func note(
        _ joins: Bool, _ address: IPAddress, _ kind: PodKind, _ namespace: String, _ number: Int,
        _ pending: inout [Int: MemberChange]
    ) {
        guard let query = queries[number],
            let match = query.match(kind, namespace: namespace, territories[namespace]?.labels)
        else { return }
        note(joins, address, kind, query, match, &pending[number, default: MemberChange()])
    }

    private func note(
        _ joins: Bool, _ address: IPAddress, _ kind: PodKind, _ query: PeerQuery, _ match: PeerMatch,
        _ change: inout MemberChange
    ) {
        guard match == .all || query.blocks.contains(address) else { return }
        if let port = query.port {
            guard let number = kind.number(of: port) else { return }
            change.note(joins, PeerMembers.Server(address: address, port: number))
        } else {
            change.note(joins, address)
        }
    }

    /// A namespace has other labels, or was not seen before, or is gone.
    private mutating func relabel(_ name: String, _ labels: Labels?, _ pending: inout [Int: MemberChange]) {
        let old = territories[name] ?? newTerritory(name)
        var new = old
        new.labels = labels
        new.visible = Set(queries.filter { $0.value.admits(namespace: name, labels) }.keys)
        for (kind, extent) in old.kinds {
            let queriesNow = meaning(kind, name, new)
            for number in Set(extent.queries).union(queriesNow) {
                guard let query = queries[number] else { continue }
                let before = query.match(kind, namespace: name, old.labels)
                let after = query.match(kind, namespace: name, labels)
                guard before != after else { continue }
                for address in extent.addresses {
                    if let before { note(false, address, kind, query, before, &pending[number, default: .init()]) }
                    if let after { note(true, address, kind, query, after, &pending[number, default: .init()]) }
                }
            }
            new.kinds[kind]?.queries = queriesNow
        }
        territories[name] = new.isEmpty ? nil : new
    }

    /// Begins to answer a query.
    private mutating func answer(_ query: PeerQuery, _ sight: inout Sight) {
        let number = nextNumber
        nextNumber += 1
        (numbers[query], queries[number]) = (number, query)
        dirty.insert(number)
        var change = MemberChange()
        var whole: [AddressList] = []
        for name in sight.namespaces(of: query) {
            guard var territory = territories[name] else { continue }
            // Taken out while it changes, so that it is not copied.
            territories[name] = Territory()
            territory.visible.insert(number)
            for index in territory.kinds.indices {
                let kind = territory.kinds[index].key
                guard let match = query.match(kind, namespace: name, territory.labels) else { continue }
                territory.kinds.values[index].queries.append(number)
                let addresses = territory.kinds.values[index].addresses
                if match == .all, query.port == nil {
                    whole.append(addresses)
                } else {
                    for address in addresses { note(true, address, kind, query, match, &change) }
                }
            }
            territories[name] = territory
        }
        var answer = PeerMembers(AddressList(joining: whole))
        answer.update(change)
        answers[number] = answer
    }

    /// Answers a query no more.
    private mutating func forget(_ query: PeerQuery, _ number: Int) {
        for name in territories.keys where territories[name]?.visible.remove(number) != nil {
            for kind in territories[name].map({ Array($0.kinds.keys) }) ?? [] {
                territories[name]?.kinds[kind]?.queries.removeAll { $0 == number }
            }
        }
        (numbers[query], queries[number], answers[number]) = (nil, nil, nil)
        dirty.remove(number)
    }
}

extension PeerIndex.Territory {
    fileprivate var isEmpty: Bool { labels == nil && kinds.isEmpty }
}

/// Which namespaces queries can see, found once for all selectors that choose them alike: a thousand policies may ask
/// about the neighbours of forty teams.
private struct Sight {
    let namespaces: [String: Labels?]
    private var known: [PeerSelector.Namespaces: [String]] = [:]

    init(namespaces: [String: Labels?]) { self.namespaces = namespaces }

    mutating func namespaces(of query: PeerQuery) -> Set<String> {
        if !query.blocks.isEmpty { return Set(namespaces.keys) }
        var seen: Set<String> = []
        for selector in query.selectors { seen.formUnion(namespaces(of: selector.namespaces)) }
        return seen
    }

    private mutating func namespaces(of choice: PeerSelector.Namespaces) -> [String] {
        if let names = known[choice] { return names }
        let names: [String]
        switch choice {
        case .one(let name): names = namespaces[name] == nil ? [] : [name]
        case .matching: names = namespaces.filter { choice.admits($0.key, $0.value) }.map(\.key)
        }
        known[choice] = names
        return names
    }
}
