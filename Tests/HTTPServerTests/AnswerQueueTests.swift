import TestSupport
import Testing

@testable import HTTPServer

@Suite struct AnswerQueueTests {
    private func add(_ queue: inout AnswerQueue, _ message: [UInt8]) -> Bool { queue.append(message) }

    private func take(_ queue: inout AnswerQueue, _ count: Int) -> (AnswerQueue.Step, [UInt8]) {
        var buffer = [UInt8](repeating: 0, count: count)
        let step = buffer.withUnsafeMutableBytes { queue.take(into: $0) }
        if case .send(let filled) = step { return (step, Array(buffer[..<filled])) }
        return (step, [])
    }

    @Test("Messages come out in their order, as many as fit and cut where they must be")
    func order() {
        var queue = AnswerQueue(bufferMax: 100)
        for message in [[1, 2, 3], [], [4, 5]] as [[UInt8]] { #expect(add(&queue, message)) }
        #expect(queue.bytesWaiting == 5)
        #expect(take(&queue, 4).1 == [1, 2, 3, 4])
        #expect(take(&queue, 4).1 == [5])
        #expect(take(&queue, 4).0 == .wait)
        queue.finish()
        #expect(take(&queue, 4).0 == .finish)
        #expect(!add(&queue, [6]))
    }

    @Test("A full queue takes nothing more and lets go of all it holds")
    func full() {
        var queue = AnswerQueue(bufferMax: 4)
        #expect(add(&queue, [1, 2]))
        #expect(add(&queue, [3, 4]))
        #expect(!add(&queue, [5]))
        #expect(queue.bytesWaiting == 0)
        #expect(queue.phase == .ended)
        #expect(take(&queue, 4).0 == .cut)
    }

    @Test("A message that is larger than the queue gets into an empty one alone")
    func large() {
        var queue = AnswerQueue(bufferMax: 2)
        #expect(add(&queue, [1, 2, 3]))
        #expect(take(&queue, 8).1 == [1, 2, 3])
        #expect(add(&queue, [1, 2, 3]))
        #expect(!add(&queue, [4]))
    }

    @Test("Whatever is written in whatever pieces comes out the same")
    func chance() {
        var random = SeededGenerator.forTest("queue")
        var queue = AnswerQueue(bufferMax: 10_000)
        var written: [UInt8] = []
        var read: [UInt8] = []
        for _ in 0..<5000 {
            let message = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if queue.bytesWaiting + message.count <= 10_000, queue.append(message) { written += message }
            read += take(&queue, Int.random(in: 1...12, using: &random)).1
            #expect(queue.bytesWaiting == written.count - read.count, "\(random)")
        }
        read += take(&queue, 10_000).1
        #expect(read == written, "\(random)")
    }
}
