/// How an API server writes what it sends.
public enum SentEncoding: Hashable, Sendable, CaseIterable {
    /// As JSON.
    case json
    /// As protobuf, in the frame that Kubernetes puts around it.
    case protobuf
}
