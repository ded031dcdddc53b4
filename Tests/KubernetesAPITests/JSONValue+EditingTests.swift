import JSON
import Testing

@testable import KubernetesAPI

@Suite struct JSONValueEditingTests {
    @Test func `members are set where they are missing, and nowhere else`() throws {
        var value = try parsed(#"{"a":null,"b":"","c":"x","d":[1,2],"e":3}"#)
        for name in ["a", "b", "c"] { value.setIfMissing(name, 1) }
        for name in ["a", "b", "c"] { value.setIfEmpty(name, 2) }
        value.changeItems(of: "d") { $0 = [$0] }
        value.changeObject("e") { $0["x"] = 1 }
        value.changeObject("f") { $0["x"] = 1 }
        value.changeObject("g", makes: true) { $0["x"] = 1 }
        value.take("e", from: try parsed(#"{"e":null}"#))
        #expect(value.text == #"{"a":1,"b":2,"c":"x","d":[[1],[2]],"g":{"x":1}}"#)
        var number: JSONValue = 3
        number.setIfMissing("a", 1)
        #expect(number == 3)
    }
}
