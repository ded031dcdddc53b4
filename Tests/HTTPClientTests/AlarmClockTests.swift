import Testing

@testable import HTTPClient

@Suite struct AlarmClockTests {
    private let start = ContinuousClock.now

    private func moment(_ seconds: Int) -> ContinuousClock.Instant { start.advanced(by: .seconds(seconds)) }

    @Test("alarms are due in the order of their moments, and of two at one moment the first that was set")
    func order() {
        var clock = AlarmClock<String>()
        clock.set("c", at: moment(3))
        clock.set("b", at: moment(2))
        clock.set("a", at: moment(2))
        clock.set("late", at: moment(4))
        #expect(clock.next == moment(2))
        #expect(clock.takeDue(at: moment(1)) == [])
        #expect(clock.takeDue(at: moment(3)) == ["b", "a", "c"])
        #expect(clock.takeDue(at: moment(3)) == [])
        #expect(clock.next == moment(4))
    }

    @Test("an alarm that is set again is due at its last moment only, and one that is taken off never")
    func again() {
        var clock = AlarmClock<String>()
        clock.set("a", at: moment(1))
        clock.set("b", at: moment(1))
        clock.set("a", at: moment(5))
        clock.remove("b")
        #expect(clock.takeDue(at: moment(4)) == [])
        #expect(clock.takeDue(at: moment(5)) == ["a"])
        clock.set("c", at: moment(1))
        clock.removeAll()
        #expect(clock.next == nil)
    }
}
