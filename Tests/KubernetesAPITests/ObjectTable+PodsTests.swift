import Testing

@Suite struct ObjectTablePodsTests {
    @Test func `wide cells of a pod are put together`() throws {
        let text =
            #"""
            {"spec":{"nodeName":"n","readinessGates":[{"conditionType":"x"},{"conditionType":"y"}]},"status":\#
            {"podIP":"10.0.0.1","nominatedNodeName":"m","conditions":[{"type":"x","status":"True"},\#
            {"type":"y","status":"False"}]}}
            """#
        #expect(try TablesTests.row("Pod", text).suffix(4) == ["10.0.0.1", "n", "m", "1/2"])
        #expect(try TablesTests.row("Pod", "{}").suffix(4) == ["<none>", "<none>", "<none>", "<none>"])
    }
}
