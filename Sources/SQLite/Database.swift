internal import CSQLite

/// A connection to a database, closed when nobody holds it. A class, since its statements share it.
///
/// It may go from thread to thread, since SQLite guards each call; whoever shares it sees to it that a transaction is
/// not mixed with another's statements.
public final class Database: @unchecked Sendable {
    /// Asked before each call that may fail, by the name of the C function and the SQL: a code has the call fail with
    /// it and not happen. This is how tests let any call fail.
    public typealias Fault = @Sendable (_ function: String, _ sql: String) -> Int32?

    let handle: OpaquePointer
    private let fault: Fault?

    /// Opens the database in a file, which is made if it is not there, or one in memory: `sqlite3_open_v2`.
    public init(path: String?, fault: Fault? = nil) throws(SQLiteError) {
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX
        let name = path.map(Self.plainName) ?? ":memory:"
        var opened: OpaquePointer?
        let code = fault?("sqlite3_open_v2", "") ?? sqlite3_open_v2(name, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw SQLiteError(code: code, action: "open \(name)")
        }
        sqlite3_extended_result_codes(opened, 1)
        self.handle = opened
        self.fault = fault
    }

    deinit {
        // The second version waits for statements that are still there.
        sqlite3_close_v2(handle)
    }

    /// A statement that can be run many times: `sqlite3_prepare_v2`.
    public func prepare(_ sql: String) throws(SQLiteError) -> Statement {
        var prepared: OpaquePointer?
        try check("sqlite3_prepare_v2", sql) { sqlite3_prepare_v2(handle, sql, -1, &prepared, nil) }
        guard let prepared else { throw SQLiteError(code: SQLITE_MISUSE, action: sql, words: "there is no statement") }
        return Statement(prepared, sql, of: self)
    }

    /// Runs one statement to its end and returns its rows.
    @discardableResult
    public func execute(_ sql: String) throws(SQLiteError) -> [[SQLiteValue]] {
        let statement = try prepare(sql)
        var rows: [[SQLiteValue]] = []
        while try statement.step() { rows.append(statement.row) }
        return rows
    }

    /// The whole number that a statement such as `PRAGMA user_version` answers; 0 where it answers none.
    public func number(_ sql: String) throws(SQLiteError) -> Int64 {
        try execute(sql).first?.first?.integer ?? 0
    }

    /// Runs `body` in a transaction that is committed at its end; what fails leaves the database as it was.
    @discardableResult
    public func transaction<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
        if isInTransaction { try execute("ROLLBACK") }
        try execute("BEGIN IMMEDIATE")
        do throws(SQLiteError) {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// Whether a transaction has begun and not ended: `sqlite3_get_autocommit`.
    public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Ends a transaction that failed, unless SQLite has done so by itself. Where that fails too, the reason that is
    /// told is the first one, and the next transaction tries again before it begins.
    private func rollBack() {
        guard isInTransaction else { return }
        do throws(SQLiteError) { try execute("ROLLBACK") } catch {}
    }

    /// Does one call, and throws what it or the fault of a test says.
    func check(_ function: String, _ sql: String, _ call: () -> Int32) throws(SQLiteError) {
        let code = try result(function, sql, call)
        guard code == SQLITE_OK else { throw failure(code, sql) }
    }

    /// Does one call, and returns its code; throws where the fault of a test says so.
    func result(_ function: String, _ sql: String, _ call: () -> Int32) throws(SQLiteError) -> Int32 {
        if let code = fault?(function, sql) { throw SQLiteError(code: code, action: sql) }
        return call()
    }

    /// The error of a code that was just returned: `sqlite3_errmsg`.
    func failure(_ code: Int32, _ sql: String) -> SQLiteError {
        SQLiteError(code: code, action: sql, words: String(cString: sqlite3_errmsg(handle)))
    }

    /// A path that SQLite cannot take for anything else, such as `:memory:` or a URI.
    private static func plainName(_ path: String) -> String { path.hasPrefix("/") ? path : "./\(path)" }
}
