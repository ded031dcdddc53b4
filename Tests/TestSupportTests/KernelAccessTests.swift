import Testing

@testable import TestSupport

@Suite struct KernelAccessTests {
    @Test("agrees with itself: available means no obstacle, and an obstacle has words")
    func agrees() {
        #expect(KernelAccess.isAvailable == (KernelAccess.obstacle == nil))
        #expect(KernelAccess.obstacle.map { $0.contains("cannot be used here: ") } ?? true)
    }

    @Test("what it promises is there", .requiresKernel)
    func promises() throws {
        let namespace = try NetworkNamespace()
        try namespace.command(["nft", "-f", "-"], input: "table inet t { set s { type ipv4_addr; }; }")
        #expect(try namespace.command(["nft", "list", "sets"]).contains("set s"))
    }
}
