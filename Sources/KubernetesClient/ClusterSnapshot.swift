internal import Glibc
internal import HTTPClient
public import KubernetesModel
public import ServerAccess
internal import Synchronization

/// What an API server says once: all objects that people ask about.
public struct ClusterSnapshot: Sendable {
    /// The objects.
    public private(set) var objects: [SentObject] = []
    /// What is missing, and why.
    public private(set) var notes: [SourceNote] = []

    /// What is gathered, and what is missing yet.
    fileprivate struct State: Sendable {
        var snapshot = ClusterSnapshot()
        var missing: Set<Resource>
        var failures: [Resource: Int] = [:]
        var problem: SourceNote?
    }

    private init() {}

    /// Asks a server for all of it, within so many seconds. What fails twice is an error.
    public static func take(
        from access: ServerAccess, userAgent: String, within seconds: Int = 30,
        on host: any AccessHost & Sendable = SystemAccessHost()
    ) throws(SourceError) -> ClusterSnapshot {
        let state = Mutex(State(missing: Set(Resource.allCases)))
        let loop: HTTPLoop
        do throws(HTTPFailure) {
            loop = try HTTPLoop()
        } catch {
            throw SourceError(description: "\(error)")
        }
        let ending = Ending()
        var pacing = ReflectorPacing()
        pacing.startSpread = .zero
        let reflectors = Resource.allCases.map { Reflector($0, wantsAllPods: true, pacing: pacing, seed: 1) }
        let feed = ClusterFeed(reflectors, of: access, on: host, loop: loop, userAgent: userAgent) { resource, action in
            if state.withLock({ $0.take(action, of: resource) }) { ending.come() }
        }
        feed.begin()
        let isInTime = ending.wait(seconds: seconds)
        loop.stop()
        let result = state.withLock { $0 }
        if let problem = result.problem { throw SourceError(description: "\(access.server): \(problem)") }
        if !isInTime {
            let missing = result.missing.map(\.rawValue).sorted().joined(separator: ", ")
            throw SourceError(
                description: "\(access.server): no answer within \(seconds) seconds; still missing: \(missing)")
        }
        return result.snapshot
    }
}

extension ClusterSnapshot.State {
    /// Takes what is said of a resource; whether this is the end, for good or bad.
    fileprivate mutating func take(_ action: ReflectorAction, of resource: Resource) -> Bool {
        guard missing.contains(resource), problem == nil else { return false }
        switch action {
        case .know(let objects):
            snapshot.add(objects)
            missing.remove(resource)
        case .note(let note):
            let told = SourceNote(resource: resource, note: note)
            guard isFinal(note, of: resource) else { break }
            if resource == .services {
                // Rules do not ask about them: an answer without them is better than none.
                snapshot.add(told)
                missing.remove(resource)
            } else {
                problem = told
            }
        case .ask, .hangUp, .setAlarm, .remember, .change, .forget: break
        }
        return missing.isEmpty || problem != nil
    }

    private mutating func isFinal(_ note: ReflectorNote, of resource: Resource) -> Bool {
        switch note {
        case .forbidden: return true
        case .failed:
            failures[resource, default: 0] += 1
            return failures[resource, default: 0] > 1
        case .listed, .watchEnded, .unauthorized, .expired, .simplified, .outdated, .passedOver, .credentials,
            .unwritten, .defective:
            return false
        }
    }
}

extension ClusterSnapshot {
    fileprivate mutating func add(_ more: [SentObject]) { objects += more }
    fileprivate mutating func add(_ note: SourceNote) { notes.append(note) }
}

/// Something that one thread waits for and another brings about: a class, as the semaphore must stay where it is.
private final class Ending: @unchecked Sendable {
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() { sem_init(semaphore, 0, 0) }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func come() { sem_post(semaphore) }

    /// Whether it comes in time.
    func wait(seconds: Int) -> Bool {
        var deadline = timespec()
        clock_gettime(CLOCK_REALTIME, &deadline)
        deadline.tv_sec += seconds
        while sem_timedwait(semaphore, &deadline) != 0 { if errno != EINTR { return false } }
        return true
    }
}
