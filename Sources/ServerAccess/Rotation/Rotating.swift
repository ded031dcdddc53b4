/// Something that is read from a file again and again: the last that was good, how old it is, and what is wrong since.
struct Rotating<Value: Hashable & Sendable>: Sendable {
    /// What was read last, and was good.
    private(set) var value: Value?
    private let ageMax: Duration
    private var readAt: Duration?
    private var problem: AccessError?

    /// Something that is read when it is asked for and older than this; `value` is what there is before.
    init(_ value: Value? = nil, ageMax: Duration) {
        self.value = value
        self.ageMax = ageMax
    }

    /// Whether it is to be read before it is used. After a failure it is, each time, until it succeeds.
    func isDue(at now: Duration) -> Bool {
        guard let readAt, problem == nil else { return true }
        return now - readAt >= ageMax
    }

    /// Says that what there is had better be read again at once.
    mutating func expire() { readAt = nil }

    /// Takes what was read; gives what is to be said about it: that it failed, once for each way, or works again.
    ///
    /// A failure is thrown only where there is nothing else to use.
    mutating func take(_ reading: Result<Value, AccessError>, at now: Duration) throws(AccessError) -> String? {
        let before = problem
        switch reading {
        case .success(let value):
            self.value = value
            readAt = now
            problem = nil
            return before.map { "\($0.place.words): is good again" }
        case .failure(let error):
            if value == nil { throw error }
            problem = error
            return error == before ? nil : "\(error); until then what there was before is used"
        }
    }
}

extension AccessError.Place {
    /// The place, as errors begin.
    fileprivate var words: String {
        switch self {
        case .setting(let name): name
        case .file(let path), .text(let path, _, _), .field(let path, _, _): path.shown
        case .everything: "all"
        }
    }
}
