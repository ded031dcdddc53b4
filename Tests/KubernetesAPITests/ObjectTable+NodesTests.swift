import Testing

@Suite struct ObjectTableNodesTests {
    @Test(
        "state, roles and addresses of a node are put together",
        arguments: [
            (
                "{}",
                ["Unknown", "<none>", "<unknown>", "", "<none>", "<none>", "<unknown>", "<unknown>", "<unknown>"]
            ),
            (
                #"""
                {"metadata":{"labels":{"node-role.kubernetes.io/worker":"","node-role.kubernetes.io/control":"",\#
                "kubernetes.io/role":"old"}},"spec":{"unschedulable":true},"status":{"conditions":\#
                [{"type":"Ready","status":"True"}],"addresses":[{"type":"InternalIP","address":"10.0.0.1"},\#
                {"type":"ExternalIP","address":"1.1.1.1"}],"nodeInfo":{"kubeletVersion":"v1","osImage":"Debian",\#
                "kernelVersion":"6.1","containerRuntimeVersion":"c://1"}}}
                """#,
                [
                    "Ready,SchedulingDisabled", "control,old,worker", "<unknown>", "v1", "10.0.0.1", "1.1.1.1",
                    "Debian", "6.1", "c://1",
                ]
            ),
            (
                #"{"status":{"conditions":[{"type":"Ready","status":"Unknown"}]}}"#,
                ["NotReady", "<none>", "<unknown>", "", "<none>", "<none>", "<unknown>", "<unknown>", "<unknown>"]
            ),
        ]) func nodes(text: String, expected: [String]) throws
    {
        #expect(try TablesTests.row("Node", text).dropFirst() == expected[...])
    }
}
