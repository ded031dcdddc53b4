import JSON
import Testing

@testable import KubernetesAPI

@Suite struct FieldCursorTests {
    @Test func `places are named as they are in messages`() throws {
        let root = FieldCursor(root: try parsed(#"{"a":[{"b":"x"},{"b":null}],"l":{"k":"v","n":1}}"#))
        #expect(root["a"].items.map { $0["b"].path } == ["a[0].b", "a[1].b"])
        #expect(root["a"].items.map { $0["b"].isSet } == [true, false])
        #expect(root["l"].pairs.map { "\($0.name)=\($0.text)" } == ["k=v"])
        #expect(root["x"]["y"].path == "x.y")
        #expect(root["l"].items.isEmpty)
    }

    @Test func `repeated names are told, empty ones are not`() throws {
        let list = FieldCursor("l", try parsed(#"[{"n":"a"},{"n":""},{"n":""},{"n":"a"}]"#))
        #expect(list.items.duplicates { $0["n"] }.map(\.description) == [#"l[3].n: Duplicate value: "a""#])
    }
}
