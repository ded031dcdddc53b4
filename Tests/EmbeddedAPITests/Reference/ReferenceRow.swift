/// A request, the status it gets, and what stands in the answer.
///
/// `found` says what is found in the answer, each in one of these ways:
///
///     metadata.labels.app=web   the value at a path of names and numbers; `nothing` where there is none
///     message~must be           a part of the value at a path
///     ~text                     a part of the body as it came
///     ^Warning~unknown field    a part of a header
///     metadata.continue>next    keeps the value, so that `$next` means it in rows that follow
///
/// `WATCH` is a GET whose answer is a stream: `events` are what is in it at once, and after `later` seconds.
struct ReferenceRow: Sendable {
    let method: String
    let path: String
    let body: String?
    let type: String
    let accept: String?
    let later: Int64?
    let status: Int
    let found: [String]

    /// A request without a body.
    init(_ request: String, accept: String? = nil, later: Int64? = nil, _ status: Int, _ found: String...) {
        let parts = request.split(separator: " ", maxSplits: 1).map(String.init)
        (method, path, body, type) = (parts[0], parts[1], nil, "application/json")
        (self.accept, self.later, self.status, self.found) = (accept, later, status, found)
    }

    /// A request with a body.
    init(_ request: String, _ body: String, type: String = "application/json", _ status: Int, _ found: String...) {
        let parts = request.split(separator: " ", maxSplits: 1).map(String.init)
        (method, path, self.body, self.type) = (parts[0], parts[1], body, type)
        (accept, later, self.status, self.found) = (nil, nil, status, found)
    }

    /// Several tables behind one another.
    static func joined(_ tables: [ReferenceRow]...) -> [ReferenceRow] { tables.flatMap { $0 } }

    /// The types of patches.
    static let merge = "application/merge-patch+json"
    static let json = "application/json-patch+json"
    static let strategic = "application/strategic-merge-patch+json"
    static let apply = "application/apply-patch+yaml"

    /// The form of answers that is for people.
    static let table = "application/json;as=Table;v=v1;g=meta.k8s.io"
}

/// A kind as the tables speak of it: its paths, and objects of it as texts of JSON.
struct ReferenceKind: Sendable {
    let kind: String
    let plural: String
    let isNamespaced: Bool
    /// What the spec is at first, and after it was changed.
    let spec: String
    let otherSpec: String
    /// A path in the spec and the value there, at first and after the change.
    let first: String
    let second: String

    /// The path of its collection in the default namespace.
    var base: String { isNamespaced ? "\(Self.root)/namespaces/default/\(plural)" : all }
    /// The path of all of them.
    var all: String { "\(Self.root)/\(plural)" }
    /// Its name with its group, as messages have it.
    var qualified: String { "\(plural).networking.k8s.io" }

    /// An object; `more` are further members of its metadata.
    func object(_ name: String, _ more: String = "", spec: String? = nil) -> String {
        let metadata = "\"name\":\"\(name)\"" + (more.isEmpty ? "" : ",\(more)")
        let head = "\"apiVersion\":\"networking.k8s.io/v1\",\"kind\":\"\(kind)\""
        return "{\(head),\"metadata\":{\(metadata)},\"spec\":\(spec ?? self.spec)}"
    }

    /// Where the group is.
    static let root = "/apis/networking.k8s.io/v1"

    static let networkPolicy = ReferenceKind(
        kind: "NetworkPolicy", plural: "networkpolicies", isNamespaced: true,
        spec: #"{"podSelector":{},"ingress":[{"ports":[{"port":80,"protocol":"TCP"}]}]}"#,
        otherSpec: #"{"podSelector":{},"ingress":[{"ports":[{"port":81,"protocol":"TCP"}]}]}"#,
        first: "spec.ingress.0.ports.0.port=80", second: "spec.ingress.0.ports.0.port=81")

    static let ingress = ReferenceKind(
        kind: "Ingress", plural: "ingresses", isNamespaced: true,
        spec: #"{"defaultBackend":{"service":{"name":"web","port":{"number":80}}}}"#,
        otherSpec: #"{"defaultBackend":{"service":{"name":"web","port":{"number":81}}}}"#,
        first: "spec.defaultBackend.service.port.number=80", second: "spec.defaultBackend.service.port.number=81")

    static let ingressClass = ReferenceKind(
        kind: "IngressClass", plural: "ingressclasses", isNamespaced: false,
        spec: #"{"controller":"example.com/one"}"#,
        otherSpec: #"{"controller":"example.com/one","parameters":{"kind":"Settings","name":"s"}}"#,
        first: "spec.parameters=nothing", second: "spec.parameters.name=s")

    static let all = [networkPolicy, ingress, ingressClass]
}
