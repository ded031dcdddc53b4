import JSON
import Protobuf
import TestSupport
import Testing
import WireSupport

@Suite struct JSONTreeProtobufTests {
    private static let inner = MessageShape([.init(1, mark: 11, .text), .init(2, mark: 12, .number)])
    private static let shape = MessageShape([
        .init(1, mark: 1, .text), .init(2, mark: 2, .flag), .init(3, mark: 3, .number), .init(4, mark: 4, .time),
        .init(5, mark: 5, .numberOrText), .init(6, mark: 6, .map), .init(7, mark: 7, .message(inner)),
        .init(8, mark: 8, .message(inner), isRepeated: true), .init(20, mark: 20, .text, isRepeated: true),
    ])

    /// What stands in a tree, in a line.
    static func words(_ tree: JSONTree, _ node: Int = 0) -> String {
        let mark = tree.nodes[node].mark
        let label = mark == 0 ? "" : "\(mark)="
        switch tree.nodes[node].kind {
        case .null: return label + "null"
        case .bool: return label + "\(tree.flag(node))"
        case .whole: return label + "\(tree.number(node))"
        case .time: return label + "@\(tree.number(node))"
        case .string: return label + "'\(tree.text(node))'"
        case .otherNumber, .unread: return label + "?"
        case .array, .object:
            var parts: [String] = []
            var part = node + 1
            let isObject = tree.nodes[node].kind == .object
            while part < tree.nodes[node].next {
                let name = isObject && tree.nodes[part].mark == 0 ? "\(tree.name(part)):" : ""
                parts.append(name + words(tree, part))
                part = tree.nodes[part].next
            }
            return label + (isObject ? "{" : "[") + parts.joined(separator: " ") + (isObject ? "}" : "]")
        }
    }

    private func read(_ bytes: [UInt8]) throws -> String {
        Self.words(try JSONTree(protobuf: bytes, in: 0..<bytes.count, Self.shape))
    }

    private func read(_ fill: (inout MessageWriter) -> Void) throws -> String { try read(MessageWriter.message(fill)) }

    @Test("reads each type of field as the JSON that it means")
    func types() throws {
        #expect(try read { _ in } == "{}")
        #expect(try read { $0.text(1, "ü") } == "{1='ü'}")
        #expect(try read { $0.number(2, 1) } == "{2=true}" && read { $0.number(2, 0) } == "{2=false}")
        #expect(
            try read { $0.number(3, 300) } == "{3=300}" && read { $0.number(3, UInt64(bitPattern: -2)) } == "{3=-2}")
        #expect(try read { $0.message(4) { $0.number(1, 1_769_846_400) } } == "{4=@1769846400}")
        #expect(try read { $0.message(4) { _ in } } == "{4=null}", "the zero time is null in JSON")
        #expect(try read { $0.message(4) { $0.number(2, 5) } } == "{4=@0}")
        #expect(
            try read {
                $0.message(5) {
                    $0.number(1, 0); $0.number(2, 80); $0.text(3, "")
                }
            } == "{5=80}")
        #expect(
            try read {
                $0.message(5) {
                    $0.number(1, 1); $0.number(2, 0); $0.text(3, "web")
                }
            } == "{5='web'}")
        #expect(
            try read {
                $0.message(7) {
                    $0.text(1, "x"); $0.number(2, 1)
                }
            } == "{7={11='x' 12=1}}")
    }

    @Test("puts repeated fields and maps together, and keeps names that nobody knows")
    func lists() throws {
        let entries: (inout MessageWriter) -> Void = { writer in
            writer.message(6) {
                $0.text(1, "a"); $0.text(2, "b")
            }
            writer.message(6) {
                $0.text(2, "d"); $0.text(1, "c")
            }
            writer.message(6) { _ in }
        }
        #expect(try read(entries) == "{6={a:'b' c:'d' :''}}")
        #expect(
            try read {
                $0.text(20, "x"); $0.text(20, ""); $0.text(1, "y")
            } == "{20=['x' ''] 1='y'}")
        #expect(
            try read {
                $0.message(8) { $0.number(2, 1) }; $0.message(8) { _ in }
            } == "{8=[{12=1} {}]}")
    }

    @Test("passes over what nobody asks for, in every encoding")
    func others() throws {
        let text = try read { writer in
            writer.number(9, 1)
            writer.raw([0x51, 1, 2, 3, 4, 5, 6, 7, 8, 0x5d, 1, 2, 3, 4])
            writer.text(12, "x")
            writer.text(1, "a")
            writer.number(500_000, 1)
        }
        #expect(text == "{1='a'}")
    }

    @Test(
        "refuses what is no message, and says where",
        arguments: [
            ([0x0a], .endedEarly, 1), ([0x0a, 2, 0x61], .endedEarly, 3), ([0x18], .endedEarly, 1),
            ([0x18, 0x80], .endedEarly, 2), ([0x51, 1, 2], .endedEarly, 3), ([0x5d, 1], .endedEarly, 2),
            ([0x18] + [UInt8](repeating: 0xff, count: 10), .numberTooLong, 1),
            ([0x18] + [UInt8](repeating: 0xff, count: 9) + [2], .numberTooLong, 1),
            ([0x02, 0], .badTag, 0), ([0x0b], .badTag, 0), ([0x0f, 0], .badTag, 0),
            ([0x08, 1], .otherEncoding, 0), ([0x12, 1, 0], .otherEncoding, 0), ([0x3d, 0, 0, 0, 0], .otherEncoding, 0),
            ([0x42, 0, 0x0a, 0, 0x42, 0], .scattered, 4), ([0x3a, 2, 0x0a, 5], .endedEarly, 4),
            ([0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1], .endedEarly, 11),
        ] as [([UInt8], ProtobufError.Reason, Int)])
    func refused(bytes: [UInt8], reason: ProtobufError.Reason, offset: Int) throws {
        #expect(throws: ProtobufError(reason: reason, offset: offset)) { try read(bytes) }
    }

    @Test("a number of ten bytes is the largest that there is")
    func largest() throws {
        #expect(try read([0x18] + [UInt8](repeating: 0xff, count: 9) + [1]) == "{3=-1}")
    }

    @Test("Fuzz: whatever the bytes are, they are read or refused")
    func fuzz() throws {
        var generator = SeededGenerator.forTest("protobuf fuzz")
        let seed = MessageWriter.message { writer in
            writer.text(1, "name")
            writer.number(2, 1)
            writer.message(4) { $0.number(1, 1_769_846_400) }
            writer.message(6) {
                $0.text(1, "key"); $0.text(2, "value")
            }
            writer.message(7) {
                $0.text(1, "x"); $0.number(2, 1)
            }
            for _ in 0..<3 { writer.message(8) { $0.number(2, 300) } }
            writer.text(20, "z")
        }
        var readCount = 0
        for _ in 0..<rounds(20_000, long: 100_000) {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            bytes.removeLast(Int.random(in: 0...2, using: &generator))
            let isWhole = (try? Self.shape.check(bytes, in: 0..<bytes.count)) != nil
            do throws(ProtobufError) {
                let tree = try JSONTree(protobuf: bytes, in: 0..<bytes.count, Self.shape)
                #expect(isWhole, "what was read is not whole: \(bytes)")
                readCount += Self.words(tree).isEmpty ? 0 : 1
            } catch {
                #expect(error.offset <= bytes.count)
            }
        }
        #expect(readCount > 1_000, "the changes break too much; \(generator)")
    }
}
