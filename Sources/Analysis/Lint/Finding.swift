public import JSON
public import KubernetesModel

/// Something about an object that is wrong, or likely to be: where, why, and what would mend it.
public struct Finding: Hashable, Sendable {
    /// How bad it is.
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        /// An API server would refuse the object.
        case error
        /// It says something else than it seems to.
        case warning
        /// It may be meant so.
        case note
    }

    /// What was checked.
    public let check: Check
    /// How bad it is.
    public let severity: Severity
    /// The kind of the object.
    public let kind: String
    /// The object.
    public let object: ObjectKey
    /// Where in the object, as its decoder writes it, such as `spec.ingress[0].from[1]`; `.` for all of it.
    public let path: String
    /// What is wrong.
    public let why: String
    /// What would mend it; empty where nothing needs to be.
    public let mend: String

    /// Something found about a policy.
    init(
        _ check: Check, _ severity: Severity, _ policy: ObjectKey, at path: String = ".", _ why: String,
        mend: String = ""
    ) {
        self.check = check
        self.severity = severity
        kind = "NetworkPolicy"
        object = policy
        self.path = path
        self.why = why
        self.mend = mend
    }
}

extension Finding {
    /// `warning: NetworkPolicy shop/web: spec.ingress[0].from[0]: matches no pod: … [peer-matches-no-pod]`, in one line
    /// with nothing in it that a terminal acts on.
    public var text: String {
        let place = path == "." ? "" : " \(path):"
        let advice = mend.isEmpty ? "" : ": \(mend)"
        return "\(severity.rawValue): \(kind) \(object):\(place) \(why)\(advice) [\(check.rawValue)]".printable
    }

    /// The same as an object of JSON.
    public var json: JSONValue {
        .members([
            "check": .string(check.rawValue), "severity": .string(severity.rawValue), "kind": .string(kind),
            "namespace": .string(object.namespace), "name": .string(object.name), "path": .string(path),
            "why": .string(why), "mend": mend.isEmpty ? nil : .string(mend),
        ])
    }
}

extension Finding: Comparable {
    /// Orders by object, then by place, check and words.
    public static func < (left: Self, right: Self) -> Bool {
        if left.object != right.object { return left.object < right.object }
        if left.path != right.path { return left.path.isBefore(path: right.path) }
        return (left.check.rawValue, left.why, left.mend) < (right.check.rawValue, right.why, right.mend)
    }
}

extension String {
    /// Whether this path goes before another; items are ordered by their numbers.
    fileprivate func isBefore(path other: String) -> Bool {
        let (these, those) = (pathSteps, other.pathSteps)
        for (this, that) in zip(these, those) where this != that {
            if let left = Int(this), let right = Int(that) { return left < right }
            return this < that
        }
        return these.count < those.count
    }

    private var pathSteps: [Substring] { split { ".[]".contains($0) } }
}
