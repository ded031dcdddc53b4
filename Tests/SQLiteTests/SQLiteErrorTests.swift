import Testing

@testable import SQLite

@Suite struct SQLiteErrorTests {
    private static let table: [(code: Int32, flags: [Bool])] = [
        (5, [true, false, false, false]), (6, [true, false, false, false]), (261, [true, false, false, false]),
        (11, [false, true, false, false]), (26, [false, true, false, false]), (267, [false, true, false, false]),
        (13, [false, false, true, false]), (1034, [false, false, false, true]), (1290, [false, false, false, true]),
        (10, [false, false, false, false]), (778, [false, false, false, false]), (1, [false, false, false, false]),
    ]

    @Test("a code says whether it is of a lock, of damage, of room, or of what is not confirmed", arguments: table)
    func flags(code: Int32, flags: [Bool]) {
        let error = SQLiteError(code: code, action: "x")
        #expect([error.isInUse, error.isDamage, error.isFull, error.isUnconfirmed] == flags)
    }

    @Test("a code without words has those of SQLite")
    func words() {
        #expect(SQLiteError(code: 5, action: "BEGIN").description == "BEGIN: database is locked (SQLite code 5)")
        #expect(SQLiteError(code: 5, action: "BEGIN", words: "no").description == "BEGIN: no (SQLite code 5)")
    }
}
