import TestSupport
import Testing

@testable import SQLite

@Suite struct StatementTests {
    private static let values: [SQLiteValue] = [
        .null, .integer(0), .integer(.min), .integer(.max), .text(""), .text("ä\0b 🦅"), .blob([]), .blob([0, 1, 255]),
        .blob([UInt8](repeating: 7, count: 100_000)), .text(String(repeating: "x", count: 100_000)),
    ]

    @Test("each value comes back as it was given", arguments: values)
    func roundTrip(value: SQLiteValue) throws {
        let database = try Database(path: nil)
        try database.execute("CREATE TABLE t (value)")
        try database.prepare("INSERT INTO t VALUES (?1)").run(value)
        #expect(try database.execute("SELECT value FROM t") == [[value]])
    }

    @Test("a statement is run again with other values, also after it failed")
    func again() throws {
        let database = try Database(path: nil)
        try database.execute("CREATE TABLE t (value INTEGER PRIMARY KEY)")
        let insert = try database.prepare("INSERT INTO t VALUES (?1)")
        try insert.run(.integer(1))
        #expect(throws: SQLiteError.self) { try insert.run(.integer(1)) }
        try insert.run(.integer(2))
        let select = try database.prepare("SELECT value FROM t WHERE value > ?1 ORDER BY value")
        try select.bind([.integer(0)])
        #expect(try select.step())
        #expect(select.row == [.integer(1)])
        #expect(try select.step())
        #expect(select.value(at: 0) == .integer(2))
        #expect(try !select.step())
        select.reset()
        #expect(try select.step())
        #expect(select.row == [.integer(1)])
    }

    @Test("a value for a parameter that is not there is refused", arguments: values)
    func noParameter(value: SQLiteValue) throws {
        let statement = try Database(path: nil).prepare("SELECT ?1")
        let error = #expect(throws: SQLiteError.self) { try statement.bind(value, at: 2) }
        #expect(error?.code == 25)
    }
}
