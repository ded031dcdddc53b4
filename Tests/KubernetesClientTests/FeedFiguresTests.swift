import KubernetesModel
import Testing

@testable import HTTPClient
@testable import KubernetesClient

@Suite struct FeedFiguresTests {
    @Test("answers are counted by code, those that never came as 0, and bytes with the time of the last")
    func answers() {
        var figures = FeedFigures()
        for status in [200, 200, 503] { figures.count(head(status), at: .seconds(1)) }
        figures.count(.end(.failed(.refused(by: "x"))), at: .seconds(2))
        #expect(figures.lastHeard == nil)
        figures.count(.body([1, 2, 3]), at: .seconds(3))
        figures.count(.body([4]), at: .seconds(4))
        figures.count(.end(.complete), at: .seconds(5))
        #expect(figures.answerCounts == [200: 2, 503: 1, 0: 1])
        #expect(figures.byteCount == 4 && figures.lastHeard == .seconds(4))
    }

    @Test("notes are counted each for itself")
    func notes() {
        var figures = FeedFigures()
        let notes: [ReflectorNote] = [
            .listed(count: 3), .listed(count: 4), .watchEnded, .watchEnded, .watchEnded,
            .defective(ObjectKey("a", "b"), []), .unauthorized, .expired, .simplified("x"), .outdated,
            .passedOver("x"), .credentials("x"), .unwritten("x"),
        ]
        for note in notes { figures.count(note) }
        #expect(figures.listCount == 2 && figures.watchRestartCount == 3 && figures.defectiveCount == 1)
        #expect(figures.problem == nil)
    }

    @Test("what failed last is told until a server does what it was asked")
    func problems() {
        var figures = FeedFigures()
        figures.count(.failed("cut", retryAfter: .seconds(1)))
        #expect(figures.problem == "cut")
        figures.count(.forbidden("no rule"))
        #expect(figures.problem == "no rule")
        figures.count(head(403), at: .zero)
        #expect(figures.problem == "no rule")
        figures.count(head(200), at: .zero)
        #expect(figures.problem == nil)
    }

    private func head(_ status: Int) -> HTTPEvent {
        .head(HTTPHead(version: .http2, status: status, headers: []))
    }
}
