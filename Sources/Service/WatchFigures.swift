internal import Agent
internal import Glibc
internal import KubernetesClient
internal import KubernetesModel
internal import Synchronization

/// What is measured of the watches of an API server, for whoever asks from any thread.
///
/// A class, since its source comes later than those who ask.
final class WatchFigures: Sendable {
    /// What gives the figures anew.
    typealias Source = @Sendable () async -> [Resource: FeedFigures]

    /// Whoever asks waits no longer; then the figures of the last time hold.
    private static let patience = Duration.milliseconds(500)

    private let source = Mutex<Source?>(nil)
    private let last = Mutex<(figures: [Resource: FeedFigures], count: Int)>(([:], 0))

    /// Takes whose figures these are; `nil` where the source has none.
    func follow(_ source: Source?) { self.source.withLock { $0 = source } }

    /// The figures by resource, as they are by now; empty where there are none.
    func now() -> [Resource: FeedFigures] {
        guard let source = source.withLock({ $0 }) else { return [:] }
        let count = last.withLock { $0.count }
        Task {
            let figures = await source()
            last.withLock { $0 = (figures, $0.count + 1) }
        }
        let deadline = Duration.sinceBoot + Self.patience
        while last.withLock({ $0.count }) == count, Duration.sinceBoot < deadline { usleep(200) }
        return last.withLock { $0.figures }
    }
}
