/// The files of a kubeconfig together: of entries with one name, and of `current-context`, the first counts.
struct Kubeconfig: Sendable {
    private let files: [KubeconfigFile]

    /// What a context chooses.
    struct Choice: Sendable {
        /// The context's name.
        let context: String
        /// The server and how to know it.
        let cluster: ConfigField
        /// Who we are to it; nothing where the context names nobody.
        let user: ConfigField?
        /// The namespace that the context is about.
        let namespace: String?
    }

    /// These files, one at least, in the order in which they count.
    init(_ files: [KubeconfigFile]) { self.files = files }

    /// What the context of this name chooses, or the one that the files call the current one.
    func choose(_ option: String?) throws(AccessError) -> Choice {
        let (name, place) = try chosenName(option)
        guard let context = entry(name, \.contexts) else {
            throw AccessError(place, .unknownContext(name: name, known: known))
        }
        let content = try context.content.object()
        guard let clusterName = try content["cluster"].string() else {
            throw content["cluster"].error(.clusterNotNamed)
        }
        guard let cluster = entry(clusterName, \.clusters) else {
            throw content["cluster"].error(.unknownEntry(name: clusterName, list: "clusters"))
        }
        return Choice(
            context: name, cluster: try cluster.content.object(), user: try user(of: content),
            namespace: try content["namespace"].string())
    }

    private func user(of context: ConfigField) throws(AccessError) -> ConfigField? {
        guard let name = try context["user"].string() else { return nil }
        guard let user = entry(name, \.users) else {
            throw context["user"].error(.unknownEntry(name: name, list: "users"))
        }
        return try user.content.object()
    }

    /// The context's name and who says it.
    private func chosenName(_ option: String?) throws(AccessError) -> (String, AccessError.Place) {
        if let option { return (option, .setting("--context")) }
        for file in files {
            if let name = try file.currentContext.string() { return (name, file.currentContext.place) }
        }
        throw AccessError(files.first?.currentContext.place ?? .everything, .noContext(known: known))
    }

    private func entry(_ name: String, _ list: KeyPath<KubeconfigFile, [KubeconfigFile.Entry]>) -> KubeconfigFile.Entry?
    {
        for file in files {
            if let entry = file[keyPath: list].first(where: { $0.name == name }) { return entry }
        }
        return nil
    }

    private var known: [String] { Set(files.flatMap { $0.contexts.map(\.name) }).sorted() }
}
