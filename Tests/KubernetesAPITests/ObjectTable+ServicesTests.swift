import Testing

@Suite struct ObjectTableServicesTests {
    @Test(
        "addresses, ports and selector of a service are put together",
        arguments: [
            (
                #"""
                {"spec":{"type":"ClusterIP","clusterIP":"10.0.0.1","ports":[{"port":80,"protocol":"TCP"},\#
                {"port":53,"protocol":"UDP","nodePort":30053}],"selector":{"b":"2","a":"1"}}}
                """#,
                ["", "ClusterIP", "10.0.0.1", "<none>", "80/TCP,53:30053/UDP", "<unknown>", "a=1,b=2"]
            ),
            (
                #"{"spec":{"type":"ClusterIP","clusterIPs":["None"],"externalIPs":["1.1.1.1","2.2.2.2"]}}"#,
                ["", "ClusterIP", "None", "1.1.1.1,2.2.2.2", "<none>", "<unknown>", "<none>"]
            ),
            (
                #"{"spec":{"type":"LoadBalancer"}}"#,
                ["", "LoadBalancer", "<none>", "<pending>", "<none>", "<unknown>", "<none>"]
            ),
            (
                #"""
                {"spec":{"type":"LoadBalancer","externalIPs":["3.3.3.3"]},\#
                "status":{"loadBalancer":{"ingress":[{"ip":"1.1.1.1"}]}}}
                """#,
                ["", "LoadBalancer", "<none>", "1.1.1.1,3.3.3.3", "<none>", "<unknown>", "<none>"]
            ),
            (
                #"{"spec":{"type":"ExternalName","externalName":"a.b"}}"#,
                ["", "ExternalName", "<none>", "a.b", "<none>", "<unknown>", "<none>"]
            ),
        ]) func services(text: String, expected: [String]) throws
    {
        #expect(try TablesTests.row("Service", text) == expected)
    }
}
