internal import CSQLite

/// Why SQLite did not do something.
public struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The extended result code, such as 5 for `SQLITE_BUSY` or 1034 for `SQLITE_IOERR_FSYNC`.
    public let code: Int32
    /// What was being done.
    public let action: String
    /// What SQLite says about it.
    public let words: String

    /// An error of a code, with SQLite's words for it: `sqlite3_errstr`.
    public init(code: Int32, action: String, words: String? = nil) {
        self.code = code
        self.action = action
        self.words = words ?? String(cString: sqlite3_errstr(code))
    }

    /// What was done, the words, and the code.
    public var description: String { "\(action): \(words) (SQLite code \(code))" }

    /// Another connection holds the database: `SQLITE_BUSY`, `SQLITE_LOCKED`.
    public var isInUse: Bool { [SQLITE_BUSY, SQLITE_LOCKED].contains(code & 0xFF) }

    /// What the file holds is no sound database: `SQLITE_CORRUPT`, `SQLITE_NOTADB`.
    public var isDamage: Bool { [SQLITE_CORRUPT, SQLITE_NOTADB].contains(code & 0xFF) }

    /// There is no room: `SQLITE_FULL`.
    public var isFull: Bool { code & 0xFF == SQLITE_FULL }

    /// The disk did not confirm what was written, so what it holds is unknown: `SQLITE_IOERR_FSYNC`,
    /// `SQLITE_IOERR_DIR_FSYNC`.
    public var isUnconfirmed: Bool { code & 0xFF == SQLITE_IOERR && [4, 5].contains(code >> 8) }
}
