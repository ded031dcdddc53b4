import JSON
import Testing

@testable import KubernetesAPI

@Suite struct AddressRulesTests {
    @Test(
        "addresses are told",
        arguments: [
            ("10.0.0.1", nil), ("fd00::1", nil), ("", "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"),
            ("01.2.3.4", "must not have leading 0s"),
            ("::ffff:1.2.3.4", "must not be an IPv4-mapped IPv6 address"),
        ]) func addresses(text: String, expected: String?)
    {
        let faults = AddressRules.faults(ofAddress: FieldCursor("a", .string(text)))
        #expect(faults.map(\.detail) == [expected].compactMap(\.self))
        #expect(AddressRules.isAddress(text) == (expected == nil))
    }

    @Test func `a block means its prefix, whatever stands behind it`() {
        let (cidr, faults) = AddressRules.block(FieldCursor("a", "10.1.2.3/8"))
        #expect(cidr.map { "\($0)" } == "10.0.0.0/8")
        #expect(faults == [])
    }
}
