import KubernetesAPI
import SQLite
import Synchronization
import TestSupport
import Testing

@testable import EmbeddedAPI

@Suite struct StoreFaultTests {
    /// Lets the n-th call from now on fail with a code.
    private final class Countdown: Sendable {
        private let left = Atomic(0)
        private let code: Int32

        init(_ code: Int32 = 778) { self.code = code }

        func fail(at number: Int) { left.store(number, ordering: .sequentiallyConsistent) }

        func next() -> Int32? { left.subtract(1, ordering: .sequentiallyConsistent).newValue == 0 ? code : nil }
    }

    private func texts(_ store: ObjectStore) -> [String] {
        store.list("pods", namespace: nil).objects.map(\.text) + ["\(store.revision)"]
    }

    private func writeThree(_ store: ObjectStore) throws(APIFailure) {
        try store.write { writing throws(APIFailure) in
            try writing.put(pod("new"), labels: [:], fields: [:]) { storeBody($0, "new") }
            try writing.put(pod("old"), labels: [:], fields: [:]) { storeBody($0, "changed") }
            try writing.remove(pod("gone")) { revision, _ in storeBody(revision, "-") }
        }
    }

    @Test("whichever call of SQLite fails, a write is refused with 500 and memory and disk are as before")
    func writes() throws {
        let countdown = Countdown()
        var failed = 0
        for number in 1...100 {
            let directory = StoreDirectory()
            var store: ObjectStore? = try ObjectStore(directory: directory.path, fault: { _, _ in countdown.next() })
            try store?.put(pod("old"))
            try store?.put(pod("gone"))
            let before = store.map(texts)
            let told = Told<String>()
            let watch = try store?.watch("pods", namespace: nil, from: 3) { told.add($0.text) }
            countdown.fail(at: number)
            let outcome = Result { () throws(APIFailure) in if let store { try writeThree(store) } }
            countdown.fail(at: 0)
            if case .failure(let failure) = outcome {
                failed += 1
                #expect(failure.reason == .internalError)
                #expect(store.map(texts) == before, "call \(number)")
                #expect(told.all == [])
            }
            watch?.cancel()
            let inMemory = store.map(texts)
            store = nil
            let again = try ObjectStore(directory: directory.path)
            #expect(texts(again) == inMemory, "call \(number)")
            try writeThree(again)
            #expect(again.revision >= 6)
            if case .success = outcome { break }
        }
        #expect(failed > 20, "three changes have more calls than \(failed)")
    }

    @Test("whichever call of SQLite fails, a store that cannot be opened says so, and the next try works")
    func opening() throws {
        var failed = 0
        for number in 1...100 {
            let directory = StoreDirectory()
            let countdown = Countdown()
            countdown.fail(at: number)
            let opened = Result { () throws(StoreError) in
                _ = try ObjectStore(directory: directory.path, fault: { _, _ in countdown.next() })
            }
            let store = try ObjectStore(directory: directory.path)
            try store.put(pod("x"))
            #expect(store.revision == 2)
            if case .success = opened { break }
            failed += 1
        }
        #expect(failed > 20)
    }

    @Test("a disk that did not confirm is not written any more until a restart")
    func unconfirmed() throws {
        let countdown = Countdown(1034)
        let directory = StoreDirectory()
        let store = try ObjectStore(directory: directory.path, fault: { _, _ in countdown.next() })
        try store.put(pod("x"))
        countdown.fail(at: 1)
        #expect(throws: APIFailure.self) { try writeThree(store) }
        countdown.fail(at: 0)
        let failure = #expect(throws: APIFailure.self) { try writeThree(store) }
        #expect(failure?.reason == .internalError)
        #expect(failure?.message.hasPrefix("nothing is stored until a restart, after") == true)
        #expect(store.revision == 2)
    }
}
