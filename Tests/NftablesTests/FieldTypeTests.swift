import Nftables
import Testing

@Suite struct FieldTypeTests {
    @Test("each type has the width of its registers")
    func widths() {
        #expect(FieldType.allCases.map(\.byteCount) == [4, 16, 1, 2, 16])
        #expect(FieldType.allCases.map(\.paddedByteCount) == [4, 16, 4, 4, 16])
        #expect(FieldType.allCases.map(\.canBeInterval) == [true, true, true, true, false])
    }
}
