internal import Glibc
internal import SQLite

/// The database beneath a store: the objects as they are now and the last revision, in `DIRECTORY/martlet.db`.
///
/// It is held by one process alone as long as that runs. A class, since it is one thing on the disk.
final class StoreFile: Sendable {
    private let database: Database
    private let insert: Statement
    private let update: Statement
    private let delete: Statement
    private let advance: Statement

    /// Where it lies.
    let path: String

    /// Opens the database of a directory, and makes either where it is not there.
    init(directory: String, fault: Database.Fault? = nil) throws(StoreError) {
        try Self.makeDirectory(directory)
        path = "\(directory)/martlet.db"
        do throws(SQLiteError) {
            database = try Database(path: path, fault: fault)
            // Before anything is read, or else the database would be shared: this is what keeps others out.
            try database.execute("PRAGMA locking_mode = EXCLUSIVE")
        } catch { throw StoreError(error, path) }
        try StoreFormat.prepare(database, path)
        do throws(SQLiteError) {
            insert = try database.prepare("INSERT INTO objects VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
            update = try database.prepare(
                "UPDATE objects SET revision = ?2, labels = ?3, fields = ?4, body = ?5 WHERE row = ?1")
            delete = try database.prepare("DELETE FROM objects WHERE row = ?1")
            advance = try database.prepare("UPDATE state SET revision = ?1")
        } catch { throw StoreError(error, path) }
    }

    /// Writes what happened, all of it or, where that fails, nothing.
    func save(_ events: [StoreEvent]) throws(SQLiteError) {
        guard let last = events.last else { return }
        try database.transaction { () throws(SQLiteError) in
            for event in events { try save(event) }
            try advance.run(.integer(last.revision))
        }
    }

    private func save(_ event: StoreEvent) throws(SQLiteError) {
        let object = event.object
        switch event.kind {
        case .added:
            try insert.run(
                .integer(object.row), .text(object.id.resource), .text(object.id.namespace), .text(object.id.name),
                .integer(object.revision), .blob(object.labels.bytes), .blob(object.fields.bytes), .blob(object.body))
        case .modified:
            try update.run(
                .integer(object.row), .integer(object.revision), .blob(object.labels.bytes),
                .blob(object.fields.bytes), .blob(object.body))
        case .deleted: try delete.run(.integer(object.row))
        }
    }

    /// Everything there is: the last revision, and the objects of each kind, sorted.
    func load() throws(StoreError) -> (revision: Int64, objects: [StoredObject]) {
        do throws(SQLiteError) {
            let revision = try database.number("SELECT revision FROM state")
            let rows = try database.prepare(
                "SELECT row, revision, resource, namespace, name, labels, fields, body FROM objects")
            var objects: [StoredObject] = []
            var shared = SharedNames()
            while try rows.step() {
                guard let object = Self.object(rows, &shared), object.revision <= revision, object.row > 0 else {
                    throw SQLiteError(code: 11, action: "load", words: "a row is not as it was written")
                }
                objects.append(object)
            }
            objects.sort { $0.id < $1.id }
            for (one, next) in zip(objects, objects.dropFirst()) where one.id == next.id {
                throw SQLiteError(code: 11, action: "load", words: "\(one.id.name) is there twice")
            }
            return (revision, objects)
        } catch { throw StoreError(error, path) }
    }

    private static func object(_ row: Statement, _ shared: inout SharedNames) -> StoredObject? {
        guard let number = row.value(at: 0).integer, let revision = row.value(at: 1).integer, number <= revision,
            let resource = row.value(at: 2).text, let namespace = row.value(at: 3).text,
            let name = row.value(at: 4).text,
            let labels = row.value(at: 5).blob.flatMap(NamedValues.init(bytes:)),
            let fields = row.value(at: 6).blob.flatMap(NamedValues.init(bytes:)), let body = row.value(at: 7).blob
        else { return nil }
        let id = ObjectID(resource: shared.one(resource), namespace: shared.one(namespace), name: name)
        return StoredObject(id: id, revision: revision, row: number, labels: labels, fields: fields, body: body)
    }

    /// `mkdir`, for this user alone, and `fsync` of where it lies, so that it is there after a crash.
    private static func makeDirectory(_ path: String) throws(StoreError) {
        guard mkdir(path, 0o700) == 0 else {
            let code = errno
            if code == EEXIST { return }
            throw StoreError.noDirectory(path, words: String(cString: strerror(code)))
        }
        let parent = open("\(path)/..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard parent >= 0 else { throw StoreError.noDirectory(path, words: String(cString: strerror(errno))) }
        defer { close(parent) }
        guard fsync(parent) == 0 else { throw StoreError.noDirectory(path, words: String(cString: strerror(errno))) }
    }
}

/// Names that many objects have, each of them in memory once.
private struct SharedNames {
    private var names: Set<String> = []

    mutating func one(_ name: String) -> String { names.insert(name).memberAfterInsert }
}
