import TestSupport
import Testing

@testable import Daemon

@Suite struct LogLimiterTests {
    @Test("so many of a kind are said in a minute, the rest are counted and told by the next")
    func limited() {
        var limiter = LogLimiter(perMinute: 2)
        #expect(limiter.decide("a", at: 0) == .say(suppressed: 0))
        #expect(limiter.decide("a", at: 1) == .say(suppressed: 0))
        for second in [2.0, 30, 59.9] { #expect(limiter.decide("a", at: second) == .suppress) }
        #expect(limiter.decide("b", at: 3) == .say(suppressed: 0))
        #expect(limiter.decide("a", at: 60) == .say(suppressed: 3))
        #expect(limiter.decide("a", at: 61) == .say(suppressed: 0))
        #expect(limiter.suppressedTotal == 3)
    }

    @Test("what nothing like it came after is told when its minute is over, once")
    func overdue() {
        var limiter = LogLimiter(perMinute: 1)
        for key in ["b", "a", "c"] { _ = limiter.decide(key, at: 0) }
        for key in ["b", "a", "a"] { #expect(limiter.decide(key, at: 1) == .suppress) }
        #expect(limiter.overdue(at: 59).isEmpty)
        let told = limiter.overdue(at: 60)
        #expect(told.map(\.key) == ["a", "b"] && told.map(\.suppressed) == [2, 1])
        #expect(limiter.overdue(at: 60).isEmpty)
        #expect(limiter.decide("a", at: 61) == .say(suppressed: 0))
    }

    @Test("beyond the limit of keys, new ones share one until old ones are over")
    func keys() {
        var limiter = LogLimiter(perMinute: 1, keysMax: 2)
        for key in ["a", "b"] { #expect(limiter.decide(key, at: 0) == .say(suppressed: 0)) }
        #expect(limiter.decide("c", at: 1) == .say(suppressed: 0))
        #expect(limiter.decide("d", at: 1) == .suppress)
        #expect(limiter.decide("e", at: 62) == .say(suppressed: 0))
    }

    @Test("nothing is lost: what was said, told and suppressed adds up")
    func adds() {
        var random = SeededGenerator.forTest("limiter")
        var (limiter, time, told) = (LogLimiter(perMinute: 3, keysMax: 4), 0.0, 0)
        for _ in 0..<2000 {
            time += Double.random(in: 0...3, using: &random)
            if case .say(let count) = limiter.decide("k\(Int.random(in: 0...6, using: &random))", at: time) {
                told += count
            }
            if Int.random(in: 0...50, using: &random) == 0 {
                told += limiter.overdue(at: time).reduce(0) { $0 + $1.suppressed }
            }
        }
        told += limiter.overdue(at: time + 60).reduce(0) { $0 + $1.suppressed }
        #expect(told == limiter.suppressedTotal && told > 0, "\(random)")
    }
}
