import Addresses
import PolicyEngine
import Testing

@Suite struct ReachTests {
    private let web = Reach([.tcp: PortSet([80...80, 443...443])])
    private let dns = Reach([.udp: PortSet([53...53]), .tcp: PortSet([53...53])])

    @Test("everything allows what has no ports, and some ports never do")
    func allows() {
        #expect(Reach.everything.allows(.icmp(type: 8)) && Reach.everything.allows(.port(.sctp, 0)))
        #expect(!Reach.nothing.allows(.other(protocolNumber: 47)) && !Reach.nothing.allows(.port(.tcp, 80)))
        #expect(web.allows(.port(.tcp, 443)) && !web.allows(.port(.udp, 443)) && !web.allows(.port(.tcp, 81)))
        let all = Reach(Dictionary(uniqueKeysWithValues: PortedProtocol.allCases.map { ($0, PortSet.all) }))
        #expect(all.allows(.port(.udp, 65535)) && !all.allows(.icmp(type: 8)) && all != .everything)
    }

    @Test("protocols without ports are not there, so that equal meaning is equal value")
    func canonical() {
        #expect(Reach([.tcp: PortSet()]) == .nothing && Reach([.tcp: PortSet()]).isNothing)
        #expect(!web.isNothing && !Reach.everything.isNothing)
    }

    @Test("the ports of a protocol are all, some or none")
    func ports() {
        #expect(Reach.everything.ports(of: .sctp) == .all)
        #expect(dns.ports(of: .udp) == PortSet([53...53]) && dns.ports(of: .sctp) == PortSet())
    }

    @Test("union, intersection and difference go port by port, and everything and nothing are their ends")
    func algebra() {
        #expect(web.union(dns).description == "TCP 53,80,443,UDP 53")
        #expect(web.union(dns).intersection(dns) == dns && web.intersection(dns) == .nothing)
        #expect(web.union(dns).subtracting(dns) == web && web.subtracting(web) == .nothing)
        #expect(web.union(.everything) == .everything && Reach.everything.union(web) == .everything)
        #expect(web.intersection(.everything) == web && Reach.everything.intersection(web) == web)
        #expect(web.subtracting(.everything) == .nothing && web.subtracting(.nothing) == web)
        #expect(Reach.everything.subtracting(.nothing) == .everything)
        #expect(
            Reach.everything.subtracting(web).description
                == "SCTP 1-65535,TCP 1-79,81-442,444-65535,UDP 1-65535")
    }

    @Test("its text has protocols and ports in order, and nothing that nobody asks for")
    func description() {
        #expect(Reach.everything.description == "All Connections" && Reach.nothing.description == "No Connections")
        #expect(
            Reach([.udp: .all, .tcp: PortSet([8000...9000, 80...80])]).description == "TCP 80,8000-9000,UDP 1-65535")
        #expect(Reach([.tcp: PortSet([0...0])]).description == "No Connections")
    }
}
