import JSON
import Testing

@testable import Nftables

@Suite struct RuleJSONTests {
    @Test(
        "ranges are one value, a prefix or both ends",
        arguments: [
            (DatumRange(.port(80)), "80"), (.ports(80, 81), #"{"range":[80,81]}"#),
            (DatumRange(.address("10.0.0.1")), #""10.0.0.1""#),
            (.addresses("10.0.0.0", "10.0.0.255"), #"{"prefix":{"addr":"10.0.0.0","len":24}}"#),
            (.addresses("10.0.0.1", "10.0.0.2"), #"{"range":["10.0.0.1","10.0.0.2"]}"#),
            (.addresses("10.0.0.0", "10.0.0.2"), #"{"range":["10.0.0.0","10.0.0.2"]}"#),
            (.addresses("0.0.0.0", "255.255.255.255"), #"{"prefix":{"addr":"0.0.0.0","len":0}}"#),
            (.addresses("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), #"{"prefix":{"addr":"::","len":0}}"#),
            (DatumRange(.transport(.tcp)), #""tcp""#), (DatumRange(.transport(TransportProtocol(rawValue: 9))), "9"),
            (DatumRange(.transport(.icmp), .transport(.tcp)), #"{"range":[1,6]}"#),
        ] as [(DatumRange, String)])
    func ranges(range: DatumRange, json: String) {
        #expect(range.json.text == json)
    }
}
