import Glibc
import SQLite
import TestSupport
import Testing

@testable import EmbeddedAPI

@Suite struct StoreFileTests {
    @Test("a directory is made for this user alone, in one that is there")
    func directories() throws {
        let directory = StoreDirectory()
        let inner = "\(directory.path)/inner"
        _ = try ObjectStore(directory: inner)
        var status = stat()
        #expect(stat(inner, &status) == 0 && status.st_mode & 0o777 == 0o700)
        for name in ["martlet.db", "martlet.db-wal"] { unlink("\(inner)/\(name)") }
        rmdir(inner)
        let error = #expect(throws: StoreError.self) { try ObjectStore(directory: "\(directory.path)/a/b") }
        #expect(error?.description == "\(directory.path)/a/b cannot be made: No such file or directory")
    }

    @Test("a second store of the same directory is refused, in this process or another, until the first is gone")
    func inUse() throws {
        let directory = StoreDirectory()
        var store: ObjectStore? = try ObjectStore(directory: directory.path)
        try store?.put(pod("x"))
        #expect(throws: StoreError.inUse("\(directory.path)/martlet.db")) { try ObjectStore(directory: directory.path) }
        let other = try Command.run([
            "python3", "-c", "import sqlite3, sys; sqlite3.connect(sys.argv[1], 0).execute('SELECT * FROM state')",
            "\(directory.path)/martlet.db",
        ])
        #expect(other.errors.contains("database is locked"))
        store = nil
        #expect(try ObjectStore(directory: directory.path).object(pod("x")) != nil)
    }

    @Test("what was written is there after a restart, byte for byte, with the revision of the last deletion")
    func restart() throws {
        let directory = StoreDirectory()
        let (texts, revision) = try fill(directory)
        let store = try ObjectStore(directory: directory.path)
        #expect(store.list("pods", namespace: nil).objects.map(\.text) == texts)
        #expect(store.revision == revision && store.oldestRevision == revision)
        try store.put(pod("z"))
        #expect(store.revision == revision + 1)
    }

    private func fill(_ directory: StoreDirectory) throws -> ([String], Int64) {
        let store = try ObjectStore(directory: directory.path)
        try store.put(pod("b", in: "b"), "ä\0🦅")
        try store.put(pod("a", in: ""), String(repeating: "x", count: 100_000))
        try store.put(pod("b", in: "b"), "")
        try store.put(pod("c"))
        try store.remove(pod("c"))
        return (store.list("pods", namespace: nil).objects.map(\.text), store.revision)
    }
}
