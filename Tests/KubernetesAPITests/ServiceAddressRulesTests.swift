import Testing

@Suite struct ServiceAddressRulesTests {
    private static let services: [(String, [String])] = [
        (#""clusterIPs":["10.0.0.1","fd00::1"]"#, []),
        (
            #""clusterIP":"10.0.0.1","clusterIPs":["10.0.0.2"]"#,
            [#"clusterIPs[0]: Invalid value: "10.0.0.2": first value must match `clusterIP`"#]
        ),
        (
            #""clusterIP":"x""#,
            [#"clusterIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"#]
        ),
        (
            #""ipFamilies":["IPv4","IPv4","IP"],"ipFamilyPolicy":"X""#,
            [
                #"ipFamilies[1]: Duplicate value: "IPv4""#,
                #"ipFamilies[2]: Unsupported value: "IP": supported values: "IPv4", "IPv6""#,
                #"""
                ipFamilyPolicy: Unsupported value: "X": supported values: "PreferDualStack", "RequireDualStack", \#
                "SingleStack"
                """#,
            ]
        ),
        (
            #""externalIPs":["127.0.0.1"]"#,
            [
                #"externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)"#
            ]
        ),
    ]

    @Test("addresses of a service are told", arguments: services)
    func servicesAreTold(text: String, expected: [String]) throws {
        let spec = #"{"spec":{\#(text),"ports":[{"port":80}]}}"#
        #expect(try faults(ofNew: "Service", spec) == expected.map { "spec.\($0)" })
    }

    @Test func `the first address stays`() throws {
        let spec = { (text: String) in #"{"spec":{\#(text)"ports":[{"port":80}]}}"# }
        let old = spec(#""clusterIP":"10.0.0.1","#)
        #expect(try faults(ofUpdate: "Service", from: spec(""), to: old) == [])
        #expect(
            try faults(ofUpdate: "Service", from: old, to: spec(#""clusterIP":"10.0.0.2","#))
                == [#"spec.clusterIPs[0]: Invalid value: ["10.0.0.2"]: may not change once set"#])
        #expect(
            try faults(ofUpdate: "Service", from: old, to: spec(""))
                == ["spec.clusterIPs[0]: Invalid value: null: primary clusterIP can not be unset"])
        #expect(
            try faults(ofUpdate: "Service", from: old, to: spec(#""type":"ExternalName","externalName":"a","#)) == [])
    }
}
