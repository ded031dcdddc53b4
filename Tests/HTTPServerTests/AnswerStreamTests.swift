import Synchronization
import Testing

@testable import HTTPServer

/// A seat that checks what libmicrohttpd wants: each suspend is undone once, and nothing else is.
private final class CheckedSeat: StreamSeat {
    private let suspends = Atomic(0)
    let resumes = Atomic(0)
    let cuts = Atomic(0)

    var isSuspended: Bool { suspends.load(ordering: .relaxed) > resumes.load(ordering: .relaxed) }

    func suspend() {
        #expect(!isSuspended)
        suspends.add(1, ordering: .relaxed)
    }

    func resume() {
        #expect(isSuspended)
        resumes.add(1, ordering: .relaxed)
    }

    func cut() { cuts.add(1, ordering: .relaxed) }
}

@Suite struct AnswerStreamTests {
    private func step(_ stream: AnswerStream) -> AnswerQueue.Step {
        var buffer = [UInt8](repeating: 0, count: 64)
        return buffer.withUnsafeMutableBytes { stream.take(into: $0) }
    }

    @Test("A connection with nothing to send is suspended, and the first write resumes it once")
    func resumed() {
        let (stream, seat) = (AnswerStream(bufferMax: 10), CheckedSeat())
        #expect(stream.write([1]))
        stream.attach(to: seat)
        #expect(step(stream) == .send(1))
        #expect(step(stream) == .wait)
        #expect(seat.isSuspended)
        #expect(stream.write([2]) && stream.write([3]))
        #expect(seat.resumes.load(ordering: .relaxed) == 1)
        #expect(step(stream) == .send(2))
        #expect(step(stream) == .wait)
        stream.finish()
        #expect(!seat.isSuspended && step(stream) == .finish)
    }

    @Test("A reader that is too slow is cut off, and what waited is gone")
    func slow() {
        let (stream, seat) = (AnswerStream(bufferMax: 2), CheckedSeat())
        stream.attach(to: seat)
        #expect(stream.write([1, 2]) && !stream.write([3]) && !stream.write([]))
        #expect(seat.cuts.load(ordering: .relaxed) == 1)
        #expect(step(stream) == .cut)
    }

    @Test("Who waits for the end of a stream is told once, also when it is over already")
    func closed() {
        let stream = AnswerStream(bufferMax: 2)
        let calls = Mutex(0)
        stream.onClose { calls.withLock { $0 += 1 } }
        stream.finish()
        #expect(calls.withLock { $0 } == 0)
        stream.close()
        stream.close()
        #expect(calls.withLock { $0 } == 1)
        stream.onClose { calls.withLock { $0 += 10 } }
        #expect(calls.withLock { $0 } == 11)
        #expect(!stream.write([1]))
    }

    @Test("Ending a suspended stream resumes it, so that it is closed")
    func ended() {
        let (stream, seat) = (AnswerStream(bufferMax: 2), CheckedSeat())
        stream.attach(to: seat)
        #expect(step(stream) == .wait)
        stream.end()
        #expect(!seat.isSuspended && seat.cuts.load(ordering: .relaxed) == 1)
        #expect(step(stream) == .cut)
    }
}
