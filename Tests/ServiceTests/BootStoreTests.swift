import Addresses
import Agent
import ClusterSupport
import Daemon
import Glibc
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

@testable import Service

@Suite struct BootStoreTests {
    private let folder: TemporaryFolder
    private let options = AgentOptions(node: "n0")

    init() throws { folder = try TemporaryFolder() }

    @Test("what was written holds at the next start, and with --boot open nothing does")
    func last() throws {
        var store = try open()
        #expect(try store.ruleset(.last, options) == nil)
        let ruleset = try Self.ruleset()
        try store.keep(ruleset)
        let next = try open()
        #expect(try next.ruleset(.last, options) == ruleset)
        #expect(try next.ruleset(.open, options) == nil)
    }

    @Test("what cannot be written is an error, and is written once it can be")
    func failures() throws {
        var store = try open()
        let ruleset = try Self.ruleset()
        let ranges = AddressRanges([cidr("10.0.0.0/24")])
        try Command.output(of: ["rm", "-r", folder.path])
        #expect(throws: DaemonError.self) { try store.keep(ruleset) }
        #expect(throws: DaemonError.self) { try store.keep(ranges) }
        try Command.output(of: ["mkdir", folder.path])
        try store.keep(ruleset)
        #expect(try store.ruleset(.last, options) == ruleset)
        #expect(try store.ruleset(.deny, options) == nil)
        try store.keep(ranges)
        #expect(try store.ruleset(.deny, options) != nil)
    }

    @Test("--boot deny lets nothing pass to and from the ranges that were kept, or were chosen")
    func deny() throws {
        let store = try open()
        #expect(try store.ruleset(.deny, options) == nil)
        try store.keep(AddressRanges([cidr("10.0.0.0/24"), cidr("fd00::/64")]))
        try store.keep(AddressRanges())
        let closed = try #require(try open().ruleset(.deny, options))
        for (source, destination, passes) in [
            ("10.0.0.7", "192.0.2.1", false), ("192.0.2.1", "10.0.0.7", false), ("fd00::7", "2001:db8::1", false),
            ("10.0.1.7", "192.0.2.1", true),
        ] {
            let packet = Packet(
                .forward, from: address(source), to: address(destination), .tcp(destinationPort: 80))
            #expect((PacketTracer(closed).verdict(packet) == .accepted) == passes, "\(source) to \(destination)")
        }
        var chosen = options
        chosen.podRanges = AddressRanges([cidr("10.9.0.0/24")])
        #expect(try #require(try store.ruleset(.deny, chosen)) != closed)
    }

    @Test(
        "a file that is torn, edited or of another table is an error with its name, and not a ruleset",
        arguments: [
            "", "hello\n", "# whole 1 bytes=5 crc64=0000000000000000\nhello",
        ])
    func unreadable(text: String) throws {
        var store = try open()
        try store.keep(try Self.ruleset())
        try store.keep(AddressRanges([cidr("10.0.0.0/24")]))
        try folder.write(text, to: "ruleset")
        expectUnusable("ruleset") { _ = try store.ruleset(.last, options) }
        #expect(try store.closed(options) != nil)
        try folder.write(text, to: "pod-ranges")
        expectUnusable("pod-ranges") { _ = try store.closed(options) }
    }

    @Test("whole files of other contents are errors too")
    func otherContents() throws {
        let store = try open()
        let state = StateDirectory(folder.path)
        try state.write(Array("no archive".utf8), to: "ruleset")
        expectUnusable("ruleset") { _ = try store.ruleset(.last, options) }
        try state.write(Array("10.0.0.0/24\n10.0.0.0/99\n".utf8), to: "pod-ranges")
        expectUnusable("pod-ranges") { _ = try store.closed(options) }
    }

    @Test("a directory that cannot be made is an error")
    func noDirectory() throws {
        try folder.write("", to: "file")
        #expect(throws: DaemonError.self) { try BootStore(folder.file("file"), table: "martlet") }
        #expect(throws: DaemonError.self) { try BootStore(folder.file("a/b"), table: "martlet") }
    }

    private func open() throws -> BootStore { try BootStore(folder.path, table: "martlet") }

    private func expectUnusable(_ name: String, _ body: () throws -> Void) {
        #expect {
            try body()
        } throws: { error in
            if case .unusableFile(let path, _)? = error as? DaemonError { path == folder.file(name) } else { false }
        }
    }

    private static func ruleset() throws -> Ruleset { try #require(try SmallShop.guarding().wanted) }
}
