import TestSupport
import Testing

@testable import Daemon

@Suite struct FolderEventTests {
    private let bytes: [UInt8] =
        [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0] + Array("a.yaml\0\0".utf8)
        + [255, 255, 255, 255, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] + [
            1, 0, 0, 0, 0, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ]

    @Test("events are read with their names, an overflow and the end of a watch are known")
    func read() {
        let events = FolderEvent.events(in: bytes)
        #expect(events.map(\.watch) == [1, -1, 1] && events.map(\.name) == ["a.yaml", "", ""])
        #expect(events.map(\.isOverflow) == [false, true, false] && events.map(\.isEnd) == [false, false, true])
    }

    @Test("what is cut, and bytes of chance, do no harm")
    func fuzz() {
        for end in bytes.indices {
            #expect(FolderEvent.events(in: Array(bytes[..<end])).count == (end < 24 ? 0 : end < 40 ? 1 : 2))
        }
        var random = SeededGenerator.forTest("watch")
        for _ in 0..<rounds(200, long: 10000) {
            _ = FolderEvent.events(
                in: (0..<Int.random(in: 0...99, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
    }
}
