internal import Agent
internal import KubernetesClient
internal import KubernetesModel

/// What the cluster is read from, with what there is to know of the reading.
struct RunSource: Sendable {
    /// Says what is so.
    let source: any ClusterSource
    /// What there is to measure by kind of object, where it is an API server.
    let figures: (@Sendable () async -> [Resource: FeedFigures])?
    /// What keeps it from being read; `nil` while all is well.
    let problem: @Sendable () -> String?

    /// A source with what there is to know of it.
    init(
        _ source: any ClusterSource, figures: (@Sendable () async -> [Resource: FeedFigures])?,
        problem: @escaping @Sendable () -> String?
    ) {
        self.source = source
        self.figures = figures
        self.problem = problem
    }
}
