import Testing

@testable import EmbeddedAPI

@Suite struct NamedValuesTests {
    private static let long = String(repeating: "ä", count: 10_000)

    @Test("pairs are read as they were given")
    func pairs() throws {
        let values: NamedValues = ["app": "web", "": "", "long": Self.long, "zero": "\0"]
        #expect(values.pairs.map(\.name) == ["app", "", "long", "zero"])
        #expect(values.pairs.map(\.value) == ["web", "", Self.long, "\0"])
        #expect(values["app"] == "web" && values[""] == "" && values["long"] == Self.long)
        #expect(values["web"] == nil && values["ap"] == nil)
        #expect(NamedValues(bytes: values.bytes) == values)
        #expect(NamedValues(bytes: []) == [:])
    }

    @Test(
        "bytes that no pairs have are refused",
        arguments: [[0], [1], [5], [1, 65, 1], [1, 65, 2, 65], [0x80], [0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80]])
    func refused(bytes: [UInt8]) {
        #expect(NamedValues(bytes: bytes) == nil)
    }
}
