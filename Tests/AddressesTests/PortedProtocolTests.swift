import Addresses
import Testing

@Suite struct PortedProtocolTests {
    @Test("are three, and sort by name")
    func sorted() {
        #expect(PortedProtocol.allCases.sorted() == [.sctp, .tcp, .udp])
        #expect(PortedProtocol.allCases.map(\.rawValue) == ["tcp", "udp", "sctp"])
    }
}
