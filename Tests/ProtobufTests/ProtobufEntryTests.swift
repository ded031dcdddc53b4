import Protobuf
import Testing

@Suite struct ProtobufEntryTests {
    @Test("fields of every encoding are told one after the other")
    func entries() throws {
        let bytes: [UInt8] = [0x08, 0x96, 0x01, 0x12, 0x02, 7, 8, 0x1d, 1, 2, 3, 4, 0x21, 1, 2, 3, 4, 5, 6, 7, 8]
        var (place, found) = (0, [ProtobufEntry]())
        while place < bytes.count { found.append(try bytes.span.entry(at: &place, below: bytes.count)) }
        #expect(found.map(\.number) == [1, 2, 3, 4])
        #expect(found.map(\.value) == [.number(150), .bytes(5..<7), .fixed, .fixed])
    }

    @Test("a number stands without a tag too")
    func number() throws {
        let bytes: [UInt8] = [0x96, 0x01, 5]
        var place = 0
        #expect(try bytes.span.number(at: &place, below: 3) == 150)
        #expect(place == 2)
    }

    @Test(
        "what is no field is refused",
        arguments: [[0x08], [0x08, 0x80], [0x12, 2, 7], [0x1d, 1, 2, 3], [0x21, 1], [0x00, 1], [0x0b]] as [[UInt8]])
    func refused(bytes: [UInt8]) {
        #expect(throws: ProtobufError.self) {
            var place = 0
            _ = try bytes.span.entry(at: &place, below: bytes.count)
        }
    }
}
