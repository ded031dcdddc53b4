import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Hearing of changes of links and routes.
@Suite(.requiresKernel)
struct LinkWatchTests {
    private func withWatch(
        receiveByteCount: Int32? = nil, _ body: (NetworkNamespace, LinkWatch) throws -> Void
    ) throws {
        try Lab.run { lab in
            try lab.namespace.command(["ip", "link", "add", "veth0", "type", "veth", "peer", "name", "veth1"])
            try lab.namespace.command(["ip", "link", "set", "veth0", "up"])
            try lab.namespace.command(["ip", "link", "set", "veth1", "up"])
            try lab.namespace.waitForLink(named: "veth0")
            let watch = try lab.namespace.run { try LinkWatch(receiveByteCount: receiveByteCount) }
            // A link that was brought up has more to say for a while.
            while try watch.next(timeoutMilliseconds: 100) != nil {}
            try body(lab.namespace, watch)
        }
    }

    @Test(
        arguments: [
            ("ip link add veth2 type veth peer name veth3", .links), ("ip link set veth0 name veth9", .links),
            ("ip route add 10.0.0.2 dev veth0", .routes), ("ip route add fd00::2 dev veth0", .routes),
            ("ip rule add to 10.0.0.3 lookup 100", .routes), ("ip -6 rule add to fd00::3 lookup 100", .routes),
            ("echo 1 > /proc/sys/net/ipv6/conf/veth0/forwarding", .links),
        ] as [(String, LinkWatch.Change)])
    func `a change is noticed once, by its kind`(_ command: String, _ change: LinkWatch.Change) throws {
        try withWatch { namespace, watch in
            try namespace.command(["sh", "-c", command])
            var seen = try #require(try watch.next(timeoutMilliseconds: 20_000))
            while let more = try watch.next(timeoutMilliseconds: 20) { seen.formUnion(more) }
            #expect(seen.contains(change) && !seen.contains(.unknown))
        }
    }

    @Test func `what changes together is noticed together, and what does not change is not`() throws {
        try withWatch { namespace, watch in
            let routes = (0..<500).map { "route add 10.0.\($0 / 250).\($0 % 250) dev veth0\n" }.joined()
            try namespace.command(["ip", "-batch", "-"], input: routes)
            let changes = [try watch.next(timeoutMilliseconds: 10_000), try watch.next(timeoutMilliseconds: 20)]
            #expect(changes == [.routes, nil])
        }
    }

    @Test func `more than waits to be read means that anything may have happened`() throws {
        try withWatch(receiveByteCount: 4096) { namespace, watch in
            let routes = (0..<500).map { "route add 10.0.\($0 / 250).\($0 % 250) dev veth0\n" }.joined()
            try namespace.command(["ip", "-batch", "-"], input: routes)
            let changes = [try watch.next(timeoutMilliseconds: 10_000), try watch.next(timeoutMilliseconds: 20)]
            #expect(changes == [.unknown, nil])
            try namespace.command(["ip", "route", "add", "10.9.0.1", "dev", "veth0"])
            let after = try watch.next(timeoutMilliseconds: 10_000)
            #expect(after == .routes)
        }
    }

    @Test func `changes come by a stream`() async throws {
        let lab = try Lab()
        defer { lab.namespace.close() }
        let stream = try lab.namespace.run { try LinkWatch.changes() }
        try lab.namespace.command(["ip", "link", "add", "veth0", "type", "veth", "peer", "name", "veth1"])
        var first: LinkWatch.Change?
        for await change in stream {
            first = change
            break
        }
        #expect(first?.contains(.links) == true)
    }
}
