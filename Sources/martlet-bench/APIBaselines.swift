import Glibc
import SQLite

/// What the embedded API server is measured against: a database with nothing around it, and sockets with nothing
/// behind them.
enum APIBaselines {
    /// Writes bodies as the server's store does, one transaction each, and returns how long that took.
    static func write(_ bodies: [[UInt8]], in directory: String) throws -> Double {
        let database = try Database(path: "\(directory)/baseline.db")
        let settings = [
            "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
            "PRAGMA wal_autocheckpoint = 4000", "PRAGMA secure_delete = OFF",
            "CREATE TABLE objects (row INTEGER PRIMARY KEY, body BLOB NOT NULL)",
        ]
        for sql in settings { try database.execute(sql) }
        let insert = try database.prepare("INSERT INTO objects (body) VALUES (?1)")
        let time = try Clock.time {
            for body in bodies { try database.transaction { () throws(SQLiteError) in try insert.run(.blob(body)) } }
        }
        let count = try database.number("SELECT count(*) FROM objects")
        guard count == bodies.count else { throw BenchError.command("\(count) rows were written") }
        return time
    }

    /// Has an event of so many bytes sent to so many connections one after the other, and read by a loop of the same
    /// kind; returns how long after the first was sent each came.
    static func tell(byteCount: Int, connections count: Int, rounds: Int) throws -> [Double] {
        let pairs = try (0..<count).map { _ in try PlainPair() }
        let event = [UInt8](repeating: UInt8(ascii: "x"), count: byteCount)
        return try (0..<rounds).flatMap { _ in
            let start = Clock.now()
            for pair in pairs { try pair.send(event) }
            var left = pairs.map { _ in byteCount }
            var arrivals: [Double] = []
            while arrivals.count < count {
                for index in try Polling.ready(pairs.map(\.client.socket)) {
                    left[index] -= try pairs[index].client.read().count
                    if left[index] == 0 { arrivals.append(Clock.now() - start) }
                }
            }
            return arrivals
        }
    }
}
