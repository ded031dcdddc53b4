extension ServerAccess {
    /// What a pod gets of its cluster.
    enum PodMount {
        /// The way to the API server.
        case access(ServerAccess)
        /// Why there is none.
        case absent(String)
    }

    /// Where the service account of a pod is mounted.
    private static let account = "/var/run/secrets/kubernetes.io/serviceaccount"
    private static let hostVariable = "KUBERNETES_SERVICE_HOST"
    private static let portVariable = "KUBERNETES_SERVICE_PORT"

    /// The way that a pod's service account is.
    ///
    /// Where the authorities cannot be read, client-go trusts those of the system; here that is an error when they are
    /// read, since the system's never vouch for a cluster.
    static func inCluster(on host: some AccessHost) throws(AccessError) -> PodMount {
        guard let name = host.variable(hostVariable)?.orNil, let port = host.variable(portVariable)?.orNil else {
            return .absent("in-cluster (\(hostVariable) and \(portVariable) are not both set)")
        }
        do throws(FileProblem) {
            _ = try host.contents(of: "\(account)/token")
        } catch {
            // Of a token that is there and cannot be read the cache says so.
            if error == .missing { return .absent("in-cluster (there is no \(account)/token)") }
        }
        return .access(
            ServerAccess(
                try service(name, port), trust: .authorities(.file("\(account)/ca.crt")),
                identity: Identity(token: .file("\(account)/token", orElse: nil)),
                namespace: namespace(on: host), origin: "in-cluster"))
    }

    private static func service(_ name: String, _ port: String) throws(AccessError) -> ServerURL {
        guard ServerURL.isPort(port) else { throw AccessError(.setting(portVariable), .badServer(.badPort)) }
        let host = name.contains(":") && !name.hasPrefix("[") ? "[\(name)]" : name
        // What else a URL may have behind its host has no place in this variable.
        let isHost = !name.contains { "/?#@".contains($0) }
        do throws(ServerURL.Problem) {
            guard isHost else { throw .badHost }
            return try ServerURL("https://\(host):\(port)")
        } catch {
            throw AccessError(.setting(hostVariable), .badServer(error))
        }
    }

    /// It is nice to know; nothing depends on it.
    private static func namespace(on host: some AccessHost) -> String? {
        do throws(FileProblem) {
            let bytes = try host.contents(of: "\(account)/namespace")
            let name = bytes.filter { $0 > 0x20 }
            return String(decoding: name, as: UTF8.self).orNil
        } catch {
            return nil
        }
    }
}
