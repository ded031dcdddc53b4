import Addresses
import Nftables
import Testing

@Suite struct StatementTests {
    @Test("a range or prefix of one value is that value")
    func singles() {
        let port = Statement.match(.destinationPort(.tcp), .port(80))
        #expect(Statement.match(.destinationPort(.tcp), DatumRange(.port(80))) == port)
        #expect(Statement.match(.destinationPort(.tcp), .ports(80, 81)) != port)
        let address = Statement.match(.sourceAddress(.ipv6), .address("fd00::1"))
        #expect(Statement.match(.sourceAddress(.ipv6), "fd00::1/128" as CIDR) == address)
        #expect(Statement.match(.sourceAddress(.ipv6), "fd00::1/127" as CIDR) != address)
    }

    @Test("only verdicts but continue, and rejections, are final")
    func final() {
        let verdicts: [Verdict] = [.accept, .drop, .return, .jump("x"), .goto("x")]
        #expect(verdicts.map { Statement.verdict($0).finalVerdict } == verdicts)
        #expect(Rejection.allCases.map { Statement.reject($0).finalVerdict } == [.drop, .drop, .drop])
        let others: [Statement] = [
            .verdict(.continue), .counter, .namedCounter("c"), .limit(Limit(1, per: .day)), .log(Log(prefix: "")),
            .match(states: .new), .verdict(of: .sourceAddress(.ipv4), in: "m"), .foreign("x"),
        ]
        #expect(others.compactMap(\.finalVerdict) == [])
    }

    @Test("a prefix of a log fits what the kernel keeps")
    func logs() {
        let log = Log(prefix: String(repeating: "é\"", count: 100))
        #expect(log.prefix.description.utf8.count <= Log.prefixByteCountMax)
        #expect(log.prefix.description.hasSuffix("…"))
    }
}
