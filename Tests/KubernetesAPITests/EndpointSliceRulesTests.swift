import JSON
import Testing

@Suite struct EndpointSliceRulesTests {
    private static let slices: [(String, [String])] = [
        (#"{"addressType":"FQDN","endpoints":[{"addresses":["a.b","a.b."]}]}"#, []),
        (
            #"{"addressType":"IP"}"#,
            [#"addressType: Unsupported value: "IP": supported values: "FQDN", "IPv4", "IPv6""#]
        ),
        (
            #"{"addressType":"IPv4","endpoints":[{},{"addresses":["fd00::1","x"],"hostname":"a.b"}]}"#,
            [
                "endpoints[0].addresses: Required value: must contain at least 1 address",
                #"endpoints[1].addresses[0]: Invalid value: "fd00::1": must be an IPv4 address"#,
                #"""
                endpoints[1].addresses[1]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or \#
                2001:db8::ffff)
                """#,
                #"endpoints[1].hostname: Invalid value: "a.b": must not contain dots"#,
            ]
        ),
        (
            #"{"addressType":"IPv6","endpoints":[{"addresses":["1.1.1.1","::","::1","fe80::1","ff02::1"]}]}"#,
            [
                #"endpoints[0].addresses[0]: Invalid value: "1.1.1.1": must be an IPv6 address"#,
                #"endpoints[0].addresses[1]: Invalid value: "::": may not be unspecified (::)"#,
                #"""
                endpoints[0].addresses[2]: Invalid value: "::1": may not be in the loopback range \#
                (127.0.0.0/8, ::1/128)
                """#,
                #"""
                endpoints[0].addresses[3]: Invalid value: "fe80::1": may not be in the link-local range \#
                (169.254.0.0/16, fe80::/10)
                """#,
                #"""
                endpoints[0].addresses[4]: Invalid value: "ff02::1": may not be in the link-local multicast range \#
                (224.0.0.0/24, ff02::/10)
                """#,
            ]
        ),
        (
            #"{"addressType":"FQDN","endpoints":[{"addresses":["","A.b","a"]}]}"#,
            [
                "endpoints[0].addresses[0]: Required value",
                #"endpoints[0].addresses[1]: Invalid value: "A.b": \#(NameWords.subdomain)"#,
                #"""
                endpoints[0].addresses[2]: Invalid value: "a": should be a domain with at least two \#
                segments separated \#
                by dots
                """#,
            ]
        ),
        (
            #"{"addressType":"IPv4","ports":[{"port":1},{"port":2},{"name":"A","protocol":"X","appProtocol":"_"}]}"#,
            [
                #"ports[1].name: Duplicate value: """#, #"ports[2].name: Invalid value: "A": \#(NameWords.label)"#,
                #"ports[2].protocol: Unsupported value: "X": supported values: "SCTP", "TCP", "UDP""#,
                #"ports[2].appProtocol: Invalid value: "_": name part \#(NameWords.qualified)"#,
            ]
        ),
    ]

    @Test("slices are told", arguments: slices) func slicesAreTold(text: String, expected: [String]) throws {
        #expect(try faults(ofNew: "EndpointSlice", text) == expected)
    }

    @Test func `a slice has only so many items`() throws {
        let list = { (count: Int, item: JSONValue) in JSONValue.array(Array(repeating: item, count: count)) }
        let address = list(101, "10.0.0.1")
        let slice = JSONValue.members([
            "addressType": "IPv4", "endpoints": list(1001, .object([])), "ports": list(101, .object([])),
        ])
        #expect(
            try faults(ofNew: "EndpointSlice", slice.text) == [
                "endpoints: Too many: 1001: must have at most 1000 items",
                "ports: Too many: 101: must have at most 100 items",
            ])
        let crowded = JSONValue.members(["addressType": "IPv4", "endpoints": [.members(["addresses": address])]])
        #expect(
            try faults(ofNew: "EndpointSlice", crowded.text)
                == ["endpoints[0].addresses: Too many: 101: must have at most 100 items"])
    }
}
