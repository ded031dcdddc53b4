import NetlinkKernel
import TestSupport
import Testing

@Suite struct WriterLockTests {
    @Test("one writer at a time, which is named to the next, and the lock is free when it is gone", .requiresKernel)
    func oneWriter() throws {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        try namespace.run {
            var first: WriterLock? = try WriterLock()
            let process = try #require(try Command.output(of: ["sh", "-c", "echo $PPID"]).split(separator: "\n").first)
            #expect(throws: WriterLock.Failure.held(process: Int32(process))) { try WriterLock() }
            #expect(throws: Never.self) { try WriterLock(name: "another") }
            withExtendedLifetime(first) {}
            first = nil
            #expect(throws: Never.self) { try WriterLock() }
        }
    }

    @Test("each network namespace has a writer of its own", .requiresKernel)
    func namespaces() throws {
        let (one, other) = (try NetworkNamespace(), try NetworkNamespace())
        defer {
            one.close()
            other.close()
        }
        let locks = try [one, other].map { try $0.run { () throws(WriterLock.Failure) in try WriterLock() } }
        #expect(locks.count == 2)
    }
}
