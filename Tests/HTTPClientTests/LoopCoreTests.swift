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
}
