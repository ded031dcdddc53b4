internal import KubernetesModel
internal import HTTPClient

/// What there is to measure of a resource that is followed.
public struct FeedFigures: Hashable, Sendable {
    /// How many requests were made.
    public internal(set) var requestCount = 0
    /// How many answers had each code of HTTP; 0 counts those that never came.
    public internal(set) var answerCounts: [Int: Int] = [:]
    /// How many bytes of answers came.
    public internal(set) var byteCount = 0
    /// How often a watch was begun again, and all was listed.
    public internal(set) var watchRestartCount = 0
    /// How often all there is was listed.
    public internal(set) var listCount = 0
    /// How many objects could not be read as they should.
    public internal(set) var defectiveCount = 0
    /// How many objects there are.
    public internal(set) var objectCount = 0
    /// Whether all that there is was heard, and changes are heard as they come.
    public internal(set) var isWatching = false
    /// For how long nothing was heard.
    public internal(set) var silence: Duration?
    /// What failed last, until all is well again.
    public internal(set) var problem: String?

    /// When something was heard last.
    var lastHeard: Duration?

    /// The figures before anything happened.
    public init() {}

    /// Counts what came.
    mutating func count(_ event: HTTPEvent, at now: Duration) {
        switch event {
        case .head(let head):
            answerCounts[head.status, default: 0] += 1
            if head.status == 200 { problem = nil }
        case .body(let part):
            byteCount += part.count
            lastHeard = now
        case .end(.failed): answerCounts[0, default: 0] += 1
        case .end(.complete): break
        }
    }

    /// Counts what happened.
    mutating func count(_ note: ReflectorNote) {
        switch note {
        case .listed: listCount += 1
        case .watchEnded: watchRestartCount += 1
        case .failed(let reason, _), .forbidden(let reason): problem = reason
        case .defective: defectiveCount += 1
        case .unauthorized, .expired, .simplified, .outdated, .passedOver, .credentials, .unwritten: break
        }
    }
}
