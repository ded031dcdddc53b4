/// What was said on the command line about the way to the API server.
///
/// An option that is empty counts as not given: that is how templates of manifests leave one out.
public struct AccessOptions: Hashable, Sendable {
    /// `--kubeconfig`: the one file to read.
    public var kubeconfig: String?
    /// `--context`: the context of the kubeconfig; otherwise its `current-context`.
    public var context: String?
    /// `--server`: the server's URL, in place of the one in the kubeconfig; alone, all there is.
    public var server: String?
    /// `--token-file`: the file with the bearer token, in place of all other credentials.
    public var tokenFile: String?
    /// `--certificate-authority`: the file with the authorities to trust, in place of others.
    public var certificateAuthority: String?

    /// These options.
    public init(
        kubeconfig: String? = nil, context: String? = nil, server: String? = nil, tokenFile: String? = nil,
        certificateAuthority: String? = nil
    ) {
        self.kubeconfig = kubeconfig
        self.context = context
        self.server = server
        self.tokenFile = tokenFile
        self.certificateAuthority = certificateAuthority
    }

    /// The same, where an empty option is not given.
    var cleaned: AccessOptions {
        AccessOptions(
            kubeconfig: kubeconfig?.orNil, context: context?.orNil, server: server?.orNil, tokenFile: tokenFile?.orNil,
            certificateAuthority: certificateAuthority?.orNil)
    }
}

extension String {
    /// The text, or nothing where it is empty.
    var orNil: String? { isEmpty ? nil : self }
}
