import Testing

@testable import Daemon

@Suite struct ChangePacingTests {
    @Test("one change is told when it was quiet for a while")
    func one() {
        var pacing = ChangePacing(quietSeconds: 0.1, delaySecondsMax: 1)
        #expect(pacing.wait(at: 0) == -1 && !pacing.isDue(at: 0))
        pacing.note(at: 50)
        #expect(pacing.wait(at: 50) == 100 && !pacing.isDue(at: 149))
        #expect(pacing.isDue(at: 150) && !pacing.isDue(at: 1000) && pacing.wait(at: 1000) == -1)
    }

    @Test("changes without a pause are told all the same, and again after as long")
    func many() {
        var pacing = ChangePacing(quietSeconds: 0.1, delaySecondsMax: 1)
        var told: [Int64] = []
        for time in stride(from: Int64(0), through: 2500, by: 50) {
            pacing.note(at: time)
            if pacing.isDue(at: time) { told.append(time) }
        }
        #expect(told == [1000, 2050])
    }
}
