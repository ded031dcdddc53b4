import Glibc
import TestSupport
import Testing

@testable import Daemon

@Suite struct ControlClientTests {
    private func client(_ address: ResponderAddress, seconds: Double = 30) throws -> ControlClient {
        guard case .local(let path, _, _, _) = address else { throw SystemError("a Unix socket", code: EINVAL) }
        return ControlClient(socket: path, silenceSeconds: seconds)
    }

    @Test("a client gets what the handler answers, errors too")
    func answers() throws {
        let folder = try TemporaryFolder()
        let address = ResponderAddress.local(folder.file("a.sock"))
        try responding(at: address) { _ in
            let client = try client(address)
            let answer = try client.get("/a b", query: ["x": "1&2", "y": "é"])
            #expect(answer.status == 200 && answer.text == "GET /a b ")
            #expect(try client.post("/p", body: Array("b\u{0}dy".utf8)).text == "POST /p b\u{0}dy")
            #expect(try client.get("/large", query: ["bytes": "1000000"]).body.count == 1_000_000)
            let none = try client.get("/none")
            #expect(none.status == 404)
            #expect(throws: DaemonError.refused(status: 404, sentence: "There is no such thing.")) {
                try none.successful()
            }
            let long = try client.post("/p", body: [UInt8](repeating: 65, count: 3_000_000))
            #expect(long.status == 413 && long.text == "The body has over 65536 bytes.\n")
        }
    }

    @Test("a stream is followed line by line until it ends, or the lines are enough")
    func follows() throws {
        let closes = CallCount()
        let handler: @Sendable (ResponderRequest) -> ResponderAnswer = { request in
            guard request.path == "/stream" else { return echo(request) }
            let stream = ResponderStream { closes.add() }
            for piece in ["on", "e\ntwo\n\nth", "ree"] { stream.write(Array(piece.utf8)) }
            if request.value(of: "end") != nil { stream.finish() }
            return .stream(stream)
        }
        let address = ResponderAddress.local("@martlet-follow-\(getpid())")
        try responding(at: address, handler: handler) { _ in
            let client = try client(address, seconds: 30)
            var lines: [String] = []
            try client.follow("/stream", query: ["end": ""]) { line in
                lines.append(line)
                return true
            }
            #expect(lines == ["one", "two", "", "three"])
            lines = []
            try client.follow("/stream") { line in
                lines.append(line)
                return line != "two"
            }
            #expect(lines == ["one", "two"])
            #expect(becomes { closes.value == 2 })
            #expect(throws: DaemonError.refused(status: 404, sentence: "There is no such thing.")) {
                try client.follow("/none") { _ in true }
            }
        }
    }

    @Test("where an agent ends in the middle of a stream, that is an error")
    func ended() throws {
        let address = ResponderAddress.local("@martlet-ended-\(getpid())")
        let handler: @Sendable (ResponderRequest) -> ResponderAnswer = { _ in
            let stream = ResponderStream()
            stream.write(Array("one\n".utf8))
            return .stream(stream)
        }
        let responder = try Responder([address], handler: handler)
        defer { responder.stop() }
        #expect {
            try client(address).follow("/") { _ in
                responder.stop()
                return true
            }
        } throws: { "\($0)".contains("it ended in the middle") }
    }

    @Test("nobody there, not permitted, and no answer are told apart")
    func failures() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.sock")
        #expect(throws: DaemonError.notRunning(path)) { try ControlClient(socket: path).get("/") }
        #expect(throws: DaemonError.notRunning("@martlet-nobody")) {
            try ControlClient(socket: "@martlet-nobody").get("/")
        }
        let name = try #require(SocketName(unix: path))
        let mute = try OwnedDescriptor.socket(AF_UNIX, SOCK_STREAM)
        try #require(name.with { bind(mute.number, $0, $1) } == 0)
        #expect(throws: DaemonError.notRunning(path)) { try ControlClient(socket: path).get("/") }
        try #require(listen(mute.number, 0) == 0)
        let client = ControlClient(socket: path, silenceSeconds: 0.1)
        #expect(throws: DaemonError.noAnswer(path, seconds: 0.1)) { try client.get("/") }
        #expect(throws: DaemonError.self) { try ControlClient(socket: String(repeating: "x", count: 200)).get("/") }
    }
}
