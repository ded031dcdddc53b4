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

    @Test func `a listing that was given up on does not stop the next one`() throws {
        try Lab.run { lab in
            let (kernel, port) = try lab.faultyKernel()
            var ruleset = Ruleset()
            let packed = (0..<6_000).flatMap { [10, 0, UInt8($0 / 256), UInt8($0 % 256)] as [UInt8] }
            ruleset.sets["large"] = NamedSet(Elements(KeyLayout(.ipv4Address), packed: packed))
            for number in 0..<200 { ruleset.chains["chain/\(number)"] = Chain([Rule(.counter)]) }
            try kernel.reach(ruleset)
            port.arm()
            _ = try kernel.observe()
            let callCount = port.callCount
            var failureCount = 0
            for call in stride(from: 2, to: callCount, by: 3) {
                port.arm(call, .truncated)
                do { _ = try kernel.observe() } catch { failureCount += 1 }
                port.arm()
                let isSame = try kernel.observe().ruleset == ruleset
                #expect(isSame, "behind call \(call)")
            }
            #expect(failureCount > 2 && callCount > 20)
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
