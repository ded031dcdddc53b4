import Testing

@testable import KubernetesClient

@Suite struct ResourceVersionTests {
    @Test(
        "decimal numbers are older or newer, by their value and not by their text",
        arguments: [
            ("9", "10", true, true), ("10", "9", false, false), ("10", "10", false, true),
            ("18446744073709551614", "18446744073709551615", true, true),
        ])
    func numbers(left: String, right: String, isOlder: Bool, isCovered: Bool) {
        #expect(ResourceVersion(left).isOlder(than: ResourceVersion(right)) == isOlder)
        #expect(ResourceVersion(left).isCovered(by: ResourceVersion(right)) == isCovered)
    }

    @Test(
        "of what is no such number nothing is older, nor covered, on either side",
        arguments: ["", "0", "007", "-1", "-0", "+1", "1.5", "abc", "18446744073709551616", " 1"])
    func others(text: String) {
        for other in ["5", text] {
            #expect(!ResourceVersion(text).isOlder(than: ResourceVersion(other)))
            #expect(!ResourceVersion(other).isOlder(than: ResourceVersion(text)))
            #expect(!ResourceVersion(text).isCovered(by: ResourceVersion(other)))
            #expect(!ResourceVersion(other).isCovered(by: ResourceVersion(text)))
        }
        #expect(ResourceVersion(text).text == text)
    }

    @Test("none is an empty one")
    func none() { #expect(ResourceVersion.none == ResourceVersion("")) }
}
