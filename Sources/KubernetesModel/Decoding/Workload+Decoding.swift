extension Workload {
    /// Reads a workload; `nil` where it does not say which it is.
    init?(_ kind: Kind, decoding object: DocumentField, _ defects: inout [Defect]) {
        guard let metadata = Metadata(decoding: object[.metadata], &defects) else { return nil }
        var spec = object[.spec].object(&defects)
        if kind == .cronJob { spec = spec[.jobTemplate].object(&defects)[.spec].object(&defects) }
        let template = spec[.template].object(&defects)
        let podSpec = template[.spec].object(&defects)
        self.init(
            kind, metadata.key, labels: Labels(decoding: template[.metadata].object(&defects)[.labels], &defects),
            ports: Pod.ports(podSpec, &defects), isHostNetwork: podSpec[.hostNetwork].bool(&defects) ?? false)
    }
}
