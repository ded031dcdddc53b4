import Testing

@testable import Service

@Suite struct StartWaitTests {
    @Test("it is told at first, when something else is waited for, and every ten seconds, well within what it grants")
    func due() {
        var wait = StartWait()
        let cases: [(String, Int, Bool)] = [
            ("a", 100, true), ("a", 101, false), ("b", 102, true), ("b", 111, false), ("b", 112, true),
            ("b", 113, false), ("a", 114, true), ("a", 1_000, true), ("a", 1_009, false),
        ]
        for (words, seconds, isDue) in cases {
            #expect(wait.isDue(words, now: .seconds(seconds)) == isDue, "\(words) at \(seconds)")
        }
        #expect(StartWait.interval * 2 < .seconds(StartWait.extensionSeconds))
    }
}
