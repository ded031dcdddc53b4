import Addresses
import Testing

@testable import PolicyEngine

@Suite struct PeerMembersTests {
    private let one = address("10.0.0.1")
    private let two = address("fd00::2")

    @Test("who joined last is in, who left last is out, whichever came before")
    func lastCounts() {
        var members = PeerMembers()
        var change = MemberChange()
        for (joins, address) in [(true, one), (false, one), (false, two), (true, two)] {
            change.note(joins, address)
            change.note(joins, PeerMembers.Server(address: address, port: 80))
        }
        members.update(change)
        #expect(Array(members.addresses) == [two] && members.servers == [.init(address: two, port: 80)])
        var back = MemberChange()
        back.note(false, two)
        back.note(false, PeerMembers.Server(address: two, port: 80))
        members.update(back)
        #expect(members == PeerMembers())
    }

    @Test("a server whose number changes is the new one alone, and servers are in order")
    func servers() {
        var members = PeerMembers()
        var change = MemberChange()
        for server in [PeerMembers.Server(address: two, port: 80), .init(address: one, port: 90)] {
            change.note(true, server)
        }
        members.update(change)
        change = MemberChange()
        change.note(false, PeerMembers.Server(address: one, port: 90))
        change.note(true, PeerMembers.Server(address: one, port: 70))
        members.update(change)
        #expect(members.servers == [.init(address: one, port: 70), .init(address: two, port: 80)])
        #expect(members.addresses.isEmpty)
    }
}
