import Agent
import Testing

@Suite struct PacingTests {
    @Test("the first change is due at once")
    func first() {
        var pacing = Pacing()
        #expect(pacing.due == nil && !pacing.isWaiting)
        pacing.noteChange(at: .seconds(3))
        pacing.noteChange(at: .seconds(4))
        #expect(pacing.due == .seconds(3) && pacing.isWaiting)
    }

    @Test("behind a round lies a rest: the least there is, or a multiple of the round")
    func rest() {
        var pacing = Pacing(restFactor: 2, restMin: .milliseconds(5), delayMax: .seconds(1))
        pacing.noteChange(at: .zero)
        pacing.noteRound(from: .zero, to: .milliseconds(1))
        #expect(pacing.due == nil)
        pacing.noteChange(at: .milliseconds(2))
        #expect(pacing.due == .milliseconds(6))
        pacing.noteRound(from: .milliseconds(6), to: .milliseconds(106))
        pacing.noteChange(at: .milliseconds(110))
        #expect(pacing.due == .milliseconds(306))
    }

    @Test("a change behind the rest is due at once")
    func afterRest() {
        var pacing = Pacing()
        pacing.noteRound(from: .zero, to: .milliseconds(1))
        pacing.noteChange(at: .seconds(9))
        #expect(pacing.due == .seconds(9))
    }

    @Test("no change waits longer than the longest delay, however long rounds take")
    func longest() {
        var pacing = Pacing(restFactor: 2, delayMax: .seconds(1))
        pacing.noteRound(from: .zero, to: .seconds(10))
        pacing.noteChange(at: .seconds(11))
        #expect(pacing.due == .seconds(12))
    }
}
