/// What a list says of itself.
public struct ListHead: Hashable, Sendable {
    /// Which state of the cluster it shows.
    public let resourceVersion: String
    /// What to ask for the rest with; empty where this is all.
    public let continuation: String

    /// A list of this state, and what to ask for the rest with.
    public init(resourceVersion: String, continuation: String) {
        self.resourceVersion = resourceVersion
        self.continuation = continuation
    }
}
