/// Who a client says it is by a certificate that was verified.
public struct ClientCertificate: Equatable, Sendable {
    /// The common name of the subject, which Kubernetes takes for the user.
    public let commonName: String
    /// The organizations of the subject, which Kubernetes takes for the user's groups.
    public let organizations: [String]

    /// A client of this name in these organizations.
    public init(commonName: String, organizations: [String]) {
        self.commonName = commonName
        self.organizations = organizations
    }
}
