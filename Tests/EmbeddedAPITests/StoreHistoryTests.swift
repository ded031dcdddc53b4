import Testing

@testable import EmbeddedAPI

@Suite struct StoreHistoryTests {
    private func event(_ revision: Int64, previous: Int = 0) -> StoreEvent {
        StoreEvent(kind: .modified, object: state(revision, 0), previous: state(1, previous))
    }

    private func state(_ revision: Int64, _ count: Int) -> StoredObject {
        StoredObject(
            id: pod("x"), revision: revision, row: 1, labels: [:], fields: [:],
            body: [UInt8](repeating: 0, count: count))
    }

    @Test("never more events and bytes are kept than may be, and at least seven eighths of the events")
    func bounds() {
        var history = StoreHistory(after: 1, bounds: StoreHistory.Bounds(eventsMax: 80, bytesMax: 1 << 20))
        for revision in Int64(2)...500 {
            history.append([event(revision)])
            let kept = history.events(after: history.oldestRevision)
            #expect(kept.count <= 80 && (kept.count >= 70 || revision < 72))
            #expect(kept.first?.revision == history.oldestRevision + 1)
        }
        history.append([event(501, previous: 900_000)])
        #expect(history.events(after: 500).count == 1)
        history.append([event(502, previous: 2_000_000)])
        #expect(history.oldestRevision == 502)
        #expect(history.events(after: 502).isEmpty)
    }
}
