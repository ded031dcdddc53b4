public import Analysis
public import KubernetesModel
internal import JSON
internal import YAML

/// What manifests say, read text by text: the objects, where they stand, and what is wrong with them.
///
/// Nothing that is wrong stops what stands beside it.
public struct Manifests: Sendable {
    /// The objects.
    public private(set) var inventory: Inventory
    /// What there is to say about what was read, in its order.
    public private(set) var remarks: [Remark] = []

    /// How many documents could not be read so far as to know which object they are.
    public private(set) var unreadableCount = 0

    private var origins = Origins()
    private var othersByKind: [String: Int] = [:]

    /// Nothing read yet, where addresses of every node may stand for the cluster's DNS pods.
    public init(_ inventory: Inventory = Inventory()) { self.inventory = inventory }

    /// Whether all of it could be read.
    public var isReadable: Bool { !remarks.contains { $0.severity == .error } }

    /// What there is to say, at the end, of kinds that were passed over.
    public var kindsPassedOver: Remark? {
        guard !othersByKind.isEmpty else { return nil }
        let kinds = othersByKind.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
        return Remark(.note, "passed over, since policies do not ask about them: \(kinds)")
    }

    /// Where a policy stands, or a part of it, such as `spec.ingress[0]`.
    public func place(of policy: ObjectKey, path: String = ".") -> SourcePlace? {
        origins.place(of: policy, path)
    }

    /// Reads a text of YAML or JSON documents, and calls its file by this name.
    public mutating func read(_ bytes: [UInt8], from file: String) {
        var text = ManifestText(file)
        text.add(bytes, to: &self)
        text.end(in: &self)
    }
}

extension Manifests {
    /// Takes an object that a server sent, as if it stood in a file of the server's name.
    public mutating func take(_ sent: SentObject, from server: String) {
        take(KubernetesDecoder.Decoded(sent), Origin(file: server, line: nil))
    }

    /// Reads documents that lie in memory, of a text or of the end of one.
    mutating func readWhole(_ bytes: [UInt8], firstLine: Int = 1, from file: String) {
        for document in YAMLDocuments(bytes, firstLine: firstLine) {
            switch document.content {
            case .success(let json): read(json, of: document, file)
            case .failure(let error): refuse(SourcePlace(file, line: error.line), "\(error.reason)")
            }
        }
    }

    /// Takes note of a document that cannot be read.
    mutating func refuse(_ place: SourcePlace, _ reason: String) {
        remarks.append(Remark(.error, at: place, reason))
        unreadableCount += 1
    }

    private mutating func read(_ json: [UInt8], of document: YAMLDocument, _ file: String) {
        do {
            let all = try KubernetesDecoder.objects(in: json)
            for decoded in all { take(decoded, Origin(file: file, document: document, item: decoded.place)) }
        } catch {
            let reason = "is no object: write one with apiVersion, kind and metadata"
            refuse(SourcePlace(file, line: document.line), reason)
        }
    }

    /// Takes what was read of one object.
    mutating func take(_ decoded: KubernetesDecoder.Decoded, _ origin: @autoclosure () -> Origin) {
        let identity = decoded.object.map { Identity($0) }
        for defect in decoded.defects {
            let place = origin().place(defect.path)
            remarks.append(Remark(defect.remarkSeverity, at: place, object: identity?.text ?? "", defect.description))
        }
        guard let object = decoded.object, let identity else {
            unreadableCount += 1
            return
        }
        if case .other(_, let kind, _) = object {
            othersByKind[kind, default: 0] += 1
            return
        }
        let origin = origin()
        if inventory.add(object, decoded.controller), let first = origins.place(of: identity) {
            let reason = "stands already at \(first): the last one counts, remove one of the two"
            remarks.append(Remark(.warning, at: origin.place("."), object: identity.text, reason))
        }
        origins.add(origin, of: object, identity)
    }
}

extension Defect {
    fileprivate var remarkSeverity: Remark.Severity {
        switch severity {
        case .warning: .warning
        case .error: .error
        }
    }
}
