import Benchmarks
import Testing

@Suite struct SlabInfoTests {
    private static let text = """
        slabinfo - version: 2.1
        # name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables <limit> <batchcount>
        nf_conntrack        1520   1520    256   16    1 : tunables    0    0    0 : slabdata     95     95      0
        kmalloc-cg-64        430    640     64   64    1 : tunables    0    0    0 : slabdata     10     10      0
        kmalloc-1k             3      4   1024   16    4 : tunables    0    0    0 : slabdata     28     28      0
        """

    @Test("what is in use of the caches of general use is counted, and no other")
    func counts() {
        #expect(SlabInfo(Self.text)?.kmallocByteCount == 430 * 64 + 3 * 1024)
    }

    @Test("a text that is no such list is none", arguments: ["", "slabinfo - version: 2.1\n", "kmalloc-64 a b c\n"])
    func refused(_ text: String) {
        #expect(SlabInfo(text) == nil)
    }
}
