import Addresses
import Agent
import ClusterSupport
import Nftables
import TestSupport
import Testing

@testable import Service

@Suite struct LinkFollowerTests {
    @Test(
        "addresses are looked at when they are named, and what is found goes to the agent and to the board",
        .requiresKernel)
    func follows() async throws {
        let (mailbox, board, lines) = (Mailbox(), Board(), Lines())
        let follower = try LinkFollower(mailbox, board, lines.writer())
        defer { follower.stop() }
        follower.follow([address("127.0.0.1")])
        #expect(try await comes { board.now.obstacles == [address("127.0.0.1"): .ownAddress] })
        #expect(try await comes { mailbox.take().links == LocalLinks([:], of: [address("127.0.0.1")]) })
        follower.follow([])
        #expect(try await comes { board.now.obstacles.isEmpty })
        #expect(lines.take().isEmpty && board.now.bypasses.isEmpty)
    }

    @Test("behind its end it looks no more", .requiresKernel)
    func stops() throws {
        let board = Board()
        let follower = try LinkFollower(Mailbox(), board, Lines().writer())
        follower.stop()
        follower.follow([address("127.0.0.1")])
        #expect(!Deadline(seconds: 0.2).waits { !board.now.obstacles.isEmpty })
    }
}
