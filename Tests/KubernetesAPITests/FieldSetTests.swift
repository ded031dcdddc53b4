import JSON
import TestSupport
import Testing

@testable import KubernetesAPI

@Suite struct FieldSetTests {
    /// A set of some of the fields of a tree of three names three deep, and the same as paths.
    private static func random(_ generator: inout SeededGenerator) throws -> (FieldSet, Set<[String]>) {
        var paths: Set<[String]> = []
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let count = Int.random(in: 1...3, using: &generator)
            paths.insert((0..<count).map { _ in ["a", "b", "c"].randomElement(using: &generator) ?? "a" })
        }
        let set = paths.sorted { $0.joined() < $1.joined() }.reduce(FieldSet.empty) { $0.union(single($1[...])) }
        return (set, paths)
    }

    private static func single(_ path: ArraySlice<String>) -> FieldSet {
        guard let first = path.first else { return .empty }
        let rest = path.dropFirst()
        return FieldSet([.init(element: PathElement(.field(first)), isMember: rest.isEmpty, children: single(rest))])
    }

    private static func paths(_ set: FieldSet) -> Set<[String]> {
        Set(set.paths.map { $0.map { String($0.text.dropFirst(2)) } })
    }

    @Test("does what sets of paths do")
    func oracle() throws {
        var generator = SeededGenerator.forTest("field sets")
        for _ in 0..<500 {
            let (left, leftPaths) = try Self.random(&generator)
            let (right, rightPaths) = try Self.random(&generator)
            #expect(Self.paths(left) == leftPaths, "\(generator)")
            #expect(Self.paths(left.union(right)) == leftPaths.union(rightPaths), "\(generator)")
            #expect(Self.paths(left.intersection(right)) == leftPaths.intersection(rightPaths), "\(generator)")
            #expect(Self.paths(left.subtracting(right)) == leftPaths.subtracting(rightPaths), "\(generator)")
            let rest = leftPaths.filter { path in !rightPaths.contains { path.starts(with: $0) } }
            #expect(Self.paths(left.subtractingAll(right)) == rest, "\(generator)")
            #expect(try FieldSet(fieldsV1: left.fieldsV1) == left, "\(generator)")
            for node in left.nodes { #expect(left[node.element] == node) }
        }
    }

    @Test("reads a step of each kind as it was written, and nothing else")
    func steps() throws {
        let cases = [
            ("f:spec", ".spec"), ("f:", "."), ("f:\u{301}", ".\u{301}"), (#"k:{"name":"web"}"#, #"[name="web"]"#),
            (#"k:{"protocol":"TCP","containerPort":80}"#, #"[containerPort=80,protocol="TCP"]"#),
            (#"v:"a""#, #"[="a"]"#), ("i:0", "[0]"),
        ]
        for (text, words) in cases {
            let element = try #require(PathElement(reading: text))
            #expect(element.description == words)
            #expect(PathElement(element.kind) == element)
        }
        for text in ["", "f", "x:a", "k:", "k:{}", "k:[1]", "v:", "v:{", "i:", "i:a"] {
            #expect(PathElement(reading: text) == nil, "\(text)")
        }
    }
}
