import Testing

@testable import KubernetesClient

@Suite struct BackoffTests {
    private static let bounds = Backoff.Bounds(
        first: .seconds(1), longest: .seconds(10), forgottenAfter: .seconds(100))

    @Test("as clients of API servers wait: from 0.8 s to half a minute, forgotten after two minutes")
    func usual() {
        let usual = Backoff.Bounds.usual
        #expect(usual.first == .milliseconds(800) && usual.longest == .seconds(30))
        #expect(usual.forgottenAfter == .seconds(120))
    }

    @Test("a step doubles up to the longest, and a wait is between the step and twice of it")
    func doubles() {
        for seed in 0..<200 as Range<UInt64> {
            var backoff = Backoff(Self.bounds, seed: seed)
            for step in [1, 2, 4, 8, 10, 10] {
                let wait = backoff.wait(now: .zero)
                #expect(wait >= .seconds(step) && wait < .seconds(2 * step), "\(seed): \(step)")
            }
        }
    }

    @Test("what is added by chance is spread over all of the step")
    func spreads() {
        let added = (0..<1_000 as Range<UInt64>).map { seed in
            var backoff = Backoff(Self.bounds, seed: seed)
            return (backoff.wait(now: .zero) - .seconds(1)) / .seconds(1)
        }
        for tenth in 0..<10 {
            let count = added.filter { Int($0 * 10) == tenth }.count
            #expect((50...150).contains(count), "\(count) of 1000 in tenth \(tenth)")
        }
    }

    @Test("failures are forgotten when the last is longer ago than said, and not before")
    func forgets() {
        var backoff = Backoff(Self.bounds, seed: 1)
        _ = backoff.wait(now: .zero)
        #expect(backoff.wait(now: .seconds(100)) >= .seconds(2))
        #expect(backoff.wait(now: .seconds(199)) >= .seconds(4))
        #expect(backoff.wait(now: .seconds(300)) < .seconds(2))
    }

    @Test("a reset begins with the first step")
    func resets() {
        var backoff = Backoff(Self.bounds, seed: 1)
        for _ in 0..<5 { _ = backoff.wait(now: .zero) }
        backoff.reset()
        #expect(backoff.wait(now: .zero) < .seconds(2))
    }

    @Test("one seed gives the same waits, another seed others")
    func seeds() {
        #expect(Self.waits(7) == Self.waits(7))
        #expect(Self.waits(7) != Self.waits(8))
    }

    @Test("a part of a time is from nothing to below all of it")
    func fractions() {
        var backoff = Backoff(Self.bounds, seed: 3)
        let parts = (0..<1_000).map { _ in backoff.fraction(of: .seconds(5)) }
        #expect(parts.allSatisfy { $0 >= .zero && $0 < .seconds(5) })
        #expect((parts.min() ?? .seconds(5)) < .milliseconds(100) && (parts.max() ?? .zero) > .milliseconds(4_900))
        #expect(backoff.fraction(of: .zero) == .zero)
    }

    private static func waits(_ seed: UInt64) -> [Duration] {
        var backoff = Backoff(bounds, seed: seed)
        return (0..<5).map { _ in backoff.wait(now: .zero) }
    }
}
