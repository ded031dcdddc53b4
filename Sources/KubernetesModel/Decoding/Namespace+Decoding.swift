extension Namespace {
    /// Reads a namespace; `nil` where it does not say which it is.
    init?(decoding object: DocumentField, _ defects: inout [Defect]) {
        guard let metadata = Metadata(decoding: object[.metadata], &defects) else { return nil }
        self.init(metadata.name, labels: metadata.labels)
    }
}
