import NetlinkKernel
import TestSupport
import Testing

/// The cases that the kernel made of values passes, in the real one.
@Suite(.requiresKernel)
struct NetlinkKernelConformanceTests {
    @Test(arguments: KernelConformance.cases)
    func `the real kernel is like the one made of values`(_ conformance: KernelConformance) throws {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        let kernel = try namespace.run { try NetlinkKernel() }
        try conformance.run(kernel)
    }
}
