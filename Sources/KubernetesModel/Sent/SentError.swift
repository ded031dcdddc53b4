internal import JSON
internal import Protobuf

/// Why what an API server sent cannot be read.
public enum SentError: Error, Hashable, Sendable {
    /// It is not written in the way that it should be.
    case malformed(String)
    /// It ends before its end.
    case cut
    /// One object is longer than any that an API server takes.
    case tooLong
    /// It is something else, such as the page of a web server.
    case otherKind(String)
}

extension SentError: CustomStringConvertible {
    /// What is wrong, in a sentence.
    public var description: String {
        switch self {
        case .malformed(let reason): "the answer cannot be read: \(reason)"
        case .cut: "the answer ends in the middle of an object"
        case .tooLong: "an object in the answer is longer than \(Self.lengthMax >> 20) MB"
        case .otherKind(let what): "the answer is \(what): is this the address of a Kubernetes API server?"
        }
    }

    /// Etcd takes objects of 1.5 MB unless told otherwise; JSON may be some times as long.
    static let lengthMax = 32 << 20

    /// The same of JSON.
    init(_ error: JSONError) { self = .malformed("\(error)") }

    /// The same of protobuf.
    init(_ error: ProtobufError) { self = .malformed("\(error)") }
}
