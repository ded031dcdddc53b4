import Glibc
import JSON
import Synchronization
import Testing

@testable import EmbeddedAPI
@testable import TestSupport

/// The program itself, killed with signal 9 while many write and watch, and started again on the same directory.
@Suite struct ServerCrashTests {
    private static let path = "/apis/networking.k8s.io/v1/networkpolicies"

    /// What a test's threads share.
    private final class Shared: Sendable {
        let port = Atomic<UInt16>(0)
        let isStopped = Atomic(false)
        let acknowledged = Atomic(0)
    }

    @Test("kill -9 loses no write that was acknowledged, and every watcher ends with what a fresh list has")
    func killed() throws {
        var generator = SeededGenerator.forTest("server crash")
        let directory = StoreDirectory()
        let (shared, clock) = (Shared(), ContinuousClock())
        let writers = (0..<4).map { CrashWriter($0) }
        let watchers = (0..<3).map { _ in CrashWatcher() }
        let start = clock.now
        var server = try ServerProcess(directory: directory.path)
        shared.port.store(server.port, ordering: .relaxed)
        let threads = try watchers.map { watcher in
            try OwnThread {
                watcher.run(
                    port: { shared.port.load(ordering: .relaxed) },
                    isStopped: { shared.isStopped.load(ordering: .relaxed) })
            }
        }
        defer {
            shared.isStopped.store(true, ordering: .relaxed)
            for thread in threads { thread.join() }
        }
        var last: Int64 = 0
        for round in 0..<(isSoak ? 50 : rounds(2, long: 3)) {
            let writesMax = runsLongTests ? 10_000 : 300
            // Where there is time every round is a long one; else every other one ends soon after the start.
            let isWhole = isSoak || round % 2 == 0
            let count = Int.random(in: 1..<(isWhole ? writesMax : writesMax / 10), using: &generator)
            try write(writers, to: server, until: count, shared)
            server = try ServerProcess(directory: directory.path)
            shared.port.store(server.port, ordering: .relaxed)
            let list = try fresh(server)
            let revision = try #require(CrashWatcher.version(of: list))
            #expect(revision >= max(last, writers.map(\.revision).max() ?? 0), "\(generator)")
            last = revision
            for writer in writers { writer.check(Self.steps(in: list)) }
            #expect(writers.flatMap(\.complaints) == [], "round \(round), \(generator)")
            expectSame(watchers, as: list, "round \(round), \(generator)")
        }
        #expect(watchers.flatMap(\.complaints) == [], "\(generator)")
        report(writers, watchers, clock.now - start)
    }

    /// Has all write until so many writes are acknowledged, and the server killed within two milliseconds then.
    private func write(
        _ writers: [CrashWriter], to server: ServerProcess, until count: Int, _ shared: Shared
    ) throws {
        let (port, identifier) = (server.port, server.identifier)
        let wait = UInt32.random(in: 0..<2_000)
        shared.acknowledged.store(0, ordering: .relaxed)
        let threads = try writers.map { writer in
            try OwnThread {
                writer.write(to: port) {
                    let (_, now) = shared.acknowledged.add(1, ordering: .relaxed)
                    guard now == count else { return }
                    usleep(wait)
                    kill(identifier, SIGKILL)
                }
            }
        }
        for thread in threads { thread.join() }
        // Where every writer stopped before, which is a complaint of each.
        server.kill()
    }

    private func fresh(_ server: ServerProcess) throws -> JSONValue {
        let answer = try #require(try HTTPPeer(port: server.port).ask("GET", Self.path))
        return try #require(answer.value)
    }

    private func expectSame(_ watchers: [CrashWatcher], as list: JSONValue, _ comment: String) {
        let wanted = Dictionary(
            uniqueKeysWithValues: (list["items"]?.items ?? []).map { ($0.name, CrashWatcher.version(of: $0) ?? 0) })
        for watcher in watchers {
            // It may have thousands of events still to read of the server that is gone: only silence is wrong.
            var (heard, deadline) = (watcher.figures.events, Deadline(seconds: 30))
            while watcher.objects != wanted, !deadline.hasPassed {
                usleep(2_000)
                guard watcher.figures.events != heard else { continue }
                (heard, deadline) = (watcher.figures.events, Deadline(seconds: 30))
            }
            #expect(watcher.objects == wanted, "\(comment); \(watcher.figures)")
        }
    }

    private static func steps(in list: JSONValue) -> [String: Int] {
        Dictionary(
            uniqueKeysWithValues: (list["items"]?.items ?? []).map { object in
                let step = object.labels.first { $0.0 == "step" }?.1
                return (object.name, step.flatMap { Int($0) } ?? 0)
            })
    }

    /// In a soak, how much was tried.
    private func report(_ writers: [CrashWriter], _ watchers: [CrashWatcher], _ time: Duration) {
        guard isSoak else { return }
        let counts = writers.reduce(into: [:] as [String: Int]) { $0.merge($1.counts) { $0 + $1 } }
        print("acknowledged: \(counts.sorted { $0.key < $1.key }), in \(time)")
        for watcher in watchers { print("watcher: \(watcher.figures)") }
    }
}
