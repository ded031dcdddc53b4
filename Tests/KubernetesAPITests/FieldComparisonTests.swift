import JSON
import TestSupport
import Testing

@testable import KubernetesAPI

@Suite struct FieldComparisonTests {
    /// Each field in a value by its path, with its part.
    private static func fields(of value: JSONValue, _ schema: Schema) -> [[String]: OwnedParts.Part] {
        var fields: [[String]: OwnedParts.Part] = [:]
        for part in OwnedParts.parts(of: value, schema) {
            fields[[part.element.text]] = part
            guard let inner = part.schema, OwnedParts.isGranular(part.value, inner) else { continue }
            for (path, field) in Self.fields(of: part.value, inner) { fields[[part.element.text] + path] = field }
        }
        return fields
    }

    /// What changed, by a look at each field of both alone.
    private static func changes(from old: JSONValue, to new: JSONValue) -> (set: Set<[String]>, removed: Set<[String]>)
    {
        var olds = fields(of: old, PatchSchemas.pod)
        var news = fields(of: new, PatchSchemas.pod)
        // Where one of both is one piece, what the other has in it is no field of its own.
        for (path, field) in olds {
            guard let other = news[path] else { continue }
            let areApart = [field, other].allSatisfy { OwnedParts.isGranular($0.value, $0.schema) }
            if areApart { continue }
            for inner in Set(olds.keys).union(news.keys) where inner.count > path.count && inner.starts(with: path) {
                (olds[inner], news[inner]) = (nil, nil)
            }
        }
        let set = news.filter { path, field in
            guard let other = olds[path] else { return true }
            let areApart = [field, other].allSatisfy { OwnedParts.isGranular($0.value, $0.schema) }
            return !areApart && !field.value.isSame(as: other.value)
        }
        return (Set(set.keys), Set(olds.keys).subtracting(news.keys))
    }

    private static func paths(_ set: FieldSet) -> Set<[String]> { Set(set.paths.map { $0.map(\.text) }) }

    private struct Pods {
        var generator: SeededGenerator

        mutating func some(_ value: JSONValue) -> JSONValue? { Bool.random(using: &generator) ? value : nil }

        mutating func one(_ values: JSONValue...) -> JSONValue { values.randomElement(using: &generator) ?? .null }

        mutating func list(_ item: (inout Pods) -> JSONValue) -> JSONValue {
            .array((0..<Int.random(in: 0...3, using: &generator)).map { _ in item(&self) })
        }

        mutating func labels() -> JSONValue { .members(["b": some(one("1", "2")), "a": some(one("1", "2"))]) }

        mutating func container() -> JSONValue {
            .members([
                "image": some(one("x", "y")), "name": one("web", "db", "db"),
                "ports": some(list { .members(["containerPort": $0.one(80, 81), "name": $0.some("p")]) }),
                "args": some(list { $0.one("a", "b") }),
            ])
        }

        mutating func pod() -> JSONValue {
            .members([
                "spec": some(
                    one(.members(["nodeName": some("n"), "containers": some(list { $0.container() })]), .object([]))),
                "metadata": some(
                    .members(["labels": some(one(labels(), .null)), "finalizers": some(list { $0.one("f", "g") })])),
                "status": some(one(.members(["phase": one("Pending", "Running")]), "none")),
            ])
        }
    }

    @Test("finds what a look at each field alone finds")
    func oracle() {
        var pods = Pods(generator: .forTest("field comparisons"))
        for _ in 0..<300 {
            let (old, new) = (pods.pod(), pods.pod())
            let found = FieldComparison(from: old, to: new, PatchSchemas.pod)
            let wanted = Self.changes(from: old, to: new)
            #expect(Self.paths(found.set) == wanted.set, "\(old.text) \(new.text) \(pods.generator)")
            #expect(Self.paths(found.removed) == wanted.removed, "\(old.text) \(new.text) \(pods.generator)")
        }
    }
}
