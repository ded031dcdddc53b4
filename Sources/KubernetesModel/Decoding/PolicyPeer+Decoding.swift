import Addresses

extension PolicyPeer {
    /// Reads a peer; `nil`, with an error, where it is none.
    init?(decoding field: DocumentField, _ defects: inout [Defect]) {
        let before = defects.count
        let peer = field.object(&defects)
        guard defects.count == before else { return nil }
        peer.warn(ofOthersThan: .podSelector, .namespaceSelector, .ipBlock, to: &defects)
        let (pods, namespaces, block) = (peer[.podSelector], peer[.namespaceSelector], peer[.ipBlock])
        let hasSelector = !pods.isAbsent || !namespaces.isAbsent
        if !hasSelector, block.isAbsent {
            defects.append(field.error("names nobody: write podSelector, namespaceSelector or ipBlock"))
        }
        if hasSelector, !block.isAbsent {
            defects.append(field.error("has ipBlock beside a selector: write two peers, one of each"))
        }
        let chosenPods = LabelSelector(decoding: pods, &defects)
        let chosenNamespaces = LabelSelector(decoding: namespaces, &defects)
        let addresses = block.isAbsent ? nil : IPBlock(decoding: block, &defects)
        guard !defects[before...].contains(where: { $0.severity == .error }) else { return nil }
        if let addresses {
            self = .block(addresses)
        } else if let chosenPods {
            self = .pods(chosenPods, namespaces: namespaces.isAbsent ? nil : chosenNamespaces)
        } else {
            return nil
        }
    }
}

extension IPBlock {
    /// Reads an `ipBlock`; `nil`, with an error, where it has no prefix that can be read.
    init?(decoding field: DocumentField, _ defects: inout [Defect]) {
        let before = defects.count
        let block = field.object(&defects)
        guard defects.count == before else { return nil }
        block.warn(ofOthersThan: .cidr, .except, to: &defects)
        let cidr = Self.cidr(block[.cidr], &defects)
        var except: [CIDR] = []
        for item in block[.except].items(&defects) {
            guard let left = Self.cidr(item, &defects) else { continue }
            if let cidr, !cidr.contains(left) || cidr == left {
                defects.append(item.error("\(left) is not a part of \(cidr): write a smaller prefix inside it"))
            }
            except.append(left)
        }
        guard let cidr else { return nil }
        self.init(cidr, except: except)
    }

    private static func cidr(_ field: DocumentField, _ defects: inout [Defect]) -> CIDR? {
        if field.text?.isEmpty ?? field.isAbsent {
            defects.append(field.error("is missing: write a prefix such as 10.0.0.0/8 or 2001:db8::/64"))
        }
        return field.cidr(&defects)
    }
}
