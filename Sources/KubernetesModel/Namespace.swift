/// A namespace, which peers are chosen by.
public struct Namespace: Hashable, Sendable {
    /// The label that every namespace has; the API server sets it, manifests leave it out.
    public static let nameLabel = "kubernetes.io/metadata.name"

    /// Its name.
    public let name: String
    /// Its labels, with the one that says its name.
    public let labels: Labels

    /// The namespace of this name.
    public init(_ name: String, labels: Labels = [:]) {
        self.name = name
        self.labels = labels.adding(Self.nameLabel, name)
    }
}
