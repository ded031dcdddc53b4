import JSON
import TestSupport
import Testing

@testable import KubernetesAPI

@Suite struct PatchFuzzTests {
    private static let names = ["a", "b", "a/b", "m~n", "0", ""]

    private static func pick<Item>(_ items: [Item], _ generator: inout SeededGenerator) -> Item {
        items[Int.random(in: 0..<items.count, using: &generator)]
    }

    /// A small value of any kind; the members of an object have different names.
    private static func value(_ depth: Int, _ generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 4), using: &generator) {
        case 0: return .null
        case 1: return .number(Int64.random(in: 0...2, using: &generator))
        case 2: return .string(pick(names, &generator))
        case 3: return .bool(Bool.random(using: &generator))
        case 4, 5:
            return .array((0..<Int.random(in: 0...3, using: &generator)).map { _ in value(depth - 1, &generator) })
        default:
            let some = names.filter { _ in Bool.random(using: &generator) }
            return .object(some.map { .init($0, value(depth - 1, &generator)) })
        }
    }

    /// A path that mostly leads somewhere in a value.
    private static func path(in value: JSONValue, _ generator: inout SeededGenerator) -> [String] {
        if Int.random(in: 0..<8, using: &generator) == 0 { return [pick(["-", "0", "9", "a", "-1"], &generator)] }
        if Int.random(in: 0..<4, using: &generator) == 0 { return [] }
        if let items = value.items, !items.isEmpty {
            let index = Int.random(in: 0..<items.count, using: &generator)
            return [String(index)] + path(in: items[index], &generator)
        }
        guard !value.members.isEmpty else { return [] }
        let member = pick(value.members, &generator)
        return [member.name] + path(in: member.value, &generator)
    }

    private static func pointer(_ path: [String]) -> JSONValue {
        .string(path.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined())
    }

    @Test("Fuzz: JSON patches do what a document changed in place does, and fail where it does")
    func jsonPatches() {
        var generator = SeededGenerator.forTest("JSON patch fuzz")
        var applied = 0
        for _ in 0..<2_500 {
            var object = JSONValue.members(["a": Self.value(3, &generator), "b": Self.value(3, &generator)])
            let naive = NaiveDocument(object)
            let name = Self.pick(["add", "remove", "replace", "copy", "move", "test"], &generator)
            let (from, to) = (Self.path(in: object, &generator), Self.path(in: object, &generator))
            let value = Self.value(2, &generator)
            let patch: JSONValue = [
                .members(["op": .string(name), "from": Self.pointer(from), "path": Self.pointer(to), "value": value])
            ]
            guard !to.isEmpty, name != "move" || !from.isEmpty else { continue }
            let expected = Self.run(name, from, to, value, on: naive) ? naive.value : nil
            do throws(APIFailure) {
                object = try JSONPatch(patch).applied(to: object)
                #expect(expected?.isSame(as: object) == true, "\(patch.text); \(generator)")
                applied += 1
            } catch { #expect(expected == nil, "\(patch.text); \(generator)") }
        }
        #expect(500...2_000 ~= applied, "too few of one kind: \(applied); \(generator)")
    }

    private static func run(
        _ name: String, _ from: [String], _ to: [String], _ value: JSONValue, on document: NaiveDocument
    ) -> Bool {
        switch name {
        case "test": return document.find(to)?.value.isSame(as: value) == true
        case "copy": return document.run("add", to, document.find(from)?.value)
        case "move":
            guard let moved = document.find(from)?.value, to == from || !to.starts(with: from) else { return false }
            return to == from || document.run("remove", from, nil) && document.run("add", to, moved)
        default: return document.run(name, to, value)
        }
    }

    @Test("Fuzz: JSON patches of any form are refused or done, and never end the process")
    func wildPatches() {
        var generator = SeededGenerator.forTest("wild JSON patch fuzz")
        let operations = ["add", "remove", "replace", "copy", "move", "test", "x"]
        for _ in 0..<1_000 {
            let object = Self.value(3, &generator)
            let patch = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                JSONValue.members([
                    "op": .string(Self.pick(operations, &generator)),
                    "from": Self.pick([Self.pointer(Self.path(in: object, &generator)), "/~", 1], &generator),
                    "path": Self.pick([Self.pointer(Self.path(in: object, &generator)), "a", .null], &generator),
                    "value": Self.value(2, &generator),
                ])
            }
            let failure = failure { () throws(APIFailure) in try JSONPatch(.array(patch)).applied(to: object) }
            #expect(failure == nil || failure?.reason == .invalid, "\(generator)")
        }
    }

    @Test("Fuzz: merge patches do what a document of tables does, and what a strategic patch does without lists")
    func mergePatches() throws {
        var generator = SeededGenerator.forTest("merge patch fuzz")
        let plain = Schema(nil, "", .any)
        for _ in 0..<1_500 {
            let (object, patch) = (Self.value(3, &generator), Self.value(3, &generator))
            let naive = NaiveDocument(object)
            naive.merge(patch)
            let result = MergePatch.applied(patch, to: object)
            #expect(result.isSame(as: naive.value), "\(patch.text) to \(object.text); \(generator)")
            guard patch.isObject else { continue }
            #expect(try StrategicPatch.applied(patch, to: object, schema: plain) == result, "\(generator)")
        }
    }

    /// An object as the schema has it, mostly; with directives for a patch.
    private static func pod(isPatch: Bool, _ generator: inout SeededGenerator) -> JSONValue {
        func some(_ values: [JSONValue]) -> JSONValue {
            .array(values.filter { _ in Bool.random(using: &generator) }.shuffled(using: &generator))
        }
        func maybe(_ value: JSONValue) -> JSONValue? { Bool.random(using: &generator) ? value : nil }
        let images: [JSONValue] = isPatch ? ["1", "2", .null, ["x"]] : ["1", "2"]
        let containers = some(["a", "b", "c"]).items ?? []
        let items = containers.map { name in
            JSONValue.members([
                "name": name, "image": maybe(pick(images, &generator)), "args": maybe(some(["x", "y"])),
                "$patch": isPatch && Int.random(in: 0..<4, using: &generator) == 0 ? "delete" : nil,
            ])
        }
        let keys = some(["a", "b", "c"]).items ?? []
        let order = JSONValue.array(keys.map { .members(["name": $0]) })
        return .members([
            "metadata": .members([
                "finalizers": maybe(some(["x", "y", "z"])),
                "labels": maybe(.members(["a": maybe("1"), "b": maybe("2")])),
                "$deleteFromPrimitiveList/finalizers": isPatch ? maybe(some(["x", "y"])) : nil,
            ]),
            "spec": .members([
                "containers": maybe(.array(items)), "nodeName": maybe(pick(["n", "m"], &generator)),
                "$setElementOrder/containers": isPatch ? maybe(order) : nil,
                "$retainKeys": isPatch && Int.random(in: 0..<8, using: &generator) == 0 ? ["containers"] : nil,
            ]),
        ])
    }

    @Test("Fuzz: strategic patches leave no directive behind, no item twice, and change nothing the second time")
    func strategicPatches() throws {
        var generator = SeededGenerator.forTest("strategic patch fuzz")
        var applied = 0
        for _ in 0..<1_500 {
            let object = Self.pod(isPatch: false, &generator)
            let patch = Self.pod(isPatch: true, &generator)
            let once: JSONValue
            do throws(APIFailure) {
                once = try StrategicPatch.applied(patch, to: object, schema: PatchSchemas.pod)
            } catch { continue }
            applied += 1
            let names = (once[path: "spec", "containers"]?.items ?? []).map { $0["name"] }
            #expect(!once.text.contains("$") && Set(names).count == names.count, "\(patch.text); \(generator)")
            let twice = try StrategicPatch.applied(patch, to: once, schema: PatchSchemas.pod)
            #expect(
                twice.isSame(as: once), "\(patch.text) to \(object.text): \(once.text), \(twice.text); \(generator)")
        }
        #expect(500...1_450 ~= applied, "too few of one kind: \(applied); \(generator)")
    }

    @Test("Fuzz: what is applied is in the object, applying it again changes nothing, and what nobody wants is gone")
    func serverSideApply() throws {
        var generator = SeededGenerator.forTest("server-side apply fuzz")
        for _ in 0..<150 {
            var live: JSONValue?
            for time in 0..<6 {
                let config = Self.pod(isPatch: false, &generator)
                func apply(_ live: JSONValue?, _ config: JSONValue, _ manager: String, _ time: String) throws
                    -> JSONValue
                {
                    try ServerSideApply.applied(
                        config, to: live, schema: PatchSchemas.pod, manager: manager, force: true, apiVersion: "v1",
                        subresource: "", time: time)
                }
                let manager = Self.pick(["m", "n", "o"], &generator)
                let once = try apply(live, config, manager, "\(time)")
                #expect(try apply(once, config, manager, "later") == once, "\(config.text); \(generator)")
                let merged = AppliedMerge.merged(config, into: once, PatchSchemas.pod)
                #expect(merged.isSame(as: once), "\(config.text) is not in \(once.text); \(generator)")
                live = once
            }
            for manager in ["m", "n", "o"] {
                live = try ServerSideApply.applied(
                    .object([]), to: live, schema: PatchSchemas.pod, manager: manager, force: false, apiVersion: "v1",
                    subresource: "", time: "end")
            }
            #expect(live?.text == #"{"metadata":{}}"#, "\(generator)")
        }
    }
}
