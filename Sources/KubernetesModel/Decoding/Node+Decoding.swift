import Addresses

extension Node {
    /// Reads a node; `nil` where it does not say which it is.
    init?(decoding object: DocumentField, _ defects: inout [Defect]) {
        guard let metadata = Metadata(decoding: object[.metadata], &defects) else { return nil }
        self.init(
            metadata.name, addresses: Self.addresses(object[.status].object(&defects), &defects),
            podRanges: Self.podRanges(object[.spec].object(&defects), &defects))
    }

    /// The numeric addresses; names of the host stand beside them.
    private static func addresses(_ status: DocumentField, _ defects: inout [Defect]) -> [IPAddress] {
        var addresses: [IPAddress] = []
        for item in status[.addresses].items(&defects) {
            let entry = item.object(&defects)
            guard let type = entry[.type].string(&defects), ["InternalIP", "ExternalIP"].contains(type),
                let address = entry[.address].address(&defects)
            else { continue }
            addresses.append(address)
        }
        return addresses
    }

    private static func podRanges(_ spec: DocumentField, _ defects: inout [Defect]) -> [CIDR] {
        let all = spec[.podCIDRs].items(&defects)
        if all.isEmpty { return spec[.podCIDR].cidr(&defects).map { [$0] } ?? [] }
        var ranges: [CIDR] = []
        for item in all { if let range = item.cidr(&defects) { ranges.append(range) } }
        return ranges
    }
}
