import Addresses

extension PodLayout {
    /// One thing that happens to a node.
    public enum Event: String, Sendable, CaseIterable {
        /// An isolated pod comes.
        case podAdded
        /// A pod goes.
        case podRemoved
        /// A pod's address belongs to another pod now.
        case podReplaced
        /// A pod is allowed something else.
        case rulesRewritten
        /// A pod is isolated that was not.
        case podIsolated
        /// Nothing isolates a pod any more.
        case podFreed
        /// A peer joins a set.
        case peerJoins
        /// A peer leaves a set.
        case peerLeaves
        /// A peer leaves one set for another.
        case peerMoves
        /// A set of ranges gets others, under the same name.
        case blocksChanged
        /// A set of ranges is replaced by one of another name.
        case blocksReplaced
        /// A hole opens or closes in a set of ranges.
        case exceptChanged
        /// A source becomes known.
        case sourceKnown
        /// A source is known no more.
        case sourceUnknown
        /// A base chain comes or goes.
        case gateTurned
        /// All but base chains get other names.
        case renamed
    }

    /// A node of up to three pods, two sets of peers and one of blocks.
    public static func random(_ random: inout SeededGenerator) -> PodLayout {
        var layout = PodLayout()
        let all = SmallUniverse.ipv4 + SmallUniverse.ipv6
        for name in ["p", "q"] {
            layout.peers[name] = Set(
                all.filter { _ in Bool.random(using: &random) })
        }
        layout.blocks["b"] = randomRanges(&random)
        if Bool.random(using: &random) {
            layout.known = Set(
                all.filter { _ in Int.random(in: 0..<4, using: &random) > 0 })
        }
        for number in 0..<Int.random(in: 1...3, using: &random) {
            layout.pods["web-\(number)"] = layout.randomPod(at: number, &random)
        }
        return layout
    }

    /// The node behind an event; the same where there is nothing that it could happen to.
    public func after(_ event: Event, _ random: inout SeededGenerator) -> PodLayout {
        var result = self
        switch event {
        case .podAdded: result.pods["web-\(pods.count)x"] = randomPod(at: min(pods.count, 3), &random)
        case .podRemoved: result.changePod(&random) { _, _ in nil }
        case .podReplaced: result.replacePod(&random)
        case .rulesRewritten:
            result.changePod(&random) { pod, random in
                Pod(
                    pod.addresses, ingress: pod.ingress.map { _ in randomAllows(&random) },
                    egress: pod.egress.map { _ in randomAllows(&random) })
            }
        case .podIsolated:
            result.changePod(&random) { pod, random in
                Pod(
                    pod.addresses, ingress: pod.ingress ?? randomAllows(&random),
                    egress: pod.egress ?? randomAllows(&random))
            }
        case .podFreed: result.changePod(&random) { pod, _ in Pod(pod.addresses) }
        case .peerJoins:
            let set = anyPeers(&random)
            if let address = anyAddress(&random) { result.peers[set]?.insert(address) }
        case .peerLeaves:
            let set = anyPeers(&random)
            if let address = anyAddress(&random) { result.peers[set]?.remove(address) }
        case .peerMoves: result.movePeer(&random)
        case .blocksChanged: result.blocks["b"] = Self.randomRanges(&random)
        case .blocksReplaced: result.replaceBlocks(&random)
        case .exceptChanged: result.changeExcept(&random)
        case .sourceKnown: if let address = anyAddress(&random) { result.known?.insert(address) }
        case .sourceUnknown: if let address = anyAddress(&random) { result.known?.remove(address) }
        case .gateTurned: result.hasGate.toggle()
        case .renamed: result.suffix += "x"
        }
        return result
    }
}

extension PodLayout {
    private func anyAddress(_ random: inout SeededGenerator) -> IPAddress? {
        (SmallUniverse.ipv4 + SmallUniverse.ipv6).randomElement(using: &random)
    }

    private func randomPod(at number: Int, _ random: inout SeededGenerator) -> Pod {
        let ipv6 = number < SmallUniverse.ipv6.count ? [SmallUniverse.ipv6[number]] : []
        var pod = Pod([SmallUniverse.ipv4[number]] + ipv6)
        if Int.random(in: 0..<4, using: &random) > 0 { pod.ingress = randomAllows(&random) }
        if Bool.random(using: &random) { pod.egress = randomAllows(&random) }
        return pod
    }

    private func randomAllows(_ random: inout SeededGenerator) -> [Allow] {
        let sets = (Array(peers.keys) + blocks.keys).sorted()
        let allows = (0..<Int.random(in: 0...2, using: &random)).map { _ in
            Allow(sets.randomElement(using: &random) ?? "p", port: Bool.random(using: &random) ? 80 : nil)
        }
        return Array(Set(allows)).sorted()
    }

    private static func randomRanges(_ random: inout SeededGenerator) -> AddressRanges {
        let bounds = (SmallUniverse.ipv4 + [IPAddress(ipv4: .max)]).shuffled(using: &random)
        let ranges = (0..<Int.random(in: 0...2, using: &random)).map { index in
            let (one, other) = (bounds[2 * index], bounds[2 * index + 1])
            return min(one, other)...max(one, other)
        }
        return AddressRanges(ranges)
    }

    /// Changes one pod; gone where the change says so.
    private mutating func changePod(_ random: inout SeededGenerator, _ change: (Pod, inout SeededGenerator) -> Pod?) {
        guard let name = pods.keys.sorted().randomElement(using: &random), let pod = pods[name] else { return }
        pods[name] = change(pod, &random)
    }

    private mutating func replacePod(_ random: inout SeededGenerator) {
        guard let name = pods.keys.sorted().randomElement(using: &random), let pod = pods[name] else { return }
        pods[name] = nil
        pods[name + "y"] = Pod(pod.addresses, ingress: randomAllows(&random), egress: randomAllows(&random))
    }

    private mutating func movePeer(_ random: inout SeededGenerator) {
        let sets = peers.keys.sorted().shuffled(using: &random)
        guard let address = anyAddress(&random),
            let from = sets.first(where: { peers[$0]?.contains(address) ?? false }),
            let to = sets.first(where: { $0 != from })
        else { return }
        peers[from]?.remove(address)
        peers[to]?.insert(address)
    }

    private func anyPeers(_ random: inout SeededGenerator) -> String {
        peers.keys.sorted().randomElement(using: &random) ?? "p"
    }

    private mutating func replaceBlocks(_ random: inout SeededGenerator) {
        guard let old = blocks.keys.sorted().first else { return }
        let new = old + "z"
        blocks[old] = nil
        blocks[new] = Self.randomRanges(&random)
        let renamed = { (allow: Allow) in allow.peers == old ? Allow(new, port: allow.port) : allow }
        pods = pods.mapValues { pod in
            Pod(pod.addresses, ingress: pod.ingress?.map(renamed), egress: pod.egress?.map(renamed))
        }
    }

    private mutating func changeExcept(_ random: inout SeededGenerator) {
        guard let hole = SmallUniverse.ipv4.randomElement(using: &random), let ranges = blocks["b"] else { return }
        let except = AddressRanges([hole...hole])
        blocks["b"] = ranges.contains(hole) ? ranges.subtracting(except) : ranges.union(except)
    }
}
