internal import JSON

extension Resource {
    /// What is read of an object.
    func object(in tree: JSONTree) -> SentObject {
        var defects: [Defect] = []
        let fields = DocumentField(tree).object(&defects)
        let metadata = fields[.metadata]
        let object = KubernetesObject(kind, decoding: fields, &defects)
        return SentObject(
            object: object, resourceVersion: metadata[.resourceVersion].text ?? "", defects: defects,
            controller: Controller(decoding: metadata))
    }

    /// Reads the event of a watch, of which the type is known and the object has one of these shapes.
    func event<Failure>(
        _ type: String, _ tree: (DocumentShape) throws(Failure) -> JSONTree
    ) throws(Failure) -> WatchEvent {
        switch type {
        case "ADDED", "MODIFIED": return .changed(object(in: try tree(shape)))
        case "DELETED": return .deleted(object(in: try tree(shape)))
        case "BOOKMARK":
            let metadata = DocumentField(try tree(.bookmark))[.metadata]
            let endsInitialEvents = metadata[.annotations].parts.contains {
                $0.name == "k8s.io/initial-events-end" && $0.text == "true"
            }
            return .bookmark(
                resourceVersion: metadata[.resourceVersion].text ?? "", endsInitialEvents: endsInitialEvents)
        case "ERROR": return .failed(ServerStatus(decoding: DocumentField(try tree(.serverStatus))))
        default: return .unknown(type)
        }
    }
}

extension ServerStatus {
    /// Reads a status: what cannot be read is left out.
    init(decoding status: DocumentField, code: Int = 500) {
        let seconds = status[.details][.retryAfterSeconds].number
        self.init(
            code: status[.code].number.flatMap { Int(exactly: $0) } ?? code, reason: status[.reason].text ?? "",
            message: status[.message].text ?? "",
            retryAfterSeconds: seconds.flatMap { $0 > 0 ? Int(exactly: $0) : nil },
            causes: status[.details][.causes].parts.compactMap { $0[.reason].text })
    }
}

extension ListHead {
    /// Reads the metadata of a list.
    init(decoding metadata: DocumentField) {
        resourceVersion = metadata[.resourceVersion].text ?? ""
        continuation = metadata[.continue].text ?? ""
    }
}
