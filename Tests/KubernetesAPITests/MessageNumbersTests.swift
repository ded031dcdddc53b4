import Testing

@testable import KubernetesAPI

@Suite struct MessageNumbersTests {
    /// Fields that only JSON has: those that stand in the envelope.
    private static let onlyJSON: Set<String> = ["apiVersion", "kind"]

    @Test("every field of every kind has a number, and no two have the same")
    func complete() throws {
        var seen: Set<String> = []
        for schema in ResourceKind.all.map(\.schema) + [.deleteOptions] {
            try check(schema, isRoot: true, &seen)
        }
        #expect(seen.count > 120)
    }

    private func check(_ schema: Schema, isRoot: Bool = false, _ seen: inout Set<String>) throws {
        switch schema.shape {
        case .list(let items, _): try check(items, &seen)
        case .map(let values): try check(values, &seen)
        case .object(let fields):
            let definition = try #require(schema.definition)
            guard seen.insert(definition).inserted else { return }
            let names = try Self.names(definition)
            for field in fields {
                let isKnown = names.contains(field.name) || isRoot && Self.onlyJSON.contains(field.name)
                #expect(isKnown, "\(definition) \(field.name)")
                try check(field.schema, &seen)
            }
        case .string, .integer, .boolean, .intOrString, .quantity, .any: break
        }
    }

    /// The names of the fields of a message, with those of inlined ones.
    private static func names(_ definition: String) throws -> [String] {
        let numbers = try #require(MessageNumbers.of(definition), "\(definition)")
        #expect(Set(numbers.fields.map(\.number)).count == numbers.fields.count, "\(definition)")
        let package = definition.split(separator: ".").dropLast().joined(separator: ".")
        return try numbers.fields.flatMap { $0.isInlined ? try names("\(package).\($0.name)") : [$0.name] }
    }

    @Test("the tables say which zeros mean something")
    func zeros() throws {
        let port = try #require(MessageNumbers.of("io.k8s.api.core.v1.ServicePort"))
        #expect(port.field(3)?.name == "port")
        #expect(port.field(3)?.keepsZero == true)
        #expect(port.field(5)?.name == "nodePort")
        #expect(port.field(5)?.keepsZero == false)
        #expect(port.field(99)?.name == nil)
        #expect(MessageNumbers.of("io.k8s.api.core.v1.Secret")?.fields.count == nil)
    }
}
