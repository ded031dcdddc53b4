import Testing

@testable import ServerAccess

@Suite struct PairSettlingTests {
    private func pair(_ certificate: UInt8, _ key: UInt8) -> PairSettling.Pair {
        PairSettling.Pair(certificate: [certificate], key: Secret([key]))
    }

    @Test("the first pair, the same and one of which both parts are new are taken at once")
    func whole() {
        var settling = PairSettling()
        #expect(settling.unsettled(pair(1, 1), beside: nil, at: .zero) == nil)
        #expect(settling.unsettled(pair(1, 1), beside: pair(1, 1), at: .zero) == nil)
        #expect(settling.unsettled(pair(2, 2), beside: pair(1, 1), at: .zero) == nil)
    }

    @Test("a change of one part is believed once it has stood for ten seconds")
    func half() {
        var settling = PairSettling()
        #expect(settling.unsettled(pair(2, 1), beside: pair(1, 1), at: .seconds(3)) == .certificate)
        #expect(settling.unsettled(pair(2, 1), beside: pair(1, 1), at: .milliseconds(12_999)) == .certificate)
        #expect(settling.unsettled(pair(2, 1), beside: pair(1, 1), at: .seconds(13)) == nil)
        #expect(settling.unsettled(pair(2, 3), beside: pair(2, 1), at: .seconds(14)) == .key)
    }

    @Test("whatever else is seen meanwhile, the ten seconds begin again")
    func restarts() {
        var settling = PairSettling()
        let old = pair(1, 1)
        #expect(settling.unsettled(pair(2, 1), beside: old, at: .zero) == .certificate)
        #expect(settling.unsettled(pair(3, 1), beside: old, at: .seconds(9)) == .certificate)
        #expect(settling.unsettled(pair(3, 1), beside: old, at: .seconds(18)) == .certificate)
        #expect(settling.unsettled(old, beside: old, at: .seconds(18)) == nil)
        #expect(settling.unsettled(pair(3, 1), beside: old, at: .seconds(20)) == .certificate)
    }
}
