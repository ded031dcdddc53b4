import CTestSystem
import Glibc

/// A network namespace of its own, kept alive by one thread that runs whatever is handed to it.
///
/// A thread and not a task: a task may go on on any thread of the pool, and a pool thread that has changed its
/// namespace would take others with it. A class, because the namespace ends when its last owner lets go of it.
/// Sockets opened inside stay in the namespace and can be used from any thread; children started inside are born in it.
public final class NetworkNamespace: Sendable {
    private let worker: NamespaceWorker

    /// Makes an empty namespace and brings its loopback up: `ip netns add`, without a name.
    public init() throws(SystemError) {
        worker = NamespaceWorker()
        try worker.start()
        do {
            try run { () throws(SystemError) in try Link.bringUp("lo") }
        } catch {
            worker.stop()
            throw error
        }
    }

    deinit {
        worker.stop()
    }

    /// The file that stands for the namespace, for `ip link set … netns` and `nsenter --net=`; gone after `close`.
    public var path: String { "/proc/\(getpid())/task/\(worker.threadIdentifier)/ns/net" }

    /// Runs `body` on the namespace's thread and waits for it; one at a time, in the order of the calls.
    ///
    /// Hand values out and expect outside: on this thread Swift Testing does not know whose test an issue belongs to.
    public func run<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        if worker.isCurrentThread { return try body() }
        var result: Result<Value, Failure>?
        withoutActuallyEscaping({ () -> Void in result = Result(catching: body) }) { escapable in
            worker.perform(escapable)
        }
        guard let result else { preconditionFailure("a namespace was used after it was closed") }
        return try result.get()
    }

    /// Moves a link of this namespace into another one: `ip link set NAME netns PATH`.
    public func moveLink(named name: String, to other: NetworkNamespace) throws(CommandError) {
        try command(["ip", "link", "set", name, "netns", other.path])
    }

    /// Runs a program inside; it has to succeed, and its standard output is returned.
    @discardableResult
    public func command(
        _ arguments: [String], input: String = "", timeoutSeconds: Double = 60
    ) throws(CommandError) -> String {
        try run { () throws(CommandError) in
            try Command.output(of: arguments, input: input, timeoutSeconds: timeoutSeconds)
        }
    }

    /// Waits until a link that was brought up takes frames.
    ///
    /// It does not yet when the command that brings it up returns: a worker of the kernel gives it its queue later, and
    /// until then what is sent is dropped without an error. The worker says "up" first, but still holds the lock that
    /// setting the flags once more has to wait for.
    public func waitForLink(named name: String, timeoutSeconds: Double = 30) throws {
        let deadline = Deadline(seconds: timeoutSeconds)
        while try !command(["ip", "-o", "link", "show", "dev", name]).contains(" state UP ") {
            guard !deadline.hasPassed else { throw SystemError("wait for \(name)", code: ETIMEDOUT) }
            usleep(500)
        }
        try run { () throws(SystemError) in try Link.bringUp(name) }
    }

    /// Ends the thread, and with it the namespace unless a socket still keeps it; closing twice does nothing.
    public func close() {
        worker.stop()
    }
}
