import Glibc
import KubernetesAPI
import TestSupport
import Testing

@testable import EmbeddedAPI

/// Writers in a process of their own that kills itself, at a moment that nobody knows, with signal 9.
@Suite struct StoreCrashTests {
    /// The directory for the child; set in the child alone.
    private static let directory = TestProgram.variable("MARTLET_STORE_CHILD")
    private static let writers = 4

    @Test("the child of the test below writes until it is killed", .enabled(if: directory != nil, "is run by a test"))
    func child() async throws {
        let directory = try #require(Self.directory)
        let acknowledgedMax = try #require(TestProgram.variable("MARTLET_STORE_ACKNOWLEDGED").flatMap { Int($0) })
        let store = try ObjectStore(directory: directory)
        let acknowledged = Shared(0)
        await onThreads(Self.writers) { writer in
            for number in 0..<10_000 {
                let id = pod("p\(number % 50)", in: "w\(writer)")
                guard let revision = try? store.put(id, String(repeating: "x", count: number % 3000)) else { return }
                let line = Array("\n\(id.namespace)/\(id.name) \(revision)\n".utf8)
                write(1, line, line.count)
                let count = acknowledged.withLock { count in
                    count += 1
                    return count
                }
                if count == acknowledgedMax { killSoon() }
            }
        }
    }

    @Test("what was acknowledged before a process is killed is there afterwards")
    func killed() throws {
        var generator = SeededGenerator.forTest("store crash")
        let directory = StoreDirectory()
        var acknowledged: [ObjectID: Int64] = [:]
        var last: Int64 = 1
        for _ in 0..<rounds(4, long: 5) {
            let count = Int.random(in: 1..<(runsLongTests ? 10_000 : 500), using: &generator)
            let result = try Command.run(Self.command(directory.path, count), timeoutSeconds: 120)
            #expect(result.end == .killed(signal: SIGKILL), "\(result.errors)")
            let lines = Self.acknowledgements(result.output)
            #expect(lines.count >= count)
            for (id, revision) in lines { acknowledged[id] = max(acknowledged[id] ?? 0, revision) }
            let store = try ObjectStore(directory: directory.path)
            for (id, revision) in acknowledged {
                #expect(store.object(id)?.revision ?? 0 >= revision, "\(id) \(generator)")
            }
            #expect(store.revision >= max(last, acknowledged.values.max() ?? 0))
            last = store.revision
        }
    }

    /// This test process again, with the test above alone.
    private static func command(_ directory: String, _ count: Int) -> [String] {
        TestProgram.command(
            filter: "StoreCrashTests.child",
            ["MARTLET_STORE_CHILD": directory, "MARTLET_STORE_ACKNOWLEDGED": "\(count)"])
    }

    private static func acknowledgements(_ output: String) -> [(ObjectID, Int64)] {
        output.split(separator: "\n").compactMap { line in
            let parts = line.split(whereSeparator: { "/ ".contains($0) })
            guard parts.count == 3, line.hasPrefix("w"), let revision = Int64(parts[2]) else { return nil }
            return (pod(String(parts[1]), in: String(parts[0])), revision)
        }
    }
}

/// Kills this process within two milliseconds, while others go on.
private func killSoon() {
    usleep(UInt32.random(in: 0..<2000))
    kill(getpid(), SIGKILL)
}
