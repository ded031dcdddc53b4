import JSON
import Testing

@testable import KubernetesAPI

@Suite struct DefinitionWriterTests {
    /// A schema with everything in it, and what either edition makes of it.
    private let schema = Schema(
        "a.Thing", "A thing.",
        .object([
            .init("name", .text, "Its name.", isRequired: true),
            .init("time", .time, "Its time."),
            .init("size", .quantity, "Its size."),
            .init("port", .intOrString, "Its port."),
            .init("count", .int32, "Its count."),
            .init("is", .flag, "Whether it is."),
            .init("labels", .map(.text, isAtomic: true), "Its labels."),
            .init("plain", .list(.text), "Replaced."),
            .init("set", .list(.text, .set), "A set."),
            .init("parts", .list(Self.part, .merged(by: "x", "y")), "Merged."),
            .init("owned", .list(Self.part, .owned(by: "x")), "Owned."),
            .init("patched", .list(Self.part, .patched(by: "x")), "Patched."),
        ]))
    private static let part = Schema("a.Part", "A part.", .any, isAtomic: true)

    @Test("the second edition refers beside words, and has one type a value")
    func second() throws {
        let wanted = """
            {"a.Part":{"description":"A part.","type":"object","x-kubernetes-map-type":"atomic"},
            "a.Thing":{"description":"A thing.","type":"object","required":["name"],"properties":{
            "name":{"description":"Its name.","type":"string"},
            "time":{"description":"Its time.","$ref":"#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.Time"},
            "size":{"description":"Its size.","$ref":"#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity"},
            "port":{"description":"Its port.","$ref":"#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString"},
            "count":{"description":"Its count.","type":"integer","format":"int32"},
            "is":{"description":"Whether it is.","type":"boolean"},
            "labels":{"description":"Its labels.","type":"object","additionalProperties":{"type":"string"},
            "x-kubernetes-map-type":"atomic"},
            "plain":{"description":"Replaced.","type":"array","items":{"type":"string"},
            "x-kubernetes-list-type":"atomic"},
            "set":{"description":"A set.","type":"array","items":{"type":"string"},"x-kubernetes-list-type":"set",
            "x-kubernetes-patch-strategy":"merge"},
            "parts":{"description":"Merged.","type":"array","items":{"$ref":"#/definitions/a.Part"},
            "x-kubernetes-list-map-keys":["x","y"],"x-kubernetes-list-type":"map","x-kubernetes-patch-merge-key":"x",
            "x-kubernetes-patch-strategy":"merge"},
            "owned":{"description":"Owned.","type":"array","items":{"$ref":"#/definitions/a.Part"},
            "x-kubernetes-list-map-keys":["x"],"x-kubernetes-list-type":"map"},
            "patched":{"description":"Patched.","type":"array","items":{"$ref":"#/definitions/a.Part"},
            "x-kubernetes-list-type":"atomic","x-kubernetes-patch-merge-key":"x",
            "x-kubernetes-patch-strategy":"merge"}}},
            "io.k8s.apimachinery.pkg.api.resource.Quantity":{"description":"#","type":"string"},
            "io.k8s.apimachinery.pkg.apis.meta.v1.Time":{"description":"#","type":"string","format":"date-time"},
            "io.k8s.apimachinery.pkg.util.intstr.IntOrString":{"description":"#","type":"string",
            "format":"int-or-string"}}
            """
        let found = DefinitionWriter(edition: .v2).definitions(of: [schema])
        #expect(withoutWords(found) == (try json(wanted)))
    }

    @Test("the third edition has nothing beside a reference, and several types a value")
    func third() throws {
        let found = DefinitionWriter(edition: .v3).definitions(of: [schema])
        let place = "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.Time"
        let time = #"{"description":"Its time.","allOf":[{"$ref":"\#(place)"}]}"#
        #expect(found[path: "a.Thing", "properties", "time"] == (try json(time)))
        let parts = found[path: "a.Thing", "properties", "parts"]
        #expect(parts?["items"] == (try json(##"{"$ref":"#/components/schemas/a.Part"}"##)))
        let port = withoutWords(found)["io.k8s.apimachinery.pkg.util.intstr.IntOrString"]
        let wanted = ##"{"description":"#","oneOf":[{"type":"integer"},{"type":"string"}],"format":"int-or-string"}"##
        #expect(port == (try json(wanted)))
        let size = withoutWords(found)["io.k8s.apimachinery.pkg.api.resource.Quantity"]
        #expect(size == (try json(##"{"description":"#","oneOf":[{"type":"string"},{"type":"number"}]}"##)))
    }

    /// The definitions of all kinds with their words left out, which may be put otherwise.
    private func withoutWords(_ definitions: JSONValue) -> JSONValue {
        .object(
            definitions.members.map { member in
                var member = member
                if member.name.hasPrefix("io.") { member.value["description"] = "#" }
                return member
            })
    }

    private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }
}
