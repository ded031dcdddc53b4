/// Where what is known of a cluster comes from.
public protocol ClusterSource: Sendable {
    /// Begins to say what is so: all of each kind at once first, then what changes. The calls come one after the other,
    /// and a source waits until one returns, so it should not take long.
    func start(_ take: @escaping @Sendable (ClusterEvent) -> Void)
    /// Says no more. Behind it `take` is not called again.
    func stop()
}
