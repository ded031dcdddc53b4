import KubernetesClient
import ServerSupport
import Testing

/// Has troubles come over a server, one after the other, and looks at what is told of the cluster meanwhile.
struct Endurance {
    private let server: ScriptedServer
    private let form: WireForm

    /// A server of its own that sends in this form.
    init(_ form: WireForm) throws {
        self.form = form
        server = try form.server()
    }

    /// Troubles that are there when the server is asked first.
    func expectAgreementAtStart(_ troubles: [Trouble]) async throws {
        defer { server.stop() }
        for trouble in troubles {
            try server.becomeWell()
            let following = try form.following(server)
            defer { following.stop() }
            let before = try Before(server, noteCount: 0)
            try trouble.comes(server)
            following.start()
            try trouble.goesOn(server)
            try server.changePods(trouble.testDescription.filter(\.isLetter))
            try await expectEnd(of: trouble, following, since: before)
        }
    }

    /// Troubles that come when all is known already, after which every watch is begun anew.
    func expectAgreementLater(_ troubles: [Trouble]) async throws {
        defer { server.stop() }
        for trouble in troubles {
            try server.becomeWell()
            let following = try form.following(server)
            defer { following.stop() }
            following.start()
            try await following.expectAgreement("before \(trouble.testDescription)")
            try server.sendBookmarks()
            let before = try Before(server, noteCount: following.notes.count)
            try trouble.comes(server)
            try server.cutConnections()
            try server.changePods(trouble.testDescription.filter(\.isLetter))
            try trouble.goesOn(server)
            try await expectEnd(of: trouble, following, since: before)
        }
    }

    private func expectEnd(of trouble: Trouble, _ following: Following, since before: Before) async throws {
        let name = trouble.testDescription
        try await following.expectAgreement(name)
        for sign in trouble.signs {
            let isSeen = try await following.wait(seconds: 30) { try sign.isSeen($0, since: before) }
            let stats = try server.stats()
            #expect(isSeen, "\(name): not seen: \(sign); \(following.notes.suffix(12)); \(stats.summary)")
        }
        let stats = try server.stats()
        #expect(stats.requestCount <= trouble.requestsMax, "\(name): \(stats.summary)")
        #expect(following.gone == [], "\(name): told as gone")
        let fewest = following.podCounts.min() ?? 0
        #expect(fewest >= before.podCount, "\(name): a list of \(fewest) pods was told as all")
    }
}

/// How things were before a trouble came; the requests on the server begin there.
struct Before {
    /// How many notes there were.
    let noteCount: Int
    /// How many connections the server had taken.
    let connectionCount: Int
    /// How many pods there were that policies speak of.
    let podCount: Int

    /// How things are now.
    init(_ server: ScriptedServer, noteCount: Int) throws {
        self.noteCount = noteCount
        podCount = try Following.Held(server).pods.count
        connectionCount = try server.stats().acceptedConnections
        try server.forgetRequests()
    }
}

extension ServerStats {
    /// The requests in few words.
    var summary: String {
        requests.map { "\($0.path.suffix(8))?\($0.query) \($0.status ?? 0) \($0.ended ?? "open") \($0.bytes)" }
            .joined(separator: "\n")
    }
}
