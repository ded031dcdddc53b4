import Addresses
import KubernetesModel
import Testing

@Suite struct PolicyPortTests {
    @Test(
        "reads what the API means",
        arguments: [
            ("{}", .tcp, .any), ("{'port':null,'protocol':null,'endPort':null}", .tcp, .any),
            ("{'protocol':''}", .tcp, .any), ("{'protocol':'UDP'}", .udp, .any), ("{'protocol':'SCTP'}", .sctp, .any),
            ("{'port':1}", .tcp, .numbers(PortRange(1))), ("{'port':65535}", .tcp, .numbers(PortRange(65_535))),
            ("{'port':1,'endPort':1}", .tcp, .numbers(PortRange(1))),
            ("{'port':1,'endPort':65535}", .tcp, .numbers(PortRange(1...65_535))),
            ("{'port':'a'}", .tcp, .named("a")), ("{'port':'0-a'}", .tcp, .named("0-a")),
            ("{'port':'abcdefghijklmno','protocol':'UDP'}", .udp, .named("abcdefghijklmno")),
        ] as [(String, PortedProtocol, PolicyPort.Port)])
    func reads(port: String, transport: PortedProtocol, meaning: PolicyPort.Port) throws {
        let found = try policy("{'ingress':[{'ports':[\(port)]}]}")
        #expect(found.defects == [])
        #expect(found.ingress == [PolicyRule(ports: [PolicyPort(transport, meaning)])])
    }
}
