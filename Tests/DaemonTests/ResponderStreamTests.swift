import Synchronization
import Testing

@testable import Daemon

@Suite struct ResponderStreamTests {
    @Test("pieces come out in their order, and what finds no room is dropped whole and counted")
    func bounded() {
        let stream = ResponderStream(queueBytesMax: 5)
        #expect(stream.write([1, 2, 3]) && !stream.write([4, 5, 6]) && stream.write([7, 8]) && stream.write([]))
        #expect(stream.dropped == 1)
        #expect(stream.next() == .send([1, 2, 3, 7, 8]))
        #expect(stream.next() == .wait)
        #expect(stream.write([9]))
        stream.finish()
        #expect(!stream.write([10]) && !stream.isOpen)
        #expect(stream.next() == .send([9]))
        #expect(stream.next() == .finish)
    }

    @Test("who sends is woken by the first piece that waits, and by the end")
    func wakes() {
        let (stream, wakes) = (ResponderStream(queueBytesMax: 5), CallCount())
        stream.attach { wakes.add() }
        stream.write([1])
        stream.write([2])
        #expect(wakes.value == 1)
        _ = stream.next()
        stream.write([3])
        #expect(wakes.value == 2)
        stream.finish()
        #expect(wakes.value == 3)
    }

    @Test("who writes is told once that nobody reads any more")
    func closed() {
        let closes = CallCount()
        let stream = ResponderStream(queueBytesMax: 2) { closes.add() }
        stream.write([1, 2, 3])
        #expect(stream.isOpen)
        stream.close()
        stream.close()
        #expect(closes.value == 1 && !stream.isOpen && !stream.write([1]) && stream.dropped == 1)
    }
}

/// Counts calls from any thread.
final class CallCount: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .acquiring) }

    func add() { count.add(1, ordering: .acquiringAndReleasing) }
}
