import Glibc
import HTTPClient
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct HTTPEventTests {
    private static let ports: [Peer.Port] = [.plain, .tls11, .tls]

    @Test("an answer is a head, pieces of a body as they come, and one end", arguments: ports)
    func order(_ port: Peer.Port) async throws {
        let request = try Peer.running.request(port, "pieces?count=4&pause=0.1")
        let answer = try await withLoop { await Answer(to: request, on: $0) }
        #expect(answer.order.first == "head" && answer.order.last == "end")
        // Under load two pieces may come as one.
        #expect(answer.pieces.count > 1 && answer.order.count == answer.pieces.count + 2)
        #expect(answer.text == "piece 0\npiece 1\npiece 2\npiece 3\n")
        #expect(answer.end == .complete)
    }

    @Test("a body that came compressed is what it was before", arguments: ports)
    func compressed(_ port: Peer.Port) async throws {
        let request = try Peer.running.request(port, "zipped")
        let answer = try await withLoop { await Answer(to: request, on: $0) }
        #expect(answer.head?.value(of: "content-encoding") == "gzip")
        #expect(answer.text == String(repeating: "zipped ", count: 10_000))
    }

    @Test("an answer without a body has none, and trailers are no events", arguments: ports)
    func empty(_ port: Peer.Port) async throws {
        let peer = try Peer.running
        try await withLoop { loop in
            let none = await Answer(to: try peer.request(port, "early"), on: loop)
            #expect(none.order == ["head", "end"])
            let trailed = await Answer(to: try peer.request(port, "trailers"), on: loop)
            #expect(trailed.order == ["head", "body", "end"])
            #expect(trailed.end == .complete)
        }
    }

    @Test("what came before an answer broke off is delivered", arguments: ports)
    func broken(_ port: Peer.Port) async throws {
        let request = try Peer.running.request(port, "cut")
        let answer = try await withLoop { await Answer(to: request, on: $0) }
        #expect(answer.order == ["head", "body", "end"])
        #expect(answer.text == "first")
    }

    @Test("no redirection is followed")
    func redirection() async throws {
        let request = try Peer.running.request(.plain, "move")
        let answer = try await withLoop { await Answer(to: request, on: $0) }
        #expect(answer.head?.status == 302)
    }

    @Test("64 MB pass through without being gathered")
    func large() async {
        // A process of its own, since the memory of this one is also that of other tests.
        await #expect(processExitsWith: .success) {
            for port in [Peer.Port.plain, .tls] {
                let request = try Peer.running.request(port, "zeros?megabytes=64")
                let before = peakKilobytes()
                let counter = Counter()
                try await withLoop { loop in
                    let taker = Taker()
                    loop.send(request) { event in
                        if case .body(let bytes) = event { counter.add(bytes.count) } else { taker.take(event) }
                    }
                    #expect(await taker.end().end == .complete)
                }
                guard counter.value == 64 << 20, peakKilobytes() - before < 16 << 10 else { exit(1) }
            }
            exit(0)
        }
    }
}

/// The most memory that this process has had, by /proc.
private func peakKilobytes() -> Int {
    let text = String(decoding: (try? bytes(of: "/proc/self/status")) ?? [], as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first ?? 0
}
