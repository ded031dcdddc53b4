import Testing

@testable import SQLite

@Suite struct SQLiteValueTests {
    private static let all: [SQLiteValue] = [.null, .integer(3), .text("3"), .blob([51])]

    @Test("a value is read as what it is and as nothing else")
    func reading() {
        #expect(Self.all.map(\.integer) == [nil, 3, nil, nil])
        #expect(Self.all.map(\.text) == [nil, nil, "3", nil])
        #expect(Self.all.map(\.blob) == [nil, nil, nil, [51]])
    }
}
