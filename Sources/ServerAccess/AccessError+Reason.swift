extension AccessError {
    /// What can be wrong.
    public enum Reason: Hashable, Sendable {
        /// A file cannot be read.
        case unreadable(FileUse, FileProblem)
        /// KUBECONFIG lists no path.
        case listsNothing
        /// None of the files in KUBECONFIG is there.
        case listsMissing([String])
        /// Every way was tried, each with why it leads nowhere.
        case nothingFound([String])
        /// `--context` without a kubeconfig.
        case contextWithoutKubeconfig

        /// The text is no YAML; the words say why.
        case notYAML(String)
        /// The file holds a second document.
        case secondDocument
        /// `kind` or `apiVersion` is not that of a kubeconfig.
        case otherObject(wanted: String)
        /// A value is of another kind.
        case wrongKind(found: String, wanted: String)
        /// An item of a list has no name.
        case unnamed
        /// A name stands twice in one file.
        case duplicate(name: String)
        /// Neither `--context` nor `current-context` says which context.
        case noContext(known: [String])
        /// There is no context of this name.
        case unknownContext(name: String, known: [String])
        /// A context names a cluster or a user that is nowhere.
        case unknownEntry(name: String, list: String)
        /// A context names no cluster.
        case clusterNotNamed

        /// A value is no base64.
        case badBase64(Base64.Problem)
        /// A file and its contents are both given.
        case both(String, String)
        /// A certificate has no key, or a key no certificate.
        case incompletePair(missing: String)
        /// `insecure-skip-tls-verify` together with authorities.
        case insecureWithAuthority
        /// A way to authenticate that we do not go.
        case notSupported(Unsupported)

        /// The server's URL is no such.
        case badServer(ServerURL.Problem)
        /// There is no certificate in it.
        case noCertificate
        /// There is no private key in it.
        case noPrivateKey
        /// The key needs a passphrase.
        case encryptedKey
        /// It ends inside a certificate or key.
        case cutPEM
        /// Of a certificate and its key one has changed.
        case halfRotated(other: String)
        /// There is no token in it.
        case emptyToken
        /// The token holds what no header can carry.
        case badToken
        /// The name of the node is none.
        case badNodeName(NodeName.Problem)
    }

    /// What a file is read as.
    public enum FileUse: String, Hashable, Sendable {
        case kubeconfig = "kubeconfig"
        case token = "bearer token"
        case authorities = "certificate authorities"
        case certificate = "client certificate"
        case key = "client key"
    }

    /// What a kubeconfig can ask for and gets refused.
    public enum Unsupported: Hashable, Sendable {
        /// A program that is run for credentials.
        case exec
        /// What `exec` replaced.
        case authProvider
        /// A proxy on the way.
        case proxy
        /// Requests in somebody else's name.
        case impersonation
        /// A user name and a password.
        case password
    }
}
