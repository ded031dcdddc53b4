import CTestSystem
import HTTPClient
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct HTTPLoopTests {
    @Test("jobs of an actor run on the loop's thread, which it may take for its own in timers and events")
    func isolation() async throws {
        let refusing = HTTPRequest("http://127.0.0.1:1/")
        try await withLoop { loop in
            let actor = Resident(on: loop)
            #expect(!loop.isCurrent)
            #expect(await actor.isOnLoop)
            await actor.waitForBoth(refusing)
            #expect(await actor.seen.sorted() == ["end", "timer"])
        }
    }

    @Test("many tasks that call an actor of the loop come one after the other, and none is lost")
    func manyJobs() async throws {
        try await withLoop { loop in
            let actor = Resident(on: loop)
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<20 { group.addTask { for _ in 0..<100 { await actor.count() } } }
            }
            #expect(await actor.counted == 2_000)
        }
    }

    @Test("an actor of the loop is not isolated on another thread")
    func otherThread() async {
        await #expect(processExitsWith: .failure) {
            claim(Resident(on: try HTTPLoop()))
        }
    }

    @Test("a stopped loop has ended every request, once, on its own thread, and its timers are never due")
    func stopping() async throws {
        let peer = try Peer.running
        let loop = try HTTPLoop()
        let takers = (0..<6).map { _ in Taker() }
        let wrongThread = Counter()
        for (number, taker) in takers.enumerated() {
            loop.send(try peer.request(number < 3 ? .tls : .plain, "quiet")) {
                if !loop.isCurrent { wrongThread.add(1) }
                taker.take($0)
            }
        }
        for taker in takers { #expect(await taker.waits { $0.text == "first" }) }
        let rung = Counter()
        loop.after(.milliseconds(100)) { rung.add(1) }
        loop.stop()
        for taker in takers {
            #expect(taker.answer.order == ["head", "body", "end"])
            #expect(taker.answer.failure == .cancelled)
        }
        #expect(wrongThread.value == 0)
        usleep(150_000)
        #expect(rung.value == 0)
    }

    @Test("what the last events of a loop ask for is done before it has stopped")
    func lastWords() async throws {
        let request = try Peer.running.request(.plain, "quiet")
        let loop = try HTTPLoop()
        let first = Taker()
        let second = Taker()
        loop.send(request) { event in
            first.take(event)
            if case .end = event { loop.send(request) { second.take($0) } }
        }
        #expect(await first.waits { $0.text == "first" })
        loop.stop()
        #expect(second.answer.order == ["end"] && second.answer.failure == .cancelled)
    }

    @Test("several threads may stop a loop, and each finds it stopped")
    func stoppingTwice() async throws {
        let loop = try HTTPLoop()
        let taker = Taker()
        loop.send(try Peer.running.request(.plain, "silent")) { taker.take($0) }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    loop.stop()
                    #expect(taker.answer.failure == .cancelled)
                }
            }
        }
        loop.stop()
    }

    @Test("a loop cannot be stopped from its own thread")
    func stoppingItself() async {
        await #expect(processExitsWith: .failure) {
            let loop = try HTTPLoop()
            loop.after(.zero) { loop.stop() }
            sleep(10)
        }
    }

    @Test("after the stop a request ends at once, jobs still run, one at a time, and isolated")
    func afterStop() async throws {
        let loop = try HTTPLoop()
        let actor = Resident(on: loop)
        loop.stop()
        let answer = await Answer(to: HTTPRequest("http://127.0.0.1:1/"), on: loop)
        #expect(answer.order == ["end"] && answer.failure == .cancelled)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { for _ in 0..<100 { await actor.count() } } }
        }
        #expect(await actor.counted == 2_000)
        #expect(await actor.isOnLoop)
        #expect(!loop.isCurrent)
    }

    @Test("what is sent while the loop stops ends, however the two meet")
    func meeting() async throws {
        for _ in 0..<rounds(30, long: 500) {
            let loop = try HTTPLoop()
            let takers = (0..<20).map { _ in Taker() }
            async let sent: Void = {
                for taker in takers { loop.send(HTTPRequest("http://127.0.0.1:1/")) { taker.take($0) } }
            }()
            loop.stop()
            await sent
            for taker in takers {
                let answer = await taker.end()
                #expect(answer.failure == .cancelled || answer.failure == .refused(by: "127.0.0.1:1"))
            }
        }
    }

    @Test("a program that stops its loop ends cleanly, also in the middle of TLS")
    func exits() async {
        await #expect(processExitsWith: .success) {
            let peer = try Peer.running
            let loop = try HTTPLoop()
            for _ in 0..<4 { loop.send(try peer.request(.tls, "zeros?megabytes=64")) { _ in } }
            usleep(50_000)
            loop.stop()
        }
    }
}

/// Takes the calling thread for the actor's.
private func claim(_ actor: Resident) {
    actor.assumeIsolated { _ in }
}

/// An actor that lives on a loop.
private actor Resident {
    private let loop: HTTPLoop
    var seen: [String] = []
    var counted = 0
    private var waiting: CheckedContinuation<Void, Never>?

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(on loop: HTTPLoop) {
        self.loop = loop
    }

    var isOnLoop: Bool { loop.isCurrent }

    func count() {
        counted += 1
    }

    /// Waits until a timer was due and a request has ended.
    func waitForBoth(_ request: HTTPRequest) async {
        loop.after(.milliseconds(1)) { self.assumeIsolated { $0.see("timer") } }
        loop.send(request) { _ in self.assumeIsolated { $0.see("end") } }
        await withCheckedContinuation { waiting = $0 }
    }

    private func see(_ what: String) {
        seen.append(what)
        if seen.count == 2 { waiting?.resume() }
    }
}
