import Testing

@testable import TestSupport

@Suite struct DeadlineTests {
    @Test("has passed at once when there is no time, and not when there is")
    func passes() {
        #expect(Deadline(seconds: 0).hasPassed)
        #expect(Deadline(seconds: -1).milliseconds == 0)
        #expect(!Deadline(seconds: 1000).hasPassed)
        #expect((999_000...1_000_001).contains(Deadline(seconds: 1000).milliseconds))
    }
}
