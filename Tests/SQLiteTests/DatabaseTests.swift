import Synchronization
import TestSupport
import Testing

@testable import SQLite

@Suite struct DatabaseTests {
    private func table(fault: Database.Fault? = nil) throws -> Database {
        let database = try Database(path: nil, fault: fault)
        try database.execute("CREATE TABLE t (value)")
        return database
    }

    @Test("what a statement answers comes as rows of values")
    func rows() throws {
        let database = try table()
        #expect(
            try database.execute("SELECT 1, 'a', x'00ff', NULL") == [
                [.integer(1), .text("a"), .blob([0, 255]), .null]
            ])
        #expect(try database.execute("SELECT value FROM t") == [])
        #expect(try database.number("PRAGMA user_version") == 0)
        #expect(try database.number("SELECT value FROM t") == 0)
        #expect(try database.number("SELECT 7 UNION SELECT 8") == 7)
    }

    @Test("a transaction is there when it ends, and not when it throws")
    func transactions() throws {
        let database = try table()
        try database.transaction { () throws(SQLiteError) in try database.execute("INSERT INTO t VALUES (1)") }
        #expect(throws: SQLiteError(code: 4, action: "stop")) {
            try database.transaction { () throws(SQLiteError) in
                try database.execute("INSERT INTO t VALUES (2)")
                #expect(database.isInTransaction)
                throw SQLiteError(code: 4, action: "stop")
            }
        }
        #expect(!database.isInTransaction)
        #expect(try database.execute("SELECT value FROM t") == [[.integer(1)]])
    }

    @Test("whichever call fails, a transaction happens whole or not at all, and the next one works")
    func failures() throws {
        let counter = Countdown()
        var failed = 0
        for number in 1...100 {
            let database = try table { _, _ in counter.next() }
            counter.fail(at: number)
            let isDone = Self.insertTwo(database)
            counter.fail(at: 0)
            #expect(try database.number("SELECT count(*) FROM t") == (isDone ? 2 : 0), "call \(number)")
            #expect(Self.insertTwo(database), "call \(number)")
            if isDone { break }
            failed += 1
        }
        #expect(failed == 8, "BEGIN, two inserts and COMMIT are prepared and stepped")
    }

    @Test("a transaction that could not be rolled back is rolled back before the next")
    func rollbackFails() throws {
        let flag = Flag()
        let database = try table { _, sql in flag.isSet && sql == "ROLLBACK" ? 10 : nil }
        flag.isSet = true
        #expect(throws: SQLiteError.self) {
            try database.transaction { () throws(SQLiteError) in
                try database.execute("INSERT INTO t VALUES (1)")
                try database.execute("INSERT INTO nothing VALUES (1)")
            }
        }
        #expect(database.isInTransaction)
        flag.isSet = false
        try database.transaction { () throws(SQLiteError) in try database.execute("INSERT INTO t VALUES (2)") }
        #expect(try database.execute("SELECT value FROM t") == [[.integer(2)]])
    }

    @Test("what cannot be done says what, why, and the code")
    func words() throws {
        let database = try table()
        let error = #expect(throws: SQLiteError.self) { try database.execute("SELECT missing FROM t") }
        #expect(error?.description == "SELECT missing FROM t: no such column: missing (SQLite code 1)")
        let missing = #expect(throws: SQLiteError.self) { try Database(path: "/dev/null/none") }
        #expect(missing?.description == "open /dev/null/none: unable to open database file (SQLite code 14)")
        #expect(throws: SQLiteError.self) { try database.prepare(" ") }
    }

    @Test("a database without room says that it is full and stays as it was")
    func full() throws {
        let database = try table()
        try database.execute("PRAGMA max_page_count = 8")
        let error = #expect(throws: SQLiteError.self) {
            try database.transaction { () throws(SQLiteError) in
                try database.execute("INSERT INTO t VALUES (1)")
                try database.execute("INSERT INTO t VALUES (zeroblob(100000))")
            }
        }
        #expect(error?.isFull == true)
        #expect(try database.number("SELECT count(*) FROM t") == 0)
    }

    private static func insertTwo(_ database: Database) -> Bool {
        do {
            try database.transaction { () throws(SQLiteError) in
                try database.execute("INSERT INTO t VALUES (1)")
                try database.execute("INSERT INTO t VALUES (2)")
            }
            return true
        } catch {
            return false
        }
    }
}

/// Whether something is on.
private final class Flag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool {
        get { value.load(ordering: .sequentiallyConsistent) }
        set { value.store(newValue, ordering: .sequentiallyConsistent) }
    }
}

/// Lets the n-th call from now fail.
private final class Countdown: Sendable {
    private let left = Atomic(0)

    func fail(at number: Int) { left.store(number, ordering: .sequentiallyConsistent) }

    func next() -> Int32? {
        left.subtract(1, ordering: .sequentiallyConsistent).newValue == 0 ? 10 : nil
    }
}
