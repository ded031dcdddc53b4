import ServerAccess

/// A machine whose files are values.
struct CredentialFiles: AccessHost {
    var name = "node"
    /// What stands in each file.
    var files: [String: String] = [
        "/ca": Self.pem("CERTIFICATE", "ca"), "/t": "t1\n", "/c": Self.pem("CERTIFICATE", "c1"),
        "/k": Self.pem("PRIVATE KEY", "k1"),
    ]

    func variable(_ name: String) -> String? { nil }

    func contents(of path: String) throws(FileProblem) -> [UInt8] {
        guard let file = files[path] else { throw .missing }
        return Array(file.utf8)
    }

    /// A text in PEM, that nobody could read further than to its markers.
    static func pem(_ kind: String, _ body: String) -> String {
        "-----BEGIN \(kind)-----\n\(body)\n-----END \(kind)-----\n"
    }

    /// A kubeconfig of a user with a certificate and a token, whose cluster holds these lines more.
    static func kubeconfig(cluster: String = "certificate-authority: /ca", user: String) -> String {
        """
        apiVersion: v1
        kind: Config
        current-context: main
        contexts: [{name: main, context: {cluster: here, user: me}}]
        clusters: [{name: here, cluster: {server: "https://10.0.0.1:6443/prefix", \(cluster)}}]
        users: [{name: me, user: {\(user)}}]

        """
    }

    /// The access that such a kubeconfig gives.
    func access(
        cluster: String = "certificate-authority: /ca",
        user: String = "tokenFile: /t, client-certificate: /c, client-key: /k"
    ) throws -> ServerAccess {
        var host = self
        host.files["/config"] = Self.kubeconfig(cluster: cluster, user: user)
        return try ServerAccess(AccessOptions(kubeconfig: "/config"), on: host)
    }
}
