import KubernetesAPI
import TestSupport
import Testing

@testable import EmbeddedAPI

/// The naive store: all states there ever were.
private struct StoreModel {
    /// The texts of the objects by name, for each revision from the first, which is 1.
    var moments: [[ObjectID: String]] = [[:]]
    /// What happened at each revision from the second.
    var events: [String] = []

    var revision: Int64 { Int64(moments.count) }

    func list(_ resource: String, _ namespace: String?, at revision: Int64) -> [String] {
        moments[Int(revision) - 1].filter {
            $0.key.resource == resource && (namespace ?? $0.key.namespace) == $0.key.namespace
        }
        .sorted { $0.key < $1.key }.map(\.value)
    }
}

@Suite struct StoreModelTests {
    private static let namespaces = ["", "a", "a-b", "b"]

    @Test("memory and disk hold, list and tell what the naive store does", arguments: [false, true])
    func histories(onDisk: Bool) throws {
        var generator = SeededGenerator.forTest("store histories \(onDisk)")
        for _ in 0..<rounds(5, long: 25) {
            let directory = StoreDirectory()
            let bounds = StoreHistory.Bounds(eventsMax: Int.random(in: 8...200, using: &generator))
            var model = StoreModel()
            var first: Int64 = 1
            for _ in 0..<(onDisk ? 3 : 1) {
                let store = try ObjectStore(directory: onDisk ? directory.path : nil, history: bounds)
                #expect(store.oldestRevision == first)
                try run(store, &model, &generator)
                first = store.revision
            }
        }
    }

    private func run(_ store: ObjectStore, _ model: inout StoreModel, _ generator: inout SeededGenerator) throws {
        let start = store.revision
        let told = ["nodes": Told<String>(), "pods": Told<String>()]
        let watches = try told.map { resource, told in
            try store.watch(resource, namespace: nil, from: start) { told.add($0.text) }
        }
        for _ in 0..<60 {
            change(store, &model, &generator)
            check(store, model, &generator)
        }
        for (resource, told) in told {
            let events = model.events[Int(start - 1)...].filter { $0.contains(" \(resource)/") }
            #expect(told.all == events, "\(generator)")
        }
        watches.forEach { $0.cancel() }
    }

    /// Up to three changes at once, which sometimes are given up.
    private func change(_ store: ObjectStore, _ model: inout StoreModel, _ generator: inout SeededGenerator) {
        var next = model
        let isGivenUp = Int.random(in: 0..<6, using: &generator) == 0
        let ids = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
            ObjectID(
                resource: Bool.random(using: &generator) ? "pods" : "nodes",
                namespace: Self.namespaces.randomElement(using: &generator) ?? "",
                name: "n\(Int.random(in: 0..<6, using: &generator))")
        }
        let removes = ids.map { _ in Int.random(in: 0..<3, using: &generator) == 0 }
        let outcome = Result { () throws(APIFailure) in
            try store.write { writing throws(APIFailure) in
                for (id, isRemoved) in zip(ids, removes) {
                    var now = next.moments[next.moments.count - 1]
                    let before = writing.object(id)
                    #expect(before?.text == now[id])
                    let object =
                        isRemoved
                        ? try writing.remove(id) { revision, _ in storeBody(revision, "gone") }
                        : try writing.put(id, labels: ["l": "\(next.revision)"], fields: [:]) { storeBody($0, "x") }
                    guard let object else { continue }
                    #expect(object.revision == next.revision + 1)
                    let kind = isRemoved ? "deleted" : now[id] == nil ? "added" : "modified"
                    next.events.append("\(kind) \(object.text) was \(now[id] ?? "-")")
                    now[id] = isRemoved ? nil : object.text
                    next.moments.append(now)
                    #expect(
                        writing.list(id.resource, namespace: id.namespace).map(\.text)
                            == next.list(id.resource, id.namespace, at: next.revision))
                }
                if isGivenUp { throw APIFailure(.conflict, "given up") }
            }
        }
        if isGivenUp {
            #expect(throws: APIFailure.self) { try outcome.get() }
        } else {
            model = next
        }
    }

    private func check(_ store: ObjectStore, _ model: StoreModel, _ generator: inout SeededGenerator) {
        #expect(store.revision == model.revision)
        let revision = Int64.random(in: 1...model.revision, using: &generator)
        let namespace = Bool.random(using: &generator) ? nil : Self.namespaces.randomElement(using: &generator)
        let expected = model.list("pods", namespace, at: revision)
        #expect(
            store.list("pods", namespace: namespace).objects.map(\.text)
                == model.list("pods", namespace, at: model.revision))
        guard revision >= store.oldestRevision else {
            #expect(throws: APIFailure.self) { try store.list("pods", namespace: namespace, at: revision) }
            #expect(throws: APIFailure.self) { try store.watch("pods", namespace: namespace, from: revision) { _ in } }
            return
        }
        #expect(throws: Never.self) {
            #expect(try pages(store, namespace, revision, Int.random(in: 1...5, using: &generator)) == expected)
            let told = Told<String>()
            try store.watch("pods", namespace: namespace, from: revision) { told.add($0.text) }.cancel()
            let events = model.events[Int(revision - 1)...].filter {
                $0.split(separator: " ")[1].hasPrefix("pods/" + (namespace.map { "\($0)/" } ?? ""))
            }
            #expect(told.all == events)
        }
    }

    private func pages(_ store: ObjectStore, _ namespace: String?, _ revision: Int64, _ limit: Int) throws -> [String] {
        var texts: [String] = []
        var last: ObjectID?
        while true {
            let page = try store.list("pods", namespace: namespace, at: revision, after: last, limit: limit)
            #expect(page.revision == revision && page.objects.count <= limit)
            texts += page.objects.map(\.text)
            last = page.objects.last?.id
            if page.remaining == 0 { return texts }
            #expect(page.objects.count == limit)
        }
    }
}
