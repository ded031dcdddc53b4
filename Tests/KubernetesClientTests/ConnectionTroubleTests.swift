import Glibc
import KubernetesClient
import ServerSupport
import Testing

/// What goes wrong with connections, or the whole server.
@Suite struct ConnectionTroubleTests {
    @Test("a server that is away, frozen, or started anew loses no change", arguments: WireForm.some)
    func connections(form: WireForm) async throws {
        let cuts = ServerFault.Cut.allCases.map { how in
            Trouble("connections cut by \(how)", .connections(1), comes: { try $0.cutConnections(how) })
        }
        try await Endurance(form).expectAgreementLater(
            cuts + [
                Trouble("started anew", .connections(1), comes: { _ in }, goesOn: { try $0.restart() }),
                Trouble("told to go away", comes: { _ in }, goesOn: { try $0.sendGoAway() }),
                Trouble("told to go away by an error", comes: { _ in }, goesOn: { try $0.sendGoAway(code: 11) }),
                Trouble(
                    "away for a while", .note("refuses connections"), requestsMax: 40,
                    comes: { try $0.listen(.closed) },
                    goesOn: { server in
                        usleep(300_000)
                        try server.listen(.open)
                    }),
                Trouble(
                    "mute for a while", .note("does not answer"), requestsMax: 40,
                    comes: { try $0.listen(.silent) },
                    goesOn: { server in
                        usleep(700_000)
                        try server.listen(.open)
                        try server.cutConnections()
                    }),
                Trouble(
                    "the network is gone", .note("the watch ended"), .connections(1), requestsMax: 60,
                    comes: { _ in },
                    goesOn: { server in
                        #expect(try server.wait(watches: 4))
                        try server.freezeConnections()
                        try server.changePods("frozen")
                    }),
            ])
    }

    @Test("the end of a connection is noticed by all who share it", arguments: WireForm.some, ServerFault.Cut.allCases)
    func sharedConnection(form: WireForm, how: ServerFault.Cut) async throws {
        let server = try form.server()
        defer { server.stop() }
        let following = try form.following(server)
        defer { following.stop() }
        following.start()
        try await following.expectAgreement()
        let count = following.notes.count
        try server.cutConnections(how)
        let areAll = try await following.wait(seconds: 30) { following in
            let said = following.notes.dropFirst(count).filter { "\($0)".contains("broke off before the end") }
            return Set(said.map(\.resource)).count == 4
        }
        #expect(areAll, "\(following.notes.dropFirst(count))")
    }

    @Test("a server that was set back to an older state is believed", arguments: WireForm.some)
    func setBack(form: WireForm) async throws {
        let server = try form.server()
        defer { server.stop() }
        try server.set(.bookmarks(everyMilliseconds: 100))
        let following = try form.following(server)
        defer { following.stop() }
        following.start()
        try await following.expectAgreement()
        try server.changePods("before")
        try await following.expectAgreement()
        try server.reset(to: 500)
        try server.populate(seed: 2, pods: 10, namespaces: 3, policies: 4, nodes: 1)
        try await following.expectAgreement("set back")
        try server.changePods("behind")
        try await following.expectAgreement("changes behind it")
        #expect(try server.stats().requestCount < 40)
    }
}
