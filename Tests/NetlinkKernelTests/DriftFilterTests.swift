import CTestSystem
import Nftables
import Testing

@testable import NetlinkKernel

/// Which messages mean that somebody else touched the table.
struct DriftFilterTests {
    private var filter = DriftFilter(table: "martlet", ownPort: 7)

    private static func bytes(
        _ type: nf_tables_msg_types, family: Int32 = 1, port: UInt32 = 8, _ body: (inout MessageWriter) -> Void
    ) -> [UInt8] {
        var writer = MessageWriter()
        writer.message(
            MessageKind(rawValue: 10 << 8 | UInt16(type.rawValue)), flags: 0, sequence: 0, family: family, body)
        var bytes = writer.bytes
        withUnsafeBytes(of: port) { raw in for index in 0..<4 { bytes[12 + index] = raw[index] } }
        return bytes
    }

    private mutating func take(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { raw in
            var reader = MessageReader(raw)
            while let message = try reader.next() { try filter.take(message) }
        }
    }

    private func object(_ table: String, family: Int32 = 1, port: UInt32 = 8) -> [UInt8] {
        Self.bytes(NFT_MSG_NEWCHAIN, family: family, port: port) { $0.put(NFTA_CHAIN_TABLE, table) }
    }

    private func end(_ generation: UInt32, port: UInt32 = 8) -> [UInt8] {
        Self.bytes(NFT_MSG_NEWGEN, family: 0, port: port) { writer in
            writer.put(NFTA_GEN_ID, generation)
            writer.put(NFTA_GEN_PROC_PID, 99 as UInt32)
            writer.put(NFTA_GEN_PROC_NAME, "someone")
        }
    }

    @Test mutating func `the objects of a commit make one notice when its generation comes`() throws {
        try take(object("martlet") + object("martlet"))
        #expect(filter.takeNotice() == nil)
        try take(end(5))
        let expected = DriftNotice(
            origin: .process(99, name: "someone"), generation: Generation(rawValue: 5), objectCount: 2)
        #expect(filter.takeNotice() == expected)
        #expect(filter.takeNotice() == nil)
    }

    @Test mutating func `other tables, other families and our own commits make none`() throws {
        try take(object("other") + end(5))
        try take(object("martlet", family: 2) + end(6))
        try take(object("martlet", port: 7) + end(7, port: 7))
        try take(end(8))
        #expect(filter.takeNotice() == nil)
    }

    @Test mutating func `a loss makes a notice of its own, and what was counted before means nothing`() throws {
        try take(object("martlet"))
        filter.noteLoss()
        #expect(filter.takeNotice() == DriftNotice(origin: .unknown, generation: nil, objectCount: 0))
        try take(end(9))
        #expect(filter.takeNotice() == nil)
    }

    @Test mutating func `messages of other subsystems are passed over`() throws {
        var writer = MessageWriter()
        writer.message(MessageKind(rawValue: 1 << 8), flags: 0, sequence: 0) { $0.put(NFTA_CHAIN_TABLE, "martlet") }
        try take(writer.bytes + end(5))
        #expect(filter.takeNotice() == nil)
    }
}
