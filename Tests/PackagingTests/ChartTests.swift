import JSON
import Testing

/// The chart of deploy/helm, as far as no Helm is needed: `scripts/try-chart` renders it.
@Suite struct ChartTests {
    private static let folder = "deploy/helm/martlet"

    @Test("the schema knows each value that the chart has, down to the last, and no other")
    func schema() throws {
        let values = try #require(try Repository.documents(try Repository.text("\(Self.folder)/values.yaml")).first)
        let schema = try JSONValue(parsing: Array(try Repository.text("\(Self.folder)/values.schema.json").utf8))
        #expect(Self.differences(values, schema, at: "") == ["global", "resources.limits"])
        let odd = values.adding(["replicas": 1])
        #expect(Self.differences(odd, schema, at: "").contains("replicas"))
    }

    @Test("the schema knows each setting of the agent")
    func settings() throws {
        let schema = try JSONValue(parsing: Array(try Repository.text("\(Self.folder)/values.schema.json").utf8))
        let known = schema[path: "properties", "config", "properties"]?.members.map(\.name) ?? []
        let file = try #require(try Repository.documents(try Repository.text("systemd/config.yaml")).first)
        #expect(known.sorted() == file.members.map(\.name).filter { $0 != "apiVersion" && $0 != "kind" }.sorted())
        #expect(schema[path: "properties", "config", "additionalProperties"] == .bool(false))
    }

    @Test("chart, kustomization and program are of one version")
    func version() throws {
        let chart = try #require(try Repository.documents(try Repository.text("\(Self.folder)/Chart.yaml")).first)
        let number = try Repository.martlet("version").output
        let version = try #require(chart["appVersion"]?.string)
        #expect(number.contains(version) && chart["version"]?.string == version)
        for folder in ["base", "uninstall"] {
            let built = try Kustomization(folder)
            let list = folder == "uninstall" ? "initContainers" : "containers"
            #expect(built.container(list)["image"] == .string("martlet:\(version)"))
        }
    }

    /// Values that only one of the two has, by their paths; what holds names of the user's own choice has none.
    private static func differences(_ values: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        guard let properties = schema["properties"]?.members, schema["additionalProperties"] == .bool(false) else {
            return []
        }
        if path == "config" { return [] }
        let names = Set(values.members.map(\.name) + properties.map(\.name))
        return names.sorted().flatMap { name -> [String] in
            let place = path.isEmpty ? name : "\(path).\(name)"
            guard let value = values[name], let part = schema["properties"]?[name] else { return [place] }
            return differences(value, part, at: place)
        }
    }
}
