import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Finding out what a kernel can do, and being told what it cannot.
@Suite(.requiresKernel)
struct FeatureProbeTests {
    @Test func `this kernel can do what its release is known for, and asking it leaves nothing behind`() throws {
        try Lab.run { lab in
            let kernel = try lab.kernel()
            let before = try kernel.observe().generation
            #expect(kernel.features.isSuperset(of: RunningKernel.expectedFeatures()), "Linux \(RunningKernel.release)")
            #expect(try lab.kernel().features == kernel.features)
            #expect(try kernel.observe().generation == before)
            #expect(try lab.namespace.command(["nft", "list", "ruleset"]) == "")
        }
    }

    @Test(.requires(.all), arguments: 0..<9)
    func `each feature alone is refused where the kernel refuses its trial`(_ index: Int) throws {
        try Lab.run { lab in
            let port = FaultyPort(try lab.socket())
            // One send and one answer for each trial, behind the one of all at once, which is refused too.
            (port.refusesAll, port.refusalCount) = (.notSupported, 1)
            port.arm(2 * index + 3, .refused(.notSupported))
            do {
                let features = try FeatureProbe(Conversation(port)).run()
                let lost = Features.all.subtracting(features)
                #expect(index > 0 && lost == Features.words[index].feature)
                let lines = features.report.split(separator: "\n")
                #expect(lines.filter { $0.hasPrefix("no ") } == ["no   \(Features.words[index].words)"])
            } catch {
                #expect(index == 0 && error as? KernelError == .unavailable(.notSupported))
            }
        }
    }

    @Test(.requires(.all)) func `a kernel that can do all is asked once`() throws {
        try Lab.run { lab in
            let port = FaultyPort(try lab.socket())
            #expect(try FeatureProbe(Conversation(port)).run() == Features.all)
            #expect(port.sendCount == 1)
        }
    }

    @Test(arguments: [Errno.protocolNotSupported, .notSupported, .familyNotSupported])
    func `a kernel without nf_tables is an error that says what to do`(_ errno: Errno) throws {
        try Lab.run { lab in
            let port = FaultyPort(try lab.socket())
            port.refusesAll = errno
            let error = #expect(throws: KernelError.unavailable(errno)) {
                try NetlinkKernel(table: "martlet", ownership: .none, port: port)
            }
            #expect(error?.description.contains("load the module nf_tables") == true)
        }
    }

    @Test func `without CAP_NET_ADMIN nothing is done, and the error says what is missing`() throws {
        try Lab.run { lab in
            let owner = try lab.kernel()
            try owner.reach(Transition.old)
            let before = try owner.observe()
            let error = try lab.namespace.run { () throws -> KernelError? in
                try Capabilities.withoutNetAdmin {
                    #expect(throws: KernelError.notPermitted) { try NetlinkKernel() }
                }
            }
            #expect(error?.description.contains("CAP_NET_ADMIN") == true)
            #expect(try owner.observe() == before)
        }
    }
}

extension Features {
    /// All that we may ask for.
    fileprivate static let all = Features(words.map(\.feature))
}

/// What the calling thread may do.
private enum Capabilities {
    /// Runs a body without the right to change networks, which comes back afterwards.
    static func withoutNetAdmin<Value>(_ body: () throws -> Value) throws -> Value {
        var header = martlet_capability_header(version: 0x2008_0522, process: 0)
        var sets = martlet_capability_sets()
        guard martlet_capget(&header, &sets) == 0 else { throw SystemError("capget") }
        var fewer = sets
        fewer.low.effective &= ~(1 << 12)
        guard martlet_capset(&header, &fewer) == 0 else { throw SystemError("capset") }
        defer { _ = martlet_capset(&header, &sets) }
        return try body()
    }
}
