/// What was read of an object that an API server sent.
public struct SentObject: Hashable, Sendable {
    /// The object; `nil` where it does not say which it is.
    public let object: KubernetesObject?
    /// Which state of it this is; empty where it does not say.
    public let resourceVersion: String
    /// What is wrong with it.
    public let defects: [Defect]
    /// What made it, where that is written.
    public let controller: Controller?

    /// An object as it was read.
    public init(
        object: KubernetesObject?, resourceVersion: String, defects: [Defect] = [], controller: Controller? = nil
    ) {
        self.object = object
        self.resourceVersion = resourceVersion
        self.defects = defects
        self.controller = controller
    }
}
