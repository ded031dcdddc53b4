import Nftables
import Testing

@testable import NetlinkKernel

/// The numbers by which `nft` and the kernel know a key's type.
struct KeyLayoutTests {
    private static var all: [KeyLayout] {
        var lists: [[FieldType]] = FieldType.allCases.map { [$0] }
        for _ in 0..<2 { lists += lists.flatMap { list in FieldType.allCases.map { list + [$0] } } }
        return Set(lists).flatMap { fields in
            [false, true].map { KeyLayout(fields: fields, isInterval: $0) }
        }
    }

    @Test func `every layout comes back from its numbers`() {
        #expect(Self.all.count > 300)
        for layout in Self.all {
            let bytes = UInt32(layout.keyByteCount)
            let found = KeyLayout(nftNumber: layout.nftNumber, flags: layout.setFlags, keyByteCount: bytes)
            #expect(found == layout)
            #expect(KeyLayout(nftNumber: layout.nftNumber, flags: layout.setFlags, keyByteCount: bytes + 1) == nil)
            #expect(KeyLayout(nftNumber: layout.nftNumber, flags: layout.setFlags | 16, keyByteCount: bytes) == nil)
        }
    }

    @Test func `numbers of other types are none of ours`() {
        #expect(KeyLayout(nftNumber: 0, flags: 0, keyByteCount: 0) == nil)
        #expect(KeyLayout(nftNumber: 9, flags: 0, keyByteCount: 6) == nil)
        #expect(KeyLayout(nftNumber: 7 << 6, flags: 0, keyByteCount: 4) == nil)
        #expect(KeyLayout(nftNumber: .max, flags: .max, keyByteCount: .max) == nil)
        #expect(KeyLayout(nftNumber: 7 << 6 | 13, flags: 4, keyByteCount: 8) == nil, "without the flag of its kind")
    }
}
