import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Reading a table back while others change it.
@Suite(.requiresKernel)
struct ObserverTests {
    @Test func `a listing that somebody's commit tore is begun anew, and shows one state`() throws {
        try Lab.run { lab in
            let (kernel, port) = try lab.faultyKernel()
            let other = try lab.kernel()
            try other.reach(Transition.old)
            port.arm()
            _ = try kernel.observe()
            let usual = port.callCount
            var isNew = false
            port.meanwhile = {
                isNew.toggle()
                let wanted = isNew ? Transition.new : Transition.old
                _ = try? other.reach(wanted)
            }
            for call in 3..<usual {
                port.arm(call, .meanwhile)
                let seen = try kernel.observe()
                #expect(seen.ruleset == (isNew ? Transition.new : Transition.old), "at call \(call)")
                #expect(port.callCount > usual, "at call \(call)")
            }
        }
    }

    @Test func `a table that is never still is an error after a while`() throws {
        try Lab.run { lab in
            let (kernel, port) = try lab.faultyKernel()
            let other = try lab.kernel(table: "other")
            var isThere = false
            let restless = RestlessPort(port) {
                isThere.toggle()
                _ = try? other.reach(isThere ? Ruleset(table: "other") : nil)
            }
            try kernel.reach(Ruleset())
            let error = #expect(throws: KernelError.self) {
                try Observer(Conversation(restless), table: "martlet").observe()
            }
            #expect(error?.description.contains("changed during each of") == true)
        }
    }

    /// Observes until it takes the same number of calls twice: while the kernel's table still grows, listings disagree
    /// and are repeated, and a fault that is placed by counting calls would come too late.
    private func settle(_ kernel: NetlinkKernel, _ port: FaultyPort) throws {
        var before = -1
        for _ in 0..<20 where before != port.callCount {
            before = port.callCount
            port.arm()
            _ = try kernel.observe()
        }
    }

    @Test func `a listing that was given up on does not stop the next one`() throws {
        try Lab.run { lab in
            let (kernel, port) = try lab.faultyKernel()
            var ruleset = Ruleset()
            let packed = (0..<60_000).flatMap { [10, 0, UInt8($0 / 256), UInt8($0 % 256)] as [UInt8] }
            ruleset.sets["large"] = NamedSet(Elements(KeyLayout(.ipv4Address), packed: packed))
            try kernel.reach(ruleset)
            try settle(kernel, port)
            // Near the beginning of the elements, which are listed twice in some thirty parts each.
            let callCount = port.callCount
            #expect(callCount > 70)
            for call in [callCount - 55, callCount - 25] {
                port.arm(call, .truncated)
                #expect(throws: KernelError.unreadable("a message ends before it should")) { try kernel.observe() }
                port.arm()
                let isSame = try kernel.observe().ruleset == ruleset
                #expect(isSame, "behind call \(call)")
            }
        }
    }

    @Test func `what the kernel leaves out of one listing of a hashed set is found by the next`() throws {
        try Lab.run { lab in
            let (kernel, port) = try lab.faultyKernel()
            var ruleset = Ruleset()
            let packed = (0..<10_000).flatMap { [10, 0, UInt8($0 / 256), UInt8($0 % 256)] as [UInt8] }
            ruleset.sets["large"] = NamedSet(Elements(KeyLayout(.ipv4Address), packed: packed))
            try kernel.reach(ruleset)
            try settle(kernel, port)
            // Two parts before the end of the first and of the second listing of the elements.
            let callCount = port.callCount
            for call in [callCount - 12, callCount - 6] {
                port.arm(call, .skippedPart)
                let isSame = try kernel.observe().ruleset == ruleset
                #expect(isSame && port.callCount > callCount, "at call \(call) of \(callCount)")
            }
        }
    }

    @Test func `no table is no ruleset, and its generation is known`() throws {
        try Lab.run { lab in
            let kernel = try lab.kernel()
            let seen = try kernel.observe()
            #expect(seen.ruleset == nil)
            try lab.nft("add table inet martlet2")
            #expect(try kernel.observe() == Observation(nil, at: seen.generation.next))
        }
    }
}

/// A port before which something happens at every send.
private final class RestlessPort: NetlinkPort {
    private let inner: any NetlinkPort
    private let body: () -> Void

    init(_ inner: any NetlinkPort, _ body: @escaping () -> Void) {
        self.inner = inner
        self.body = body
    }

    var identifier: UInt32 { inner.identifier }

    func sendLimit(for byteCount: Int) -> Int { inner.sendLimit(for: byteCount) }

    func send(_ bytes: [UInt8]) throws(Errno) {
        body()
        try inner.send(bytes)
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int { try inner.receive(into: buffer) }
}
