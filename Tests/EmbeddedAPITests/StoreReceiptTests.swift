import Glibc
import KubernetesAPI
import Synchronization
import TestSupport
import Testing

@testable import EmbeddedAPI

@Suite struct StoreReceiptTests {
    /// A disk that can be held up: no commit goes on as long as it is, and a commit may fail.
    private final class Disk: Sendable {
        private let gate = Shared((isHeld: false, isFailing: false, commits: 0))

        var commits: Int { gate.withLock { $0.commits } }

        func set(isHeld: Bool, isFailing: Bool = false) {
            gate.withLock { ($0.isHeld, $0.isFailing) = (isHeld, isFailing) }
        }

        func fault(_ function: String, _ sql: String) -> Int32? {
            guard function == "sqlite3_step", sql == "COMMIT" else { return nil }
            gate.withLock { $0.commits += 1 }
            while gate.withLock({ $0.isHeld }) { pauseShortly() }
            return gate.withLock { $0.isFailing } ? 778 : nil
        }
    }

    private func opened(_ directory: StoreDirectory, _ disk: Disk) throws -> ObjectStore {
        try ObjectStore(directory: directory.path, fault: { disk.fault($0, $1) })
    }

    private func enter(_ name: String, _ store: ObjectStore) throws(APIFailure) -> StoreReceipt {
        try store.enter { writing throws(APIFailure) in
            guard writing.object(pod(name)) == nil else { throw APIFailure(.alreadyExists, name) }
            try writing.put(pod(name), labels: [:], fields: [:]) { storeBody($0, name) }
        }.receipt
    }

    @Test("Writers do not wait for the disk: what comes while it is busy is seen by later writers and saved together")
    func together() throws {
        let (directory, disk) = (StoreDirectory(), Disk())
        let store = try opened(directory, disk)
        let before = disk.commits
        disk.set(isHeld: true)
        let first = try enter("a", store)
        while disk.commits == before { pauseShortly() }
        let others = try (0..<20).map { try enter("b\($0)", store) }
        #expect(first.outcome == nil && others.allSatisfy { $0.outcome == nil })
        #expect(store.list("pods", namespace: nil).objects.isEmpty)
        let names = try store.enter { writing in writing.list("pods", namespace: nil).map(\.id.name) }
        #expect(names.value.count == 21 && names.receipt.outcome == nil)
        let told = Told<Bool>()
        others[3].whenSettled { if case .success = $0 { told.add(true) } }
        #expect(told.all.isEmpty)
        disk.set(isHeld: false)
        for receipt in [first, names.receipt] + others { try receipt.wait() }
        #expect(disk.commits == before + 2)
        #expect(store.list("pods", namespace: nil).objects.count == 21)
        others[3].whenSettled { if case .success = $0 { told.add(true) } }
        while told.all.count < 2 { pauseShortly() }
    }

    @Test("A refusal for what is not yet durable waits until it is")
    func refusal() async throws {
        let (directory, disk) = (StoreDirectory(), Disk())
        let store = try opened(directory, disk)
        disk.set(isHeld: true)
        let first = try enter("a", store)
        let refused = Told<Bool>()
        async let second: Void = onThreads(1) { _ in
            do throws(APIFailure) {
                _ = try self.enter("a", store)
                refused.add(false)
            } catch { refused.add(error.reason == .alreadyExists) }
        }
        for _ in 0..<20 { pauseShortly() }
        #expect(refused.all.isEmpty)
        disk.set(isHeld: false)
        await second
        try first.wait()
        #expect(refused.all == [true])
    }

    @Test("What a failed batch changed is gone, with what was changed on top of it, and the next writer begins anew")
    func failure() throws {
        let (directory, disk) = (StoreDirectory(), Disk())
        let store = try opened(directory, disk)
        let before = disk.commits
        disk.set(isHeld: true, isFailing: true)
        let first = try enter("a", store)
        while disk.commits == before { pauseShortly() }
        let second = try enter("b", store)
        disk.set(isHeld: false, isFailing: true)
        for receipt in [first, second] { #expect(throws: APIFailure.self) { try receipt.wait() } }
        disk.set(isHeld: false)
        try enter("a", store).wait()
        #expect(store.list("pods", namespace: nil).objects.map(\.id.name) == ["a"])
        #expect(store.revision == 2)
    }
}

private func pauseShortly() { usleep(500) }
