import Glibc
import TestSupport
import Testing

// What docs/library.md shows first stands here, between the two marks; a test holds that the page and this file say the
// same.

// page begins
import Addresses
import NetlinkKernel
import Nftables

/// Isolates one pod but for its peers on port 80.
func guarded(_ pod: IPAddress, peers: [IPAddress]) -> Ruleset {
    var ruleset = Ruleset(table: "martlet")
    ruleset.sets["peers"] = NamedSet(Elements(addresses: peers, family: .ipv4), comment: "app=web")
    ruleset.chains["pod/web"] = Chain([
        Rule(.match(.sourceAddress(.ipv4), in: "peers"), .match(.destinationPort(.tcp), .port(80)), .verdict(.accept)),
        Rule(.counter, .verdict(.drop), comment: "isolated by shop/default-deny"),
    ])
    ruleset.chains["ingress"] = Chain(
        [
            Rule(.match(states: [.established, .related]), .verdict(.accept)),
            Rule(.match(.destinationAddress(.ipv4), .address(pod)), .verdict(.jump("pod/web"))),
        ], base: BaseChain(.forward))
    return ruleset
}

/// Makes the kernel's table what it should be, and says what that took.
func enforce(_ wanted: Ruleset, in kernel: some Kernel) throws -> [String] {
    let seen = try kernel.observe()
    var generation = seen.generation
    var done: [String] = []
    for phase in try changes(from: seen.ruleset, to: wanted) {
        generation = try kernel.apply(phase, expecting: generation)
        done += phase.changes.map { "\(phase.step): \($0.summary)" }
    }
    return done
}
// page ends

@Suite struct LibraryExampleTests {
    private static func file(_ path: String) throws -> String {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return try Command.output(of: ["cat", "/\(root)/\(path)"])
    }

    private static func between(_ start: String, _ end: String, in text: String) -> String? {
        guard let from = text.range(of: start), let to = text.range(of: end, after: from) else { return nil }
        return String(text[from.upperBound..<to.lowerBound])
    }

    @Test func `the code in the library's page is the code that is tested`() throws {
        let shown = Self.between("```swift\n", "```", in: try Self.file("docs/library.md"))
        let tested = Self.between(
            "// page begins\n", "// page ends", in: try Self.file("Tests/NetlinkKernelTests/LibraryExampleTests.swift"))
        #expect(shown != nil && shown == tested)
    }

    @Test func `the trace in the library's page is the tracer's own`() throws {
        let (pod, peer) = (IPAddress(ipv4: 0x0a00_0005), IPAddress(ipv4: 0x0a00_0007))
        let packet = Packet(.forward, from: IPAddress(ipv4: 0x0a00_0063), to: pod, .tcp(destinationPort: 80))
        let trace = PacketTracer(guarded(pod, peers: [peer])).trace(packet)
        #expect(try Self.file("docs/library.md").contains(trace.text))
    }

    @Test(.requiresKernel) func `what the page says happens`() throws {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        let kernel = try namespace.run { try NetlinkKernel() }
        let (pod, peer) = (IPAddress(ipv4: 0x0a00_0005), IPAddress(ipv4: 0x0a00_0007))
        var transcript = try enforce(guarded(pod, peers: [peer]), in: kernel)
        transcript.append("")
        transcript += try enforce(guarded(pod, peers: [peer, IPAddress(ipv4: 0x0a00_0008)]), in: kernel)
        let listed = try namespace.command(["nft", "list", "table", "inet", "martlet"])
        let page = try Self.file("docs/library.md")
        #expect(page.contains(transcript.joined(separator: "\n")))
        #expect(page.contains(listed))
    }
}

extension String {
    /// Where a text begins and ends in this one.
    fileprivate func range(of text: String, after: Range<Index>? = nil) -> Range<Index>? {
        var start = after?.upperBound ?? startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
