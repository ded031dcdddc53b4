import Nftables
import Testing

@Suite struct KernelTests {
    @Test("a generation counts up and leaves out zero")
    func generations() {
        #expect(Generation(rawValue: 1).next == Generation(rawValue: 2))
        #expect(Generation(rawValue: .max).next == Generation(rawValue: 1))
    }

    @Test("an error says what to do about it")
    func errors() {
        #expect(
            KernelError.refused(.deleteChain("x"), .busy).description
                == "the kernel refused to delete chain x: EBUSY, still in use; nothing of this batch was done")
        #expect(
            KernelError.tooLarge(byteCount: 5, limit: 4).description
                == "a change of 5 bytes is more than this socket may send at once (4); "
                + "run outside of a user namespace, or raise net.core.wmem_max")
        #expect(
            KernelError.ownedByAnother(table: "t", port: 7).description
                == "table inet t belongs to another process (netlink port 7, usually its pid): stop it first")
        #expect(
            KernelError.refusedRequest("list links", .noMemory).description
                == "the kernel refused to list links: ENOMEM, out of memory")
    }
}
