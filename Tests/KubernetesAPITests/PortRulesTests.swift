import JSON
import Testing

@testable import KubernetesAPI

@Suite struct PortRulesTests {
    @Test func `a port is a number or a name, and may be missing`() {
        let faults = { (value: JSONValue?) in PortRules.faults(ofNumberOrName: FieldCursor("p", value)).count }
        #expect([nil, .null, 1, 65_535, "http"].map(faults) == [0, 0, 0, 0, 0])
        #expect([0, -1, 65_536, "1", "a--b"].map(faults) == [1, 1, 1, 1, 1])
    }

    @Test func `a number that is missing is zero, and no protocol is none`() {
        #expect(
            PortRules.faults(ofNumber: FieldCursor("p", nil)).map(\.description)
                == ["p: Invalid value: 0: must be between 1 and 65535, inclusive"])
        #expect(PortRules.faults(ofProtocol: FieldCursor("p", nil)).map(\.description) == ["p: Required value"])
        #expect(PortRules.protocols.allSatisfy { PortRules.faults(ofProtocol: FieldCursor("p", .string($0))).isEmpty })
    }
}
