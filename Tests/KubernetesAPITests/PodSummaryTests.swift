import JSON
import Testing

@Suite struct PodSummaryTests {
    @Test(
        "a pod's row says what it is about",
        arguments: [
            (#"{"status":{"phase":"Pending"}}"#, "0/2 Pending 0"),
            (#"{"status":{"phase":"Failed","reason":"Evicted"}}"#, "0/2 Evicted 0"),
            (
                #"""
                {"status":{"phase":"Running","containerStatuses":[{"ready":true,"state":{"running":{}}},\#
                {"ready":true,"restartCount":3,"state":{"running":{}},"lastState":{"terminated":\#
                {"finishedAt":"2024-01-01T00:50:00Z"}}}]}}
                """#, "2/2 Running 3 (10m ago)"
            ),
            (
                #"""
                {"status":{"phase":"Running","containerStatuses":[{"restartCount":2,"state":{"waiting":\#
                {"reason":"CrashLoopBackOff"}}},{"ready":true,"state":{"running":{}}}]}}
                """#,
                "1/2 CrashLoopBackOff 2"
            ),
            (
                #"{"status":{"phase":"Failed","containerStatuses":[{"state":{"terminated":{"exitCode":7}}}]}}"#,
                "0/2 ExitCode:7 0"
            ),
            (
                #"{"status":{"phase":"Failed","containerStatuses":[{"state":{"terminated":{"signal":9}}}]}}"#,
                "0/2 Signal:9 0"
            ),
            (
                #"""
                {"status":{"phase":"Running","containerStatuses":[{"state":{"terminated":{"reason":"Completed"}}},\#
                {"ready":true,"state":{"running":{}}}]}}
                """#, "1/2 NotReady 0"
            ),
            (
                #"""
                {"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}],"containerStatuses":\#
                [{"state":{"terminated":{"reason":"Completed"}}},{"ready":true,"state":{"running":{}}}]}}
                """#,
                "1/2 Running 0"
            ),
            (
                #"{"metadata":{"deletionTimestamp":"2024-01-01T00:00:00Z"},"status":{"phase":"Running"}}"#,
                "0/2 Terminating 0"
            ),
            (
                #"{"metadata":{"deletionTimestamp":"2024-01-01T00:00:00Z"},"status":{"phase":"Succeeded"}}"#,
                "0/2 Succeeded 0"
            ),
            (
                #"{"metadata":{"deletionTimestamp":"2024-01-01T00:00:00Z"},"status":{"reason":"NodeLost"}}"#,
                "0/2 Unknown 0"
            ),
            (
                #"{"status":{"phase":"Pending","conditions":[{"type":"PodScheduled","reason":"SchedulingGated"}]}}"#,
                "0/2 SchedulingGated 0"
            ),
        ]) func reason(text: String, expected: String) throws
    {
        try check(text, expected, spec: #"{"containers":[{},{}]}"#)
    }

    @Test(
        "containers that prepare a pod are told while they do",
        arguments: [
            (#"[{"name":"i","state":{"running":{}}}]"#, "0/2 Init:0/2 0"),
            (#"[{"name":"i","state":{"waiting":{"reason":"PodInitializing"}}}]"#, "0/2 Init:0/2 0"),
            (#"[{"name":"i","state":{"waiting":{"reason":"ErrImagePull"}}}]"#, "0/2 Init:ErrImagePull 0"),
            (
                #"[{"name":"i","restartCount":4,"state":{"terminated":{"exitCode":1,"reason":"Error"}}}]"#,
                "0/2 Init:Error 4"
            ),
            (#"[{"name":"i","state":{"terminated":{"exitCode":1}}}]"#, "0/2 Init:ExitCode:1 0"),
            (#"[{"name":"i","restartCount":4,"state":{"terminated":{"exitCode":0}}}]"#, "0/2 Pending 0"),
            (
                #"""
                [{"name":"i","state":{"terminated":{"exitCode":0}}},\#
                {"name":"s","restartCount":1,"started":true,"ready":true,"state":{"running":{}}}]
                """#,
                "1/2 Pending 1"
            ),
        ]) func initial(statuses: String, expected: String) throws
    {
        try check(
            #"{"status":{"phase":"Pending","initContainerStatuses":\#(statuses)}}"#, expected,
            spec: #"{"containers":[{}],"initContainers":[{"name":"i"},{"name":"s","restartPolicy":"Always"}]}"#)
    }

    private func check(_ text: String, _ expected: String, spec: String) throws {
        var pod = try parsed(text)
        pod["spec"] = try parsed(spec)
        let row = try TablesTests.row("Pod", pod.text)
        #expect(row[1...3].joined(separator: " ") == expected)
    }
}
