public import KubernetesModel

/// What people may want to know of a reflector.
public enum ReflectorNote: Hashable, Sendable {
    /// All that there is was said: so many objects.
    case listed(count: Int)
    /// A watch is to be begun again, at once.
    case watchEnded
    /// Something failed, and is tried again after a time.
    case failed(String, retryAfter: Duration)
    /// It is not allowed to list and watch: a rule is missing.
    case forbidden(String)
    /// The server does not know who asks.
    case unauthorized
    /// The version that was known is forgotten, or not known any more: all is listed again.
    case expired
    /// It asks in a plainer way, as the server does not take the better one.
    case simplified(String)
    /// An event told of an older state than is known: it was passed over.
    case outdated
    /// Something that is not understood was passed over.
    case passedOver(String)
    /// Something happened to the files that credentials are in.
    case credentials(String)
    /// Versions cannot be kept over a restart.
    case unwritten(String)
    /// Something is wrong with an object.
    case defective(ObjectKey, [Defect])
}

extension ReflectorNote: CustomStringConvertible {
    /// What happened, in a sentence without its end.
    public var description: String {
        switch self {
        case .listed(let count): "all there is was said: \(count) objects"
        case .watchEnded: "the watch ended and is begun again"
        case .failed(let reason, let wait): "\(reason); the next try is in \(wait.inSeconds) s"
        case .forbidden(let reason): "not allowed: \(reason)"
        case .unauthorized: "the server does not take the credentials; they are read again"
        case .expired: "the last known version is forgotten; all is listed again"
        case .simplified(let reason), .credentials(let reason), .unwritten(let reason): reason
        case .outdated: "an event of an older state was passed over"
        case .passedOver(let what): "\(what) was passed over"
        case .defective(let key, let defects): "\(key): " + defects.map { "\($0)" }.joined(separator: "; ")
        }
    }
}

extension Duration {
    /// The seconds, with a digit behind the point.
    var inSeconds: String {
        let tenths = Int(self / .milliseconds(100))
        return "\(tenths / 10).\(tenths % 10)"
    }
}
