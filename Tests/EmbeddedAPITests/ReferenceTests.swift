import JSON
import KubernetesAPI
import Testing

@testable import EmbeddedAPI

/// The operations and parameters of the API reference, one row each: what is asked, and what comes back. Every answer
/// of the networking group is also held against the server's own OpenAPI document.
@Suite struct ReferenceTests {
    private static let base = ReferenceKind.networkPolicy.base

    /// A table for each kind, by its subject.
    private static let byKind: [(subject: String, table: @Sendable (ReferenceKind) -> [ReferenceRow])] = [
        ("reading", ReferenceTables.reading), ("paging", ReferenceTables.paging),
        ("watching", ReferenceTables.watching), ("creating", ReferenceTables.creating),
        ("bad bodies", ReferenceTables.badBodies), ("replacing", ReferenceTables.replacing),
        ("patching", ReferenceTables.patching), ("applying", ReferenceTables.applying),
        ("conflicts", ReferenceTables.conflicts), ("deleting", ReferenceTables.deleting),
        ("finalizers", ReferenceTables.finalizers), ("deleting many", ReferenceTables.deletingMany),
        ("metadata", ReferenceTables.metadata),
    ]

    private static let tables: [(subject: String, rows: [ReferenceRow])] =
        ReferenceKind.all.flatMap { kind in
            byKind.map { ("\($0.subject) \(kind.plural)", $0.table(kind)) }
                + (kind.isNamespaced ? [("namespaces of \(kind.plural)", ReferenceTables.namespaces(kind))] : [])
        }
        + ReferenceTables.StatusSample.all.flatMap { sample in
            [
                ("status of \(sample.kind.plural)", ReferenceTables.apart(sample)),
                ("parameters of the status of \(sample.kind.plural)", ReferenceTables.statusParameters(sample)),
            ]
        } + [
            ("conditions", ReferenceTables.conditions), ("fields of policies", ReferenceTables.policyFields),
            ("faults of policies", ReferenceTables.policyFaults),
            ("fields of ingresses", ReferenceTables.ingressFields),
            ("faults of ingresses", ReferenceTables.ingressFaults),
            ("reach of ingresses", ReferenceTables.ingressStatus),
            ("fields of classes", ReferenceTables.ingressClassFields), ("vendor", ReferenceTables.vendor),
            ("pods", ReferenceTables.pods), ("about", ReferenceTables.about),
        ]

    @Test("every operation and parameter answers as the reference says", arguments: tables.map(\.subject))
    func rows(_ subject: String) throws {
        let table = try #require(Self.tables.first { $0.subject == subject })
        try ReferenceRun.expect(table.rows)
    }

    @Test("every operation and parameter that the server tells of is asked by a row")
    func complete() {
        var asked: [String: Set<String>] = [:]
        for row in Self.tables.flatMap(\.rows) {
            let parts = row.path.split(separator: "?", maxSplits: 1)
            guard let operation = ReferenceRun.checker.operation(row.method, String(parts[0])) else { continue }
            let names = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { String($0.prefix { $0 != "=" }) }
            asked["\(operation.method) \(operation.template)", default: []].formUnion(names)
        }
        let told = ReferenceRun.checker.operations.filter { $0.template.hasPrefix(ReferenceKind.root) }
        // Seven for each kind; lists of all, and three for the status, where a kind has them.
        #expect(told.count == 3 * 7 + 2 + 2 * 3)
        for operation in told {
            let name = "\(operation.method) \(operation.template)"
            let missing = operation.parameters.subtracting(asked[name] ?? []).sorted()
            #expect(asked[name] != nil && missing.isEmpty, "\(name): \(missing)")
        }
    }

    @Test("lists go on where they ended, at the version they began with")
    func pages() throws {
        let conversation = try Conversation()
        for number in 0..<7 { try conversation.ask("POST", Self.base, Sample.policy("p\(number)")) }
        var names: [String] = []
        var query = "?limit=3"
        var remaining: [Int64?] = []
        for _ in 0..<3 {
            let page = try conversation.ask("GET", Self.base + query).value
            names += page["items"]?.items?.map(\.name) ?? []
            remaining.append(page[path: "metadata", "remainingItemCount"]?.number)
            // What comes meanwhile is not in it.
            try conversation.ask("POST", Self.base, Sample.policy("p0-late\(names.count)"))
            query = "?limit=3&continue=\(page[path: "metadata", "continue"]?.string ?? "")"
        }
        #expect(names == (0..<7).map { "p\($0)" })
        #expect(remaining == [4, 1, nil])
    }

    @Test("a generated name that is taken is made anew")
    func collision() throws {
        // Chance repeats itself here: what is made after one object has the same name each time.
        func made(after name: String) throws -> String {
            let conversation = try Conversation()
            try conversation.ask("POST", Self.base, Sample.policy(name))
            let body = JSONValue.members([
                "metadata": .members(["generateName": "p-"]), "spec": .members(["podSelector": .object([])]),
            ])
            return try conversation.ask("POST", Self.base, body).value.name
        }
        let name = try made(after: "x")
        let other = try made(after: name)
        #expect(try made(after: "y") == name)
        #expect(other != name)
        for name in [name, other] { #expect(name.hasPrefix("p-") && name.utf8.count == 7) }
    }
}
