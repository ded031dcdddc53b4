import Agent
import ClusterSupport
import JSON
import KubernetesModel
import Nftables
import PolicyEngine
import TestSupport
import Testing

@testable import Daemon
@testable import Service

@Suite struct DenialReaderTests {
    private let lines = Lines()
    private let board = Board()

    @Test("a denied packet is a line for people, and one of JSON for whoever asks or follows")
    func tells() throws {
        let reader = DenialReader(lines.writer(), board)
        let core = try SmallShop.guarding()
        let stream = reader.follow()
        reader.tell(core.explain(Self.packet("martlet denies ingress: ", lost: 3)))
        let line =
            #"{"time":1.5,"enforced":true,"direction":"ingress","from":"192.0.2.1","#
            + #""to":"shop/db (10.0.0.2)","traffic":"tcp 80","policies":["shop/db"],"#
            + #""reason":"no rule of these policies allows this peer at this port","lost":3}"# + "\n"
        #expect(reader.lastLines == line)
        #expect(Self.text(of: stream) == line)
        #expect(Self.text(of: reader.follow()) == line)
        #expect(
            lines.take().map(JournalTests.plain) == [
                "info Denied direction=ingress from=192.0.2.1 to=shop/db (10.0.0.2) traffic=tcp 80 policies=shop/db "
                    + "reason=no rule of these policies allows this peer at this port lost=3"
            ])
        #expect(board.now.measures.deniedRead == 1 && board.now.measures.deniedLost == 3)
    }

    @Test("what is only counted would be denied")
    func audits() throws {
        let reader = DenialReader(lines.writer(), board)
        reader.tell(try SmallShop.guarding().explain(Self.packet("martlet would deny ingress: ")))
        #expect(
            lines.take().map(JournalTests.plain).first?.hasPrefix("info Would be denied direction=ingress ") == true)
        #expect(reader.lastLines.contains(#""enforced":false"#) && !reader.lastLines.contains("lost"))
    }

    @Test("the last 256 are kept")
    func bounded() throws {
        let reader = DenialReader(lines.writer(), board)
        let core = try SmallShop.guarding()
        for _ in 0..<300 { reader.tell(core.explain(Self.packet("martlet denies ingress: "))) }
        #expect(reader.lastLines.split(separator: "\n").count == 256)
        #expect(board.now.measures.deniedRead == 300)
    }

    @Test("an agent that is busy is given so many packets and no more, and the rest counts as lost")
    func busy() throws {
        let reader = DenialReader(lines.writer(), board)
        let loop = try AgentLoop<MemoryKernel>()
        for _ in 0..<300 { reader.take(Self.packet("martlet denies ingress: "), loop) }
        let thread = try OwnThread {
            var core = AgentCore(
                AgentOptions(node: "n0"), kernel: MemoryKernel(), hearsOfChanges: true, clock: { .sinceBoot })
            loop.run(&core) { _, _ in nil }
        }
        #expect(Deadline(seconds: 30).waits { board.now.measures.deniedRead == 256 })
        reader.take(Self.packet("martlet denies ingress: "), loop)
        #expect(Deadline(seconds: 30).waits { board.now.measures.deniedRead == 257 })
        #expect(board.now.measures.deniedLost == 44)
        loop.stop()
        thread.join()
        reader.stop()
    }

    @Test("whoever follows is let go of at the end")
    func stops() {
        let reader = DenialReader(lines.writer(), board)
        let stream = reader.follow()
        #expect(stream.isOpen)
        reader.stop()
        #expect(!stream.isOpen)
    }

    private static func packet(_ prefix: String, lost: UInt64 = 0) -> LoggedPacket {
        LoggedPacket(
            prefix: prefix, hook: .forward, nanoseconds: 1_500_000_000,
            headers: PacketHeaders(
                from: address("192.0.2.1"), to: address("10.0.0.2"), .tcp(destinationPort: 80), byteCount: 60),
            lostBefore: lost)
    }

    private static func text(of stream: ResponderStream) -> String {
        if case .send(let bytes) = stream.next() { String(decoding: bytes, as: UTF8.self) } else { "" }
    }
}
