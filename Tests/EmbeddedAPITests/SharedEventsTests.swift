import Testing

@testable import EmbeddedAPI

@Suite struct SharedEventsTests {
    @Test("An event is made once for all watches, for each type, as long as a megabyte has room for it")
    func shared() {
        let events = SharedEvents()
        var made = 0
        func event(_ type: String, _ revision: Int64, byteCount: Int = 100_000) -> [UInt8] {
            events.event(type, at: revision) {
                made += 1
                return [UInt8](repeating: UInt8(revision), count: byteCount)
            }
        }
        for _ in 0..<3 { #expect(event("ADDED", 7) == [UInt8](repeating: 7, count: 100_000)) }
        #expect(event("MODIFIED", 7).count == 100_000 && made == 2)
        for revision in Int64(8)..<20 { #expect(event("ADDED", revision).first == UInt8(revision)) }
        #expect(made == 14)
        #expect(event("ADDED", 7).first == 7 && made == 15)
        for _ in 0..<2 { #expect(event("ADDED", 30, byteCount: 3 << 20).count == 3 << 20) }
    }
}
