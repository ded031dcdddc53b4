import Testing

@testable import HTTPClient

@Suite struct LoopCoreTests {
    @Test("a request that comes right behind the stop ends at once, and a timer is forgotten")
    func behindStop() throws {
        let loop = try HTTPLoop()
        defer { loop.stop() }
        let core = LoopCore(try MultiHandle())
        let rung = Counter()
        let taker = Taker()
        core.perform(.timer(HTTPTimer(1, on: loop) { rung.add(1) }, at: .now))
        core.perform(.stop)
        core.perform(.send(HTTPRequest("http://127.0.0.1:1/"), HTTPTransfer(2, on: loop)) { taker.take($0) })
        core.perform(.timer(HTTPTimer(3, on: loop) { rung.add(1) }, at: .now))
        core.turn { false }
        #expect(core.isStopped)
        #expect(taker.answer.order == ["end"] && taker.answer.failure == .cancelled)
        #expect(rung.value == 0)
    }

    @Test("a round does not wait where it may not")
    func noWait() throws {
        let core = LoopCore(try MultiHandle())
        let start = ContinuousClock.now
        core.turn { false }
        #expect(start.duration(to: .now) < .seconds(30))
    }

    @Test("what may have been missed is asked for often, for a while behind anything that came, and then seldom")
    func patience() throws {
        let loop = try HTTPLoop()
        defer { loop.stop() }
        let core = LoopCore(try MultiHandle())
        let start = ContinuousClock.now
        #expect(core.patience(at: start) == 60_000 && core.patience(at: start + .seconds(9)) == 60_000)
        var request = HTTPRequest("http://127.0.0.1:1/")
        (request.connectSeconds, request.totalSeconds, request.silenceSecondsMax) = (0, 0, 0)
        core.perform(.send(request, HTTPTransfer(1, on: loop)) { _ in })
        let end = ContinuousClock.now
        #expect(core.patience(at: start + .seconds(1)) == 250 && core.patience(at: end + .seconds(3)) == 5_000)
        core.perform(.timer(HTTPTimer(2, on: loop) {}, at: end + .seconds(4)))
        #expect((900...1_001).contains(core.patience(at: end + .seconds(3))))
    }
}
