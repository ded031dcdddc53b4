import CTestSystem
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Daemon

/// Answers what it was asked.
@Sendable func echo(_ request: ResponderRequest) -> ResponderAnswer {
    switch request.path {
    case "/large": .text(String(repeating: "x", count: Int(request.value(of: "bytes") ?? "") ?? 0))
    case "/none": .text("There is no such thing.\n", status: 404)
    case "/peer": .text("\(request.peer)")
    default: .text("\(request.method.rawValue) \(request.path) \(String(decoding: request.body, as: UTF8.self))")
    }
}

/// Runs a test against a responder on loopback, which ends with it.
func responding(
    at address: ResponderAddress = .network(address: "127.0.0.1", port: 0), limits: ResponderLimits = ResponderLimits(),
    handler: @escaping @Sendable (ResponderRequest) -> ResponderAnswer = echo, _ body: (ResponderAddress) throws -> Void
) throws {
    let responder = try Responder([address], limits: limits, handler: handler)
    defer { responder.stop() }
    try body(responder.addresses[0])
}

/// What is left of an answer behind its head.
func bodyOf(_ answer: String) -> Substring { answer.split(separator: "\r\n\r\n", maxSplits: 1).last ?? "" }

@Suite struct ResponderTests {
    private let end = "HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

    @Test("a GET is answered on IPv4 and IPv6, a HEAD gets the same lines and no body")
    func simple() throws {
        try responding { address in
            let answer = try RawConnection.ask(address, "GET /livez?verbose \(end)")
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && bodyOf(answer) == "GET /livez ")
            let head = try RawConnection.ask(address, "HEAD /livez \(end)")
            #expect(head.contains("\r\nContent-Length: 12\r\n") && head.hasSuffix("\r\n\r\n"))
            #expect(try RawConnection.ask(address, "POST / \(end)").contains("\r\nAllow: GET, HEAD\r\n"))
            #expect(try RawConnection.ask(address, "GET /peer \(end)").hasSuffix("network"))
        }
        try responding(at: .network(address: "::1", port: 0)) { address in
            let answer = try RawConnection.ask(address, "GET /six \(end)")
            #expect(answer.hasSuffix("GET /six "))
        }
    }

    @Test("a connection serves one request after the other, also where they came at once")
    func kept() throws {
        try responding { address in
            let connection = try RawConnection(address)
            connection.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try connection.read { $0.hasSuffix("GET /1 ") }.contains("Connection: keep-alive"))
            connection.send("GET /2 HTTP/1.1\r\nHost: x\r\n\r\nGET /3 \(end)")
            let rest = try connection.read()
            #expect(rest.contains("GET /2 ") && rest.hasSuffix("GET /3 "))
            #expect(try RawConnection.ask(address, "GET /old HTTP/1.0\r\n\r\n").contains("Connection: close"))
        }
    }

    @Test("an answer larger than every buffer arrives whole, and one over the limit is an error")
    func large() throws {
        var limits = ResponderLimits()
        limits.answerBytesMax = 3_000_000
        try responding(limits: limits) { address in
            let answer = try RawConnection.ask(address, "GET /large?bytes=3000000 \(end)")
            #expect(bodyOf(answer).utf8.count == 3_000_000)
            #expect(try RawConnection.ask(address, "GET /large?bytes=3000001 \(end)").hasPrefix("HTTP/1.1 500 "))
        }
    }

    @Test("a stream is sent in chunks until it is finished, and to HTTP/1.0 as it is")
    func streamed() throws {
        let writers = Mutex<[DaemonThread?]>([])
        defer { for writer in writers.withLock({ $0 }) { writer?.join() } }
        let handler: @Sendable (ResponderRequest) -> ResponderAnswer = { _ in
            let stream = ResponderStream()
            stream.write(Array("one\n".utf8))
            let writer = try? DaemonThread {
                stream.write(Array("two\n".utf8))
                stream.finish()
            }
            writers.withLock { $0.append(writer) }
            return .stream(stream)
        }
        try responding(handler: handler) { address in
            let chunks = try RawConnection.ask(address, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(chunks.hasSuffix("\r\n0\r\n\r\n") && chunks.contains("one\n") && chunks.contains("two\n"))
            #expect(try bodyOf(RawConnection.ask(address, "GET / HTTP/1.0\r\n\r\n")) == "one\ntwo\n")
            #expect(try RawConnection.ask(address, "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n").hasSuffix("\r\n\r\n"))
        }
    }

    @Test("who writes a stream is told when its client goes, and when the responder stops")
    func left() throws {
        let closes = CallCount()
        let handler: @Sendable (ResponderRequest) -> ResponderAnswer = { _ in
            let stream = ResponderStream { closes.add() }
            stream.write([65])
            return .stream(stream)
        }
        try responding(handler: handler) { address in
            var connection: RawConnection? = try RawConnection(address)
            connection?.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try connection?.read { $0.contains("A") }
            #expect(closes.value == 0)
            connection = nil
            #expect(becomes { closes.value == 1 })
            let other = try RawConnection(address)
            other.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try other.read { $0.contains("A") }
        }
        #expect(closes.value == 2)
    }

    @Test("a Unix socket has its mode, knows who asks, takes a POST, and its file goes with it")
    func local() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("agent.sock")
        try responding(at: .local(path, mode: 0o640, user: geteuid(), group: getegid())) { address in
            var status = stat()
            #expect(lstat(path, &status) == 0 && status.st_mode & 0o777 == 0o640)
            let post = "POST /pause HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody"
            #expect(try RawConnection.ask(address, post).hasSuffix("POST /pause body"))
            let peer = "local(process: \(getpid()), user: \(geteuid()))"
            #expect(try RawConnection.ask(address, "GET /peer \(end)").hasSuffix(peer))
            #expect(try RawConnection.ask(address, "PUT / \(end)").contains("\r\nAllow: GET, HEAD, POST\r\n"))
            let slow = try RawConnection(address)
            slow.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
            #expect(try slow.read { $0.hasSuffix("\r\n\r\n") } == "HTTP/1.1 100 Continue\r\n\r\n")
            slow.send("ok")
            #expect(try slow.read { $0.hasSuffix("ok") }.hasSuffix("POST /x ok"))
        }
        #expect(access(path, F_OK) != 0)
    }

    @Test("over a Unix socket nobody is answered but root and the own user, whatever its mode")
    func strangers() throws {
        let address = ResponderAddress.local("@martlet-strangers-\(getpid())")
        try responding(at: address) { _ in
            let answers = Mutex<[String]>([])
            let request = "GET /x \(end)"
            let thread = try DaemonThread {
                guard martlet_act_as(65534) == 0 else { return }
                let answer = try? RawConnection.ask(address, request)
                answers.withLock { $0.append(answer ?? "none") }
            }
            thread.join()
            let answer = try #require(answers.withLock { $0 }.first)
            #expect(answer.hasPrefix("HTTP/1.1 403 ") && bodyOf(answer).hasPrefix("Only root and the user"))
        }
    }

    @Test("the file of a socket at which nobody listens is replaced, one at which somebody does is not")
    func stale() throws {
        let folder = try TemporaryFolder()
        let address = ResponderAddress.local(folder.file("agent.sock"))
        let name = try #require(SocketName(unix: folder.file("agent.sock")))
        let left = try OwnedDescriptor.socket(AF_UNIX, SOCK_STREAM)
        try #require(name.with { bind(left.number, $0, $1) } == 0)
        try responding(at: address) { _ in
            let holder = "process \(getpid()) listens there already"
            #expect(throws: DaemonError.addressInUse(address.description, holder: holder)) {
                try Responder([address], handler: echo)
            }
            let answer = try RawConnection.ask(address, "GET /still \(end)")
            #expect(answer.hasSuffix("GET /still "))
        }
        try folder.write("precious", to: "file")
        #expect {
            try Responder([.local(folder.file("file"))], handler: echo)
        } throws: {
            "\($0)".contains("no socket")
        }
        #expect(access(folder.file("file"), F_OK) == 0)
    }

    @Test("an abstract name works like a path, and is held by one")
    func abstract() throws {
        let address = ResponderAddress.local("@martlet-test-\(getpid())")
        try responding(at: address) { _ in
            let answer = try RawConnection.ask(address, "GET /abstract \(end)")
            #expect(answer.hasSuffix("GET /abstract "))
            #expect { try Responder([address], handler: echo) } throws: { "\($0)".contains("process \(getpid())") }
        }
    }

    @Test("a port that is taken is named, with whose program has it and how to find it")
    func taken() throws {
        try responding { address in
            let error = #expect(throws: DaemonError.self) { try Responder([address], handler: echo) }
            let text =
                "cannot listen on \(address), which is in use: a program of user \(geteuid()) listens there already; "
            #expect(error?.description.hasPrefix(text) == true)
            #expect(error?.description.contains("`ss -ltnp 'sport = :") == true)
        }
        #expect { try Responder([.network(address: "192.0.2.1", port: 1)], handler: echo) } throws: {
            "\($0)" == "cannot listen on 192.0.2.1:1: Cannot assign requested address"
        }
    }

    @Test("of several addresses, one that cannot be had leaves none behind")
    func several() throws {
        let folder = try TemporaryFolder()
        let local = ResponderAddress.local(folder.file("a.sock"))
        #expect(throws: DaemonError.self) {
            try Responder([local, .network(address: "192.0.2.1", port: 1)], handler: echo)
        }
        #expect(access(folder.file("a.sock"), F_OK) != 0)
        let both = try Responder([local, .network(address: "127.0.0.1", port: 0)], handler: echo)
        defer { both.stop() }
        for address in both.addresses { #expect(try RawConnection.ask(address, "GET /x \(end)").hasSuffix("GET /x ")) }
    }
}
