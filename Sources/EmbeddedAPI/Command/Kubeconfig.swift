/// What kubectl needs to reach a server.
enum Kubeconfig {
    /// A kubeconfig for a server of this address, authority and token.
    static func text(server: String, authority: [UInt8], token: String) -> String {
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: martlet
          cluster:
            server: \(server)
            certificate-authority-data: \(Base64.text(authority, isForURL: false))
        users:
        - name: martlet
          user:
            token: \(token)
        contexts:
        - name: martlet
          context:
            cluster: martlet
            user: martlet
        current-context: martlet

        """
    }
}
