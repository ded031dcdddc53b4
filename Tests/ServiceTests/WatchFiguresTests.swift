import KubernetesClient
import KubernetesModel
import Synchronization
import TestSupport
import Testing

@testable import Service

@Suite struct WatchFiguresTests {
    @Test("without a source there is nothing to measure, and nobody waits")
    func empty() {
        let figures = WatchFigures()
        #expect(figures.now().isEmpty)
        figures.follow(nil)
        #expect(figures.now().isEmpty)
    }

    @Test("whoever asks gets what is so by now")
    func fresh() async throws {
        let count = Atomic(0)
        let figures = WatchFigures()
        figures.follow {
            count.add(1, ordering: .relaxed)
            return [.pods: FeedFigures()]
        }
        // Where other tests keep all threads busy, the patience may be over first.
        #expect(try await comes { figures.now() == [.pods: FeedFigures()] })
        let before = count.load(ordering: .relaxed)
        #expect(try await comes { !figures.now().isEmpty && count.load(ordering: .relaxed) > before })
    }

    @Test("a source that does not answer is not waited for longer than half a second")
    func silent() {
        let figures = WatchFigures()
        figures.follow {
            do { try await Task.sleep(for: .seconds(2)) } catch { return [:] }
            return [.pods: FeedFigures()]
        }
        let clock = ContinuousClock()
        let time = clock.measure { #expect(figures.now().isEmpty) }
        #expect(time < .seconds(1.9))
    }
}
