import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Hearing of what others do to the table.
@Suite(.requiresKernel)
struct DriftWatchTests {
    private func withWatch(_ body: (Lab, NetlinkKernel, DriftWatch) throws -> Void) throws {
        try Lab.run { lab in
            let kernel = try lab.kernel()
            try kernel.reach(Transition.old)
            try body(lab, kernel, try lab.namespace.run { try DriftWatch(ownPort: kernel.port) })
        }
    }

    /// All notices until it is silent.
    private func notices(_ watch: DriftWatch) throws -> [DriftNotice] {
        var notices: [DriftNotice] = []
        while let notice = try watch.next(timeoutMilliseconds: 50) { notices.append(notice) }
        return notices
    }

    @Test(arguments: [
        "add element inet martlet peers { 9.9.9.9 }", "delete element inet martlet peers { 10.0.0.1 }",
        "add rule inet martlet pod/one accept", "flush chain inet martlet pod/one", "add chain inet martlet x",
        "add set inet martlet x { type ipv4_addr; }", "delete counter inet martlet goes", "delete table inet martlet",
        "flush ruleset", "add table inet martlet { flags dormant; }",
    ])
    func `a change of somebody else is noticed, with who did it`(_ text: String) throws {
        try withWatch { lab, kernel, watch in
            try lab.nft(text)
            let notices = try notices(watch)
            #expect(notices.count == 1)
            let notice = try #require(notices.first)
            guard case .process(let process, let name) = notice.origin else {
                Issue.record("\(notice)")
                return
            }
            #expect(process > 0 && name == "nft" && notice.objectCount > 0)
            #expect(notice.generation == (try kernel.observe().generation))
        }
    }

    @Test func `our own commits are not noticed, nor those to other tables`() throws {
        try withWatch { lab, kernel, watch in
            try kernel.reach(Transition.new)
            try kernel.reach(Transition.old)
            try lab.nft("add table inet martlet2; add chain inet martlet2 x; add table inet other")
            try lab.nft("add table ip martlet; add chain ip martlet x; add table bridge martlet")
            try lab.nft("delete table ip martlet")
            #expect(try notices(watch) == [])
        }
    }

    @Test func `another socket of this very process is somebody else`() throws {
        try withWatch { lab, kernel, watch in
            try lab.kernel().reach(Transition.new)
            let origins = try notices(watch).map(\.origin)
            #expect(origins.count == (try changes(from: Transition.old, to: Transition.new)).count)
            let isThisProcess = origins.allSatisfy { origin in
                // The kernel names the thread.
                guard case .process(let thread, _) = origin else { return false }
                return access("/proc/self/task/\(thread)", F_OK) == 0
            }
            #expect(isThisProcess, "\(origins)")
        }
    }

    @Test func `more notices than the buffer holds mean that anything may have happened`() throws {
        try withWatch { lab, kernel, watch in
            let addresses = (0..<120_000).map { "\(11 + $0 / 65536).\($0 / 256 % 256).\($0 % 256).1" }
            try lab.nft("add element inet martlet peers { \(addresses.joined(separator: ",")) }")
            #expect(try notices(watch).map(\.origin) == [.unknown])
            try lab.nft("add chain inet martlet x")
            let after = try notices(watch)
            #expect(after.map(\.objectCount) == [1], "\(after)")
        }
    }

    @Test func `notices come by a stream, which ends its thread when nobody reads it any more`() async throws {
        let lab = try Lab()
        defer { lab.namespace.close() }
        let kernel = try lab.kernel()
        try kernel.reach(Transition.old)
        let port = kernel.port
        let before = try listeningSockets(lab)
        var stream: AsyncStream<DriftNotice>? = try lab.namespace.run { try DriftWatch.notices(ownPort: port) }
        #expect(try listeningSockets(lab) == before + 1)
        try lab.nft("add chain inet martlet x")
        var first: DriftNotice?
        if let stream {
            for await notice in stream {
                first = notice
                break
            }
        }
        #expect(first?.objectCount == 1)
        stream = nil
        let deadline = Deadline(seconds: 5)
        while try listeningSockets(lab) > before, !deadline.hasPassed { usleep(50_000) }
        #expect(try listeningSockets(lab) == before)
    }

    /// How many netlink sockets of this namespace listen to a group of netfilter.
    private func listeningSockets(_ lab: Lab) throws -> Int {
        let lines = try lab.namespace.command(["cat", "/proc/net/netlink"]).split(separator: "\n").dropFirst()
        return lines.filter { line in
            let columns = line.split(separator: " ")
            return columns.count > 3 && columns[1] == "12" && columns[3].contains { $0 != "0" }
        }.count
    }
}
