extension ServerAccess {
    /// Finds the way to the API server, in this order:
    ///
    ///     --kubeconfig, with the server of --server  →  --server alone  →  KUBECONFIG  →  in-cluster
    ///         →  $HOME/.kube/config
    ///
    /// The first that is there is taken, and what is wrong with it is an error: nothing is tried behind it.
    /// `--certificate-authority` and `--token-file` go before what was found. A context is a part of a kubeconfig, so
    /// with `--context` the service account of a pod is passed by.
    public init(_ options: AccessOptions, on host: some AccessHost) throws(AccessError) {
        let options = options.cleaned
        if let path = options.kubeconfig {
            self = try Self.kubeconfig([try Self.file(path, on: host)], options)
        } else if let server = options.server {
            self = try Self.direct(server, options)
        } else if let list = host.variable("KUBECONFIG")?.orNil {
            self = try Self.kubeconfig(try Self.files(list, on: host), options)
        } else {
            self = try Self.found(options, on: host)
        }
    }

    // MARK: the four ways

    private static func direct(_ server: String, _ options: AccessOptions) throws(AccessError) -> ServerAccess {
        if options.context != nil { throw AccessError(.setting("--context"), .contextWithoutKubeconfig) }
        return ServerAccess(
            try url(server), trust: trust(options) ?? .system, identity: identity(options) ?? .anonymous,
            origin: "--server")
    }

    private static func kubeconfig(_ files: [KubeconfigFile], _ options: AccessOptions) throws(AccessError)
        -> ServerAccess
    {
        let choice = try Kubeconfig(files).choose(options.context)
        let cluster = try ClusterEntry(choice.cluster)
        let paths = files.map(\.path.shown).listed
        let said = options.server == nil ? "" : ", server by --server"
        var access = ServerAccess(
            try server(options, cluster), trust: try trust(options, cluster),
            identity: try identity(options, choice.user),
            // The name belongs to the server that is not asked then: kubectl does the same.
            tlsServerName: options.server == nil ? try cluster.tlsServerName() : nil,
            origin: "kubeconfig \(paths), context \(choice.context.quoted)\(said)")
        access.isCompressionDisabled = try cluster.isCompressionDisabled()
        access.namespace = choice.namespace
        return access
    }

    private static func server(_ options: AccessOptions, _ cluster: ClusterEntry) throws(AccessError) -> ServerURL {
        if let text = options.server { return try url(text) }
        return try cluster.server()
    }

    private static func trust(_ options: AccessOptions, _ cluster: ClusterEntry) throws(AccessError) -> Trust {
        if let said = trust(options) { return said }
        return try cluster.trust()
    }

    private static func identity(_ options: AccessOptions, _ user: ConfigField?) throws(AccessError) -> Identity {
        if let said = identity(options) { return said }
        guard let user else { return .anonymous }
        return try UserEntry(user).identity()
    }

    /// What needs no setting: a pod's service account, or the kubeconfig in the home directory.
    private static func found(_ options: AccessOptions, on host: some AccessHost) throws(AccessError) -> ServerAccess {
        var tried = ["--kubeconfig, --server and KUBECONFIG (not set)"]
        if options.context == nil {
            switch try inCluster(on: host) {
            case .access(let access): return access.overridden(by: options)
            case .absent(let why): tried.append(why)
            }
        } else {
            tried.append("in-cluster (it has no context, and --context names one)")
        }
        guard let home = host.variable("HOME")?.orNil else {
            throw AccessError(.everything, .nothingFound(tried + ["$HOME/.kube/config (HOME is not set)"]))
        }
        let path = "\(home)/.kube/config"
        guard let file = try fileIfThere(path, on: host) else {
            throw AccessError(.everything, .nothingFound(tried + ["\(path.shown) (there is none)"]))
        }
        return try kubeconfig([file], options)
    }

    // MARK: options that go before

    private func overridden(by options: AccessOptions) -> ServerAccess {
        var access = self
        access.trust = Self.trust(options) ?? trust
        access.identity = Self.identity(options) ?? identity
        return access
    }

    private static func trust(_ options: AccessOptions) -> Trust? {
        options.certificateAuthority.map { .authorities(.file($0)) }
    }

    private static func identity(_ options: AccessOptions) -> Identity? {
        options.tokenFile.map { Identity(token: .file($0, orElse: nil)) }
    }

    private static func url(_ text: String) throws(AccessError) -> ServerURL {
        do throws(ServerURL.Problem) {
            return try ServerURL(text)
        } catch {
            throw AccessError(.setting("--server"), .badServer(error))
        }
    }

    // MARK: files

    /// The files of KUBECONFIG, each once; those that are not there are passed over.
    private static func files(_ list: String, on host: some AccessHost) throws(AccessError) -> [KubeconfigFile] {
        var paths: [String] = []
        for path in list.split(separator: ":").map(String.init) where !paths.contains(path) { paths.append(path) }
        if paths.isEmpty { throw AccessError(.setting("KUBECONFIG"), .listsNothing) }
        var files: [KubeconfigFile] = []
        for path in paths {
            if let file = try fileIfThere(path, on: host) { files.append(file) }
        }
        if files.isEmpty { throw AccessError(.setting("KUBECONFIG"), .listsMissing(paths)) }
        return files
    }

    private static func fileIfThere(_ path: String, on host: some AccessHost) throws(AccessError) -> KubeconfigFile? {
        do throws(AccessError) {
            return try file(path, on: host)
        } catch {
            if error.reason == .unreadable(.kubeconfig, .missing) { return nil }
            throw error
        }
    }

    private static func file(_ path: String, on host: some AccessHost) throws(AccessError) -> KubeconfigFile {
        try KubeconfigFile(try host.contents(of: path, as: .kubeconfig), path: path)
    }
}

extension AccessHost {
    /// What stands in a file that is read as something.
    func contents(of path: String, as use: AccessError.FileUse) throws(AccessError) -> [UInt8] {
        do throws(FileProblem) {
            return try contents(of: path)
        } catch {
            throw AccessError(.file(path), .unreadable(use, error))
        }
    }
}
