import Testing

@Suite struct ObjectTableIngressesTests {
    @Test(
        "hosts, addresses and ports of an Ingress are put together",
        arguments: [
            (#"{"spec":{"rules":[{}]}}"#, ["<none>", "*", "", "80"]),
            (
                #"""
                {"spec":{"ingressClassName":"n","rules":[{"host":"a"},{"host":"b"},{"host":"c"}],"tls":[{}]},\#
                "status":{"loadBalancer":{"ingress":[{"ip":"2.2.2.2"},{"hostname":"x.y"},{"ip":"1.1.1.1"}]}}}
                """#,
                ["n", "a,b,c", "1.1.1.1,2.2.2.2,x.y", "80, 443"]
            ),
            (
                #"{"spec":{"rules":[{"host":"a"},{"host":"b"},{"host":"c"},{"host":"d"},{}]}}"#,
                ["<none>", "a,b,c + 2 more...", "", "80"]
            ),
            (
                #"{"spec":{"rules":[{},{"host":"a"},{"host":"b"},{"host":"c"}]}}"#, ["<none>", "a,b,c", "", "80"]
            ),
        ]) func ingresses(text: String, expected: [String]) throws
    {
        #expect(try TablesTests.row("Ingress", text).dropFirst().dropLast() == expected[...])
    }

    @Test(
        "parameters of a class are shown with their group",
        arguments: [
            (#"{"spec":{"controller":"a.b/c"}}"#, ["", "a.b/c", "<none>", "<unknown>"]),
            (
                #"{"spec":{"controller":"c","parameters":{"apiGroup":"g.io","kind":"K","name":"n"}}}"#,
                ["", "c", "K.g.io/n", "<unknown>"]
            ),
            (
                #"{"spec":{"controller":"c","parameters":{"kind":"K","name":"n"}}}"#, ["", "c", "K/n", "<unknown>"]
            ),
        ]) func classes(text: String, expected: [String]) throws
    {
        #expect(try TablesTests.row("IngressClass", text) == expected)
    }
}
