import SQLite
import TestSupport
import Testing

@testable import EmbeddedAPI

@Suite struct StoreFormatTests {
    private static let strange: [(sql: String, words: String)] = [
        ("CREATE TABLE t (x)", "is not a database of Martlet's"),
        ("PRAGMA application_id = 5", "is not a database of Martlet's"),
        ("PRAGMA user_version = 1", "is not a database of Martlet's"),
    ]

    private static let damages: [(sql: String, words: String)] = [
        ("PRAGMA user_version = 2", "was written by a newer Martlet: its format is 2, and this one knows 1"),
        ("UPDATE state SET revision = 1", "is damaged: a row is not as it was written"),
        ("UPDATE objects SET labels = x'05'", "is damaged: a row is not as it was written"),
        ("UPDATE objects SET body = 'text'", "is damaged: a row is not as it was written"),
        (
            "INSERT INTO objects SELECT 2, resource, namespace, name, 2, labels, fields, body FROM objects",
            "is damaged: x is there twice"
        ),
        ("UPDATE objects SET row = 9", "is damaged: a row is not as it was written"),
    ]

    private func refusal(_ directory: StoreDirectory) -> String? {
        let error = #expect(throws: StoreError.self) { try ObjectStore(directory: directory.path) }
        return error?.description
    }

    @Test("a database of something else is refused and not changed", arguments: strange)
    func foreign(sql: String, words: String) throws {
        let directory = StoreDirectory()
        try Database(path: "\(directory.path)/martlet.db").execute(sql)
        #expect(refusal(directory) == "\(directory.path)/martlet.db \(words)")
        let mode = try Database(path: "\(directory.path)/martlet.db").execute("PRAGMA journal_mode")
        #expect(mode == [[.text("delete")]])
    }

    @Test("a database that is newer or damaged is refused", arguments: damages)
    func damaged(sql: String, words: String) throws {
        let directory = StoreDirectory()
        try fill(directory)
        try Database(path: "\(directory.path)/martlet.db").execute(sql)
        #expect(refusal(directory) == "\(directory.path)/martlet.db \(words)")
    }

    @Test("a file that is no database is refused")
    func garbage() throws {
        let directory = StoreDirectory()
        try writeFile("\(directory.path)/martlet.db", Array(repeating: 0x41, count: 10_000))
        #expect(refusal(directory) == "\(directory.path)/martlet.db is damaged: file is not a database")
    }

    private func fill(_ directory: StoreDirectory) throws {
        let store = try ObjectStore(directory: directory.path)
        try store.put(pod("w"))
        try store.remove(pod("w"))
        try store.put(pod("x"))
    }
}
