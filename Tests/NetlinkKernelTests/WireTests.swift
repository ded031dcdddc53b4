import CTestSystem
import Testing

@testable import NetlinkKernel

/// Writing messages.
struct MessageWriterTests {
    @Test func `a message has its headers and its length in them`() {
        var writer = MessageWriter()
        writer.message(MessageKind(rawValue: 0xa03), flags: Int32(NLM_F_CREATE), sequence: 9, resource: 0x0102)
        let expected: [UInt8] = [20, 0, 0, 0, 3, 10, 1, 4, 9, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 2]
        #expect(writer.bytes == expected)
    }

    @Test func `attributes are padded, numbers are in network order, text ends in zero, nests know their length`() {
        var writer = MessageWriter()
        writer.put(NFTA_SET_KEY_LEN, 0x0102_0304 as UInt32)
        writer.put(NFTA_SET_NAME, "ab")
        writer.nest(NFTA_SET_DESC) { $0.put(NFTA_LOG_GROUP, 5 as UInt16) }
        let number: [UInt8] = [8, 0, 5, 0, 1, 2, 3, 4]
        let text: [UInt8] = [7, 0, 2, 0, 97, 98, 0, 0]
        let nest: [UInt8] = [12, 0, 9, 0x80, 6, 0, 1, 0, 0, 5, 0, 0]
        #expect(writer.bytes == number + text + nest)
    }

    @Test func `flags are added to the message that was meant`() {
        var writer = MessageWriter()
        writer.message(MessageKind(rawValue: 1), flags: 0, sequence: 1)
        let second = writer.bytes.count
        writer.message(MessageKind(rawValue: 2), flags: Int32(NLM_F_EXCL), sequence: 2)
        writer.addFlags(Int32(NLM_F_ACK), toMessageAt: second)
        #expect(writer.bytes.messages.map(\.flags) == [1, UInt16(NLM_F_REQUEST | NLM_F_EXCL | NLM_F_ACK)])
    }

    @Test func `of the room for zeros only what was used stays`() {
        var writer = MessageWriter()
        writer.appendZeros(8) { room in
            room[0] = 7
            return 3
        }
        #expect(writer.bytes == [7, 0, 0])
    }
}

/// Reading attributes.
struct AttributeReaderTests {
    private func types(_ bytes: [UInt8]) throws -> [UInt16] {
        try bytes.withUnsafeBytes { raw in
            var reader = AttributeReader(raw)
            var types: [UInt16] = []
            while let attribute = try reader.next() { types.append(attribute.type) }
            return types
        }
    }

    @Test func `attributes are read one by one, without the flags of their types`() throws {
        #expect(try types([]) == [])
        #expect(try types([5, 0, 1, 0x80, 7, 0, 0, 0, 4, 0, 2, 0x40]) == [1, 2])
        #expect(try types([5, 0, 3, 0, 7]) == [3], "the last one may lack its padding")
    }

    static let broken: [[UInt8]] = [
        [1], [4, 0, 1], [3, 0, 1, 0], [0, 0, 1, 0], [5, 0, 1, 0], [255, 255, 1, 0, 0, 0, 0, 0],
        [4, 0, 1, 0, 9, 0, 2, 0, 1, 1, 1, 1], [5, 0, 1, 0, 7, 0, 0, 0, 1],
    ]

    @Test(arguments: broken)
    func `a length that cannot be is an error`(_ bytes: [UInt8]) {
        #expect(throws: WireError.truncated) { try types(bytes) }
    }

    @Test func `a table finds the last of a type, numbers of their size, and says what is missing`() throws {
        let bytes: [UInt8] = [8, 0, 1, 0, 0, 0, 0, 1, 8, 0, 1, 0, 0, 0, 0, 2, 6, 0, 2, 0, 97, 0, 0, 0]
        try bytes.withUnsafeBytes { raw in
            let table = try AttributeTable(raw)
            #expect(table.number(NFTA_SET_TABLE, as: UInt32.self) == 2)
            #expect(table.number(NFTA_SET_NAME, as: UInt32.self) == nil)
            #expect(table.text(NFTA_SET_NAME) == "a")
            #expect(try table.requiredBytes(NFTA_SET_NAME) == [97, 0])
            #expect(throws: WireError.missing(3)) { try table.required(NFTA_SET_FLAGS, as: UInt32.self) }
            #expect(throws: WireError.missing(3)) { try table.requiredText(NFTA_SET_FLAGS) }
            #expect(try table.nested(NFTA_SET_FLAGS).text(NFTA_SET_NAME) == nil)
        }
    }
}

/// Reading messages.
struct MessageReaderTests {
    private func sequences(_ bytes: [UInt8]) throws -> [UInt32] {
        try bytes.withUnsafeBytes { raw in
            var reader = MessageReader(raw)
            var sequences: [UInt32] = []
            while let message = try reader.next() { sequences.append(message.sequence) }
            return sequences
        }
    }

    private var two: [UInt8] {
        var writer = MessageWriter()
        writer.message(MessageKind(rawValue: 0xa00), flags: 0, sequence: 5) { $0.put(NFTA_TABLE_NAME, "t") }
        writer.message(MessageKind(rawValue: 0xa01), flags: Int32(NLM_F_DUMP_INTR), sequence: 6)
        return writer.bytes
    }

    @Test func `messages are read one by one`() throws {
        #expect(try sequences([]) == [])
        #expect(try sequences(two) == [5, 6])
        try two.withUnsafeBytes { raw in
            var reader = MessageReader(raw)
            let first = try #require(try reader.next())
            let second = try #require(try reader.next())
            #expect(first.kind == MessageKind(rawValue: 0xa00) && first.family == 1 && !first.isInterrupted)
            #expect(try first.attributes().text(NFTA_TABLE_NAME) == "t")
            #expect(second.isInterrupted)
        }
    }

    @Test func `a message cut anywhere but at an end is an error`() {
        let end = 28
        for count in 1..<two.count where count != end {
            #expect(throws: WireError.truncated, "\(count)") { try sequences(Array(two.prefix(count))) }
        }
    }

    @Test func `a length below that of the header is an error`() {
        var bytes = two
        for length: UInt8 in [0, 1, 15] {
            bytes[0] = length
            #expect(throws: WireError.truncated) { try sequences(bytes) }
        }
    }
}
