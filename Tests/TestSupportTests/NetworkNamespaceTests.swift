import CTestSystem
import Glibc
import Testing

@testable import TestSupport

@Suite(.requiresKernel) struct NetworkNamespaceTests {
    @Test("is another network namespace than ours, always the same, with its loopback up")
    func isSeparate() throws {
        let namespace = try NetworkNamespace()
        let ours = try linkTarget("/proc/self/ns/net")
        let first = try namespace.run { try linkTarget("/proc/thread-self/ns/net") }
        let second = try namespace.run { try linkTarget("/proc/thread-self/ns/net") }
        #expect(first != ours)
        #expect(first == second)
        #expect(try linkTarget(namespace.path) == first)
        #expect(try linkTarget("/proc/thread-self/ns/net") == ours)
        #expect(try namespace.command(["ip", "-br", "link", "show", "up"]).hasPrefix("lo "))
    }

    @Test("gives birth to children inside")
    func childrenAreInside() throws {
        let namespace = try NetworkNamespace()
        let inside = try namespace.command(["readlink", "/proc/self/ns/net"])
        #expect(try inside == linkTarget(namespace.path) + "\n")
    }

    @Test("hands on values and errors, and may be used inside itself")
    func handsOn() throws {
        let namespace = try NetworkNamespace()
        #expect(namespace.run { 7 } == 7)
        #expect(throws: SystemError("no", code: 5)) { try namespace.run { throw SystemError("no", code: 5) } }
        #expect(namespace.run { namespace.run { 8 } } == 8)
    }

    @Test("serves many threads at once, one job at a time")
    func servesMany() async throws {
        let namespace = try NetworkNamespace()
        let total = Counter()
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<200 { namespace.run { total.value += 1 } }
                }
            }
        }
        #expect(total.value == 1600)
    }

    @Test("takes a link that another namespace moves to it")
    func movesLinks() throws {
        let one = try NetworkNamespace()
        let other = try NetworkNamespace()
        try one.command(["ip", "link", "add", "here", "type", "veth", "peer", "name", "there"])
        try one.moveLink(named: "there", to: other)
        #expect(throws: CommandError.self) { try one.command(["ip", "link", "show", "there"]) }
        #expect(try other.command(["ip", "link", "show", "there"]).contains("there"))
    }

    @Test("waits for a link until it takes frames, which it does when its other end is up too")
    func waitsForLinks() throws {
        let namespace = try NetworkNamespace()
        try namespace.command(["ip", "link", "add", "one", "type", "veth", "peer", "name", "two"])
        try namespace.command(["ip", "link", "set", "one", "up"])
        #expect(throws: SystemError("wait for one", code: ETIMEDOUT)) {
            try namespace.waitForLink(named: "one", timeoutSeconds: 0.05)
        }
        try namespace.command(["ip", "link", "set", "two", "up"])
        try namespace.waitForLink(named: "one")
        #expect(try namespace.command(["ip", "link", "show", "one"]).contains("qdisc noqueue"))
    }

    @Test("leaves no thread and no namespace behind, however it is let go of")
    func leavesNothing() throws {
        func thread(of namespace: NetworkNamespace) -> String {
            String(namespace.path.dropLast("/ns/net".count))
        }
        let closed = try NetworkNamespace()
        let closedThread = thread(of: closed)
        #expect(access(closedThread, F_OK) == 0)
        closed.close()
        closed.close()
        try waitUntilGone(closedThread)

        func makeAndLetGo() throws -> String { try thread(of: NetworkNamespace()) }
        try waitUntilGone(makeAndLetGo())

        func letGoInside() throws -> String {
            var namespace: NetworkNamespace? = try NetworkNamespace()
            let path = try thread(of: #require(namespace))
            let last = Box(namespace)
            namespace = nil
            // The last owner lets go on the namespace's own thread.
            last.value?.run { last.value = nil }
            return path
        }
        try waitUntilGone(letGoInside())
    }

    @Test("dies with its thread: a link whose peer was inside is gone")
    func namespaceDies() throws {
        let outside = try NetworkNamespace()
        let inside = try NetworkNamespace()
        try outside.command(["ip", "link", "add", "left", "type", "veth", "peer", "name", "right"])
        try outside.moveLink(named: "right", to: inside)
        inside.close()
        let deadline = Deadline(seconds: 30)
        var listed = ""
        repeat {
            listed = try outside.command(["ip", "-o", "link"])
        } while listed.contains("left") && !deadline.hasPassed
        #expect(!listed.contains("left"))
    }

    @Test("says so when it is used after it was closed")
    func refusesUseAfterClose() async {
        await #expect(processExitsWith: .failure) {
            let namespace = try NetworkNamespace()
            namespace.close()
            namespace.run {}
        }
    }
}

/// A number that only the namespace's thread touches.
private final class Counter: @unchecked Sendable {
    var value = 0
}

private final class Box<Value>: @unchecked Sendable {
    var value: Value
    init(_ value: Value) { self.value = value }
}

private func linkTarget(_ path: String) throws -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { throw SystemError("readlink \(path)") }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// A joined thread's entry in /proc can outlive the join by a moment.
private func waitUntilGone(_ path: String) throws {
    let deadline = Deadline(seconds: 30)
    while access(path, F_OK) == 0 && !deadline.hasPassed { usleep(1000) }
    #expect(access(path, F_OK) != 0, "\(path) is still there")
}
