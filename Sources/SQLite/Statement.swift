internal import CSQLite

/// A prepared statement, finalized when nobody holds it. A class, since it is one thing of SQLite's.
///
/// It may go from thread to thread, one at a time.
public final class Statement: @unchecked Sendable {
    private let handle: OpaquePointer
    private let sql: String
    private let database: Database

    /// A statement that was prepared.
    init(_ handle: OpaquePointer, _ sql: String, of database: Database) {
        self.handle = handle
        self.sql = sql
        self.database = database
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Runs the statement from its start with these values and no rows asked for.
    public func run(_ values: SQLiteValue...) throws(SQLiteError) {
        reset()
        defer { reset() }
        try bind(values)
        while try step() {}
    }

    /// Gives the parameters their values, the first to `?1`.
    public func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
        for (index, value) in values.enumerated() { try bind(value, at: Int32(index + 1)) }
    }

    /// Gives one parameter its value, the first being 1: `sqlite3_bind_int64`, `sqlite3_bind_text64`,
    /// `sqlite3_bind_blob64`, `sqlite3_bind_null`.
    public func bind(_ value: SQLiteValue, at index: Int32) throws(SQLiteError) {
        switch value {
        case .null: try database.check("sqlite3_bind_null", sql) { sqlite3_bind_null(handle, index) }
        case .integer(let number):
            try database.check("sqlite3_bind_int64", sql) { sqlite3_bind_int64(handle, index, number) }
        case .text(var text):
            try database.check("sqlite3_bind_text64", sql) {
                text.withUTF8 { bytes in
                    bytes.withMemoryRebound(to: CChar.self) {
                        sqlite3_bind_text64(
                            handle, index, $0.baseAddress ?? empty, UInt64($0.count), copied, UInt8(SQLITE_UTF8))
                    }
                }
            }
        case .blob(let bytes):
            try database.check("sqlite3_bind_blob64", sql) {
                bytes.withUnsafeBytes {
                    sqlite3_bind_blob64(
                        handle, index, $0.baseAddress ?? UnsafeRawPointer(empty), UInt64($0.count), copied)
                }
            }
        }
    }

    /// Goes to the next row; false when there is none left: `sqlite3_step`.
    public func step() throws(SQLiteError) -> Bool {
        let code = try database.result("sqlite3_step", sql) { sqlite3_step(handle) }
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let error = database.failure(code, sql)
            reset()
            throw error
        }
    }

    /// Goes back before the first row, with the values that were given: `sqlite3_reset`.
    public func reset() {
        // What it returns is the error of the last step, which was thrown there.
        sqlite3_reset(handle)
    }

    /// The values of the row that `step` went to: `sqlite3_column_count`.
    public var row: [SQLiteValue] { (0..<sqlite3_column_count(handle)).map { value(at: $0) } }

    /// One value of that row, the first being 0: `sqlite3_column_type` and its relatives. A decimal is given as text.
    public func value(at index: Int32) -> SQLiteValue {
        switch sqlite3_column_type(handle, index) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, index))
        case SQLITE_BLOB: .blob(bytes(sqlite3_column_blob(handle, index), index))
        default: .text(String(decoding: bytes(sqlite3_column_text(handle, index), index), as: UTF8.self))
        }
    }

    private func bytes(_ start: UnsafeRawPointer?, _ index: Int32) -> [UInt8] {
        let count = Int(sqlite3_column_bytes(handle, index))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }
}

/// `SQLITE_TRANSIENT`, a macro that Swift cannot read: SQLite copies what it is given.
private var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

/// Where nothing is, since a null pointer would make an empty text `NULL`.
nonisolated(unsafe) private let empty = UnsafePointer(UnsafeMutablePointer<CChar>.allocate(capacity: 1))
