internal import HTTPServer
internal import KubernetesAPI

/// Who may do what: tokens and client certificates, of which some may only read.
public struct AccessRules: Sendable {
    /// Those who bring no credentials may do all: for the loopback alone.
    public var admitsAnyone: Bool
    /// Tokens that may do all.
    public var tokens: [String]
    /// Tokens that may only read.
    public var readOnlyTokens: [String]

    /// The group of client certificates that may only read.
    static let readersGroup = "martlet:readers"

    /// These rules.
    public init(admitsAnyone: Bool = false, tokens: [String] = [], readOnlyTokens: [String] = []) {
        self.admitsAnyone = admitsAnyone
        self.tokens = tokens
        self.readOnlyTokens = readOnlyTokens
    }

    /// Who asks.
    func identity(of request: ServerRequest) throws(APIFailure) -> Identity {
        if let header = request.header("authorization") {
            guard let token = Self.bearer(header) else { throw Self.unauthorized }
            if tokens.contains(where: { Self.equal($0, token) }) { return Identity(name: "admin", mayWrite: true) }
            if readOnlyTokens.contains(where: { Self.equal($0, token) }) {
                return Identity(name: "reader", mayWrite: false)
            }
            throw Self.unauthorized
        }
        if let certificate = request.clientCertificate {
            let mayWrite = !certificate.organizations.contains(Self.readersGroup)
            return Identity(name: certificate.commonName, mayWrite: mayWrite)
        }
        guard admitsAnyone else { throw Self.unauthorized }
        return .anyone
    }

    /// Refuses what somebody may not do.
    func check(_ identity: Identity, _ verb: Verb, _ route: ObjectRoute) throws(APIFailure) {
        guard !identity.mayWrite, !verb.isReading else { return }
        let place = route.namespace.map { " in the namespace \"\($0)\"" } ?? " at the cluster scope"
        let name = route.name.map { " \"\($0)\"" } ?? ""
        throw APIFailure(
            .forbidden,
            "\(route.kind.qualifiedName)\(name) is forbidden: User \"\(identity.name)\" cannot \(verb.rawValue) "
                + "resource \"\(route.kind.plural)\" in API group \"\(route.kind.group)\"\(place)")
    }

    private static let unauthorized = APIFailure(.unauthorized, "Unauthorized")

    private static func bearer(_ header: String) -> String? {
        let parts = header.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }

    /// Takes as long whatever is equal, so that a token cannot be guessed letter by letter.
    private static func equal(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count, !left.isEmpty else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | $1.0 ^ $1.1 } == 0
    }
}

/// What is done with objects, in the words of the API.
enum Verb: String, Sendable {
    case get, list, watch, create, update, patch, delete, deletecollection

    /// Whether nothing changes.
    var isReading: Bool {
        switch self {
        case .get, .list, .watch: true
        case .create, .update, .patch, .delete, .deletecollection: false
        }
    }
}
