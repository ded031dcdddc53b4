/// What made an object and looks after it, such as the ReplicaSet of a pod.
public struct Controller: Hashable, Sendable {
    /// Its kind.
    public let kind: String
    /// Its name, in the namespace of the object.
    public let name: String

    /// The controller of this kind and name.
    public init(kind: String, name: String) {
        self.kind = kind
        self.name = name
    }
}
