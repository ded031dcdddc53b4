internal import SQLite

/// What marks a database as one of ours, and how one is made ready.
enum StoreFormat {
    /// `application_id`: "Mrtl".
    static let application: Int64 = 0x4D72_746C
    /// `user_version`: the tables below.
    static let version: Int64 = 1

    private static let making = [
        "CREATE TABLE state (revision INTEGER NOT NULL)",
        "INSERT INTO state VALUES (1)",
        // The row is the revision that made the object. No index by name is needed: the store in memory has one.
        """
        CREATE TABLE objects (
            row INTEGER PRIMARY KEY, resource TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL,
            revision INTEGER NOT NULL, labels BLOB NOT NULL, fields BLOB NOT NULL, body BLOB NOT NULL)
        """,
        "PRAGMA application_id = \(application)",
        "PRAGMA user_version = \(version)",
    ]

    /// Refuses what is not ours, newer or damaged, before it is changed in any way; makes the tables of an empty one.
    static func prepare(_ database: Database, _ path: String) throws(StoreError) {
        let isEmpty: Bool
        let application: Int64
        let version: Int64
        do throws(SQLiteError) {
            isEmpty = try database.number("SELECT count(*) FROM sqlite_schema") == 0
            application = try database.number("PRAGMA application_id")
            version = try database.number("PRAGMA user_version")
        } catch { throw StoreError(error, path) }
        if !isEmpty || application != 0 || version != 0 {
            guard application == Self.application else { throw .foreign(path) }
            guard version <= Self.version else { throw .newer(path, format: version, known: Self.version) }
        }
        do throws(SQLiteError) {
            try setUp(database)
            if isEmpty {
                try database.transaction { () throws(SQLiteError) in
                    for sql in making { try database.execute(sql) }
                }
            }
            let words = try database.execute("PRAGMA quick_check(1)").first?.first?.text
            guard words == "ok" else {
                throw SQLiteError(code: 11, action: "PRAGMA quick_check", words: words ?? "it cannot be checked")
            }
        } catch { throw StoreError(error, path) }
    }

    private static func setUp(_ database: Database) throws(SQLiteError) {
        try database.execute("PRAGMA journal_mode = WAL")
        // Each commit is on the disk before it returns.
        try database.execute("PRAGMA synchronous = FULL")
        // 16 MB of changes go to the database at once: each time costs two syncs, and pages that changed twice go once.
        try database.execute("PRAGMA wal_autocheckpoint = 4000")
        // Debian's SQLite overwrites what is deleted with zeros, which doubles what is written.
        try database.execute("PRAGMA secure_delete = OFF")
    }
}
