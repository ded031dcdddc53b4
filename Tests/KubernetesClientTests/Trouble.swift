import ServerSupport
import Testing

/// Something that goes wrong between a server and who follows it, and what shows that it did.
struct Trouble: Sendable, CustomTestStringConvertible {
    /// What can be seen of a trouble.
    enum Sign: Sendable {
        /// So many answers about pods ended so: `cut` by the server, `left` by us.
        case ended(String, Int = 1)
        /// So many answers had this status.
        case status(Int, Int = 1)
        /// A request about pods had this in its query.
        case query(String)
        /// A note has one of these in it.
        case anyNote([String])
        /// So many more connections came.
        case connections(Int)

        /// A note has one of these in it.
        static func note(_ parts: String...) -> Sign { .anyNote(parts) }
    }

    /// What it is called.
    let testDescription: String
    /// What brings it about.
    let comes: @Sendable (ScriptedServer) throws -> Void
    /// What happens while it lasts.
    let goesOn: @Sendable (ScriptedServer) throws -> Void
    /// What is seen of it afterwards.
    let signs: [Sign]
    /// How many requests it may cost, of all kinds together.
    let requestsMax: Int

    /// A trouble of this name.
    init(
        _ name: String, _ signs: Sign..., requestsMax: Int = 24,
        comes: @escaping @Sendable (ScriptedServer) throws -> Void,
        goesOn: @escaping @Sendable (ScriptedServer) throws -> Void = { _ in }
    ) {
        self.init(name, signs: signs, requestsMax: requestsMax, comes: comes, goesOn: goesOn)
    }

    /// A trouble of this name with a list of signs.
    init(
        _ name: String, signs: [Sign], requestsMax: Int = 24,
        comes: @escaping @Sendable (ScriptedServer) throws -> Void,
        goesOn: @escaping @Sendable (ScriptedServer) throws -> Void = { _ in }
    ) {
        testDescription = name
        self.signs = signs
        self.requestsMax = requestsMax
        self.comes = comes
        self.goesOn = goesOn
    }

    /// A fault of lists or watches of pods, which meets whoever comes next.
    init(_ name: String, _ signs: Sign..., requestsMax: Int = 24, watch: Bool, _ actions: ServerFault.Action...) {
        testDescription = name
        self.signs = signs
        self.requestsMax = requestsMax
        comes = { server in for action in actions { try server.add(.ofPods(action, watch: watch)) } }
        goesOn = { _ in }
    }
}

extension ServerFault {
    /// A fault of lists or watches of pods.
    static func ofPods(
        _ action: Action, watch: Bool, query: String? = nil, skip: Int = 0, times: Int? = 1
    ) -> ServerFault {
        ServerFault(action, path: ServedKind.pods.path, watch: watch, query: query, skip: skip, times: times)
    }
}

extension Trouble.Sign {
    /// Whether it is seen.
    func isSeen(_ following: Following, since before: Before) throws -> Bool {
        let stats = try following.server.stats()
        let ofPods = stats.requests.filter { $0.path == ServedKind.pods.path }
        switch self {
        case .ended(let how, let count): return ofPods.count { $0.ended == how } >= count
        case .status(let status, let count): return stats.requests.count { $0.status == status } >= count
        case .query(let part): return ofPods.contains { $0.query.contains(part) }
        case .anyNote(let parts):
            let said = following.notes.dropFirst(before.noteCount).map { "\($0)" }
            return said.contains { note in parts.contains { note.contains($0) } }
        case .connections(let count): return stats.acceptedConnections - before.connectionCount >= count
        }
    }
}
