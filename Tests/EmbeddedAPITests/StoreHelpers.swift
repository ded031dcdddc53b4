import Glibc
import Synchronization
import TestSupport
import Testing

@testable import EmbeddedAPI
import KubernetesAPI

/// A directory that is there for one test.
final class StoreDirectory {
    /// Where it lies.
    let path: String

    /// A new directory: `mkdtemp`.
    init() {
        var template = Array("/tmp/martlet-store-XXXXXX".utf8CString)
        path = mkdtemp(&template) == nil ? "" : String(decoding: template.dropLast().map { UInt8($0) }, as: UTF8.self)
        precondition(!path.isEmpty, "there has to be a directory for tests")
    }

    deinit {
        for name in ["martlet.db", "martlet.db-wal", "martlet.db-shm", "martlet.db-journal"] {
            unlink("\(path)/\(name)")
        }
        rmdir(path)
    }
}

/// Writes a file: `fopen`, `fwrite`.
func writeFile(_ path: String, _ bytes: [UInt8]) throws {
    let file = try #require(fopen(path, "w"))
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
}

/// Runs `body` on so many threads and waits for all of them.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) async {
    await withTaskGroup { group in
        for number in 0..<count {
            group.addTask {
                await withCheckedContinuation { continuation in
                    onOneThread {
                        body(number); continuation.resume()
                    }
                }
            }
        }
    }
}

private func onOneThread(_ body: @escaping @Sendable () -> Void) {
    final class Box {
        let body: @Sendable () -> Void; init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let code = pthread_create(
        &thread, nil,
        { context in
            if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        }, Unmanaged.passRetained(Box(body)).toOpaque())
    precondition(code == 0, "there has to be a thread for a test")
    pthread_detach(thread)
}

/// What a watch told, from whichever thread.
final class Told<Value: Sendable>: Sendable {
    private let values = Shared<[Value]>([])

    /// All of it, in order.
    var all: [Value] { values.withLock { $0 } }

    /// One more.
    func add(_ value: Value) { values.withLock { $0.append(value) } }
}

/// The bytes that tests store: the revision and something to tell states apart.
func storeBody(_ revision: Int64, _ text: String) -> [UInt8] { Array("\(revision) \(text)".utf8) }

/// A pod's name.
func pod(_ name: String, in namespace: String = "a") -> ObjectID {
    ObjectID(resource: "pods", namespace: namespace, name: name)
}

extension ObjectStore {
    /// Stores one state and returns its revision.
    @discardableResult
    func put(_ id: ObjectID, _ text: String = "") throws -> Int64 {
        try write { writing throws(APIFailure) in
            try writing.put(id, labels: ["text": text], fields: ["status.phase": "Running"]) { storeBody($0, text) }
        }.revision
    }

    /// Removes one.
    func remove(_ id: ObjectID) throws {
        _ = try write { writing throws(APIFailure) in try writing.remove(id) { revision, _ in storeBody(revision, "-") }
        }
    }
}

extension StoredObject {
    /// All of it, to compare.
    var text: String {
        "\(id.resource)/\(id.namespace)/\(id.name) \(revision) \(row) \(labels.pairs) \(fields.pairs) "
            + String(decoding: body, as: UTF8.self)
    }
}

extension StoreEvent {
    /// All of it, to compare.
    var text: String { "\(kind) \(object.text) was \(previous?.text ?? "-")" }
}
