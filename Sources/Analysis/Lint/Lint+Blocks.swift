import Addresses
import KubernetesModel

extension Lint {
    /// What is to be said of the ipBlocks of a policy.
    func blockFindings(_ policy: NetworkPolicy, _ selected: [Int]) -> [Finding] {
        let rules = policy.placedRules
        return rules.flatMap { rule in
            rule.peers.compactMap { peer, path -> Finding? in
                guard case .block(let block) = peer else { return nil }
                return coverage(block, policy.key, path + ".ipBlock.cidr")
            }
        }
            + Direction.allCases.flatMap { direction in
                missingFamily(rules.filter { $0.direction == direction }, policy.key, selected)
            }
    }

    /// The strongest that there is to say about what a block holds.
    private func coverage(_ block: IPBlock, _ policy: ObjectKey, _ path: String) -> Finding? {
        let addresses = AddressRanges([block.cidr]).subtracting(AddressRanges(block.except))
        if let pods = podCoverage(block, addresses, policy, path) { return pods }
        guard block.cidr.prefixLength > 0 else { return nil }
        if let (address, service) = knownAddresses.services.first(in: addresses) {
            return Finding(
                .blockCoversServices, .warning, policy, at: path,
                "\(block.cidr) holds \(address) of Service \(service), "
                    + "which policies never see: they see the pods behind it", mend: "select these pods")
        }
        guard let (address, node) = knownAddresses.nodes.first(in: addresses) else { return nil }
        return Finding(
            .blockCoversNodes, .note, policy, at: path,
            "\(block.cidr) holds \(address) of node \(node.name), which its "
                + "pods with hostNetwork have too")
    }

    private func podCoverage(
        _ block: IPBlock, _ addresses: AddressRanges, _ policy: ObjectKey, _ path: String
    ) -> Finding? {
        let ranges = addresses.intersection(knownAddresses.podRanges)
        let pod = knownAddresses.pods.first(in: addresses)
        let example = pod.map {
            "addresses of pods, such as \($0.address) of \(scene.inventory.workload(of: $0.owner))"
        }
        guard let what = example ?? ranges.shortTexts.first.map({ "the pods' range \($0)" }) else { return nil }
        if block.cidr.prefixLength == 0 {
            let left = (ranges.isEmpty ? "the pods' ranges" : ranges.shortTexts.joined(separator: " and "))
            return Finding(
                .blockCoversPods, .note, policy, at: path, "\(block.cidr) holds \(what)",
                mend: "write \(left) in except, if only what is outside of the cluster is meant")
        }
        return Finding(
            .blockCoversPods, .warning, policy, at: path, "\(block.cidr) holds \(what), and these come and go",
            mend: "select pods by their labels, and leave their addresses out of the block")
    }

    /// A block of a whole family, where the pods have addresses of the other too and no block names any of those.
    private func missingFamily(_ rules: [PlacedRule], _ policy: ObjectKey, _ selected: [Int]) -> [Finding] {
        var places: [IPFamily: String] = [:]
        var named: Set<IPFamily> = []
        for (peer, path) in rules.flatMap(\.peers) {
            guard case .block(let block) = peer else { continue }
            named.insert(block.cidr.family)
            if block.cidr.prefixLength == 0, places[block.cidr.family] == nil {
                places[block.cidr.family] = path + ".ipBlock.cidr"
            }
        }
        // A rule for everyone is for both families.
        if named.count != 1 || rules.contains(where: { $0.rule.peers.isEmpty }) { return [] }
        return places.compactMap { family, path in
            let other: IPFamily = family == .ipv4 ? .ipv6 : .ipv4
            let dual = selected.filter { kind in
                !scene.kinds[kind].isHostNetwork
                    && scene.kinds[kind].pods.contains { pod in
                        !scene.inventory.standIns.contains(pod.key) && pod.addresses.contains { $0.family == other }
                    }
            }
            guard !dual.isEmpty else { return nil }
            let (one, missing) = family == .ipv4 ? ("IPv4", "::/0") : ("IPv6", "0.0.0.0/0")
            return Finding(
                .oneFamilyBlock, .warning, policy, at: path,
                "is every address of \(one), and the policy selects pods with "
                    + "addresses of the other family too: \(scene.names(dual))", mend: "add \(missing)")
        }
    }
}
