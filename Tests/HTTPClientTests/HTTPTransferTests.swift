import CTestSystem
import HTTPClient
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct HTTPTransferTests {
    @Test("a transfer that is cancelled ends, and the server sees it", arguments: [Peer.Port.plain, .tls11, .tls])
    func cancelled(_ port: Peer.Port) async throws {
        let peer = try Peer.running
        try await withLoop { loop in
            let taker = Taker()
            let id = "cancelled-\(port)"
            let transfer = loop.send(try peer.request(port, "quiet?id=\(id)")) { taker.take($0) }
            #expect(await taker.waits { $0.text == "first" })
            let start = ContinuousClock.now
            transfer.cancel()
            transfer.cancel()
            let answer = await taker.end()
            #expect(answer.failure == .cancelled)
            #expect(start.duration(to: answer.endMoment) < .seconds(30))
            #expect(try await peer.notes("gone \(id)", on: loop))
            #expect(taker.answer.order == ["head", "body", "end"])
        }
    }

    @Test("of several transfers over one connection only the cancelled one ends, and the server sees it")
    func others() async throws {
        let peer = try Peer.running
        try await withLoop { loop in
            let staying = Taker()
            let going = Taker()
            loop.send(try peer.request(.tls, "pieces?count=20")) { staying.take($0) }
            let transfer = loop.send(try peer.request(.tls, "pieces?count=500&id=going")) { going.take($0) }
            #expect(await going.waits { !$0.pieces.isEmpty })
            transfer.cancel()
            #expect(await going.end().failure == .cancelled)
            #expect(try await peer.notes("gone going", on: loop))
            let stayed = await staying.end()
            #expect(stayed.end == .complete && stayed.text.hasSuffix("piece 19\n"))
        }
    }

    @Test(
        "a transfer that is cancelled inside of an event gives no other event but its end, and not inside of the call")
    func insideOfEvent() async throws {
        let request = try Peer.running.request(.plain, "zeros?megabytes=4")
        try await withLoop { loop in
            let taker = Taker()
            let held = Mutex<HTTPTransfer?>(nil)
            loop.after(.zero) {
                let transfer = loop.send(request) { event in
                    taker.take(event)
                    guard case .body = event else { return }
                    held.withLock { $0 }?.cancel()
                    #expect(taker.answer.end == nil)
                }
                held.withLock { $0 = transfer }
            }
            let answer = await taker.end()
            #expect(answer.order == ["head", "body", "end"])
            #expect(answer.failure == .cancelled)
        }
    }

    @Test("a transfer that is cancelled before it begins, or when it has ended, gives one end")
    func edges() async throws {
        let request = try Peer.running.request(.plain, "echo")
        try await withLoop { loop in
            let early = Taker()
            loop.send(request) { early.take($0) }.cancel()
            #expect(await early.end().failure == .cancelled)
            let late = Taker()
            let transfer = loop.send(request) { late.take($0) }
            #expect(await late.end().end == .complete)
            transfer.cancel()
            _ = await Answer(to: request, on: loop)
            #expect(late.answer.order == ["head", "body", "end"])
        }
    }
}
