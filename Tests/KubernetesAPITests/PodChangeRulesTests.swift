import Testing

@Suite struct PodChangeRulesTests {
    private static let container = #"{"name":"c","image":"i"}"#
    private static let changeable = #"""
        spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,\#
        `spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing \#
        tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)
        """#

    private static let changes: [(String, String, [String])] = [
        ("", "", []), (#","nodeName":"n""#, #","nodeName":"n","activeDeadlineSeconds":5"#, []),
        ("", #","nodeName":"n""#, ["\(changeable)\nchanged: spec.nodeName"]),
        ("", #","hostNetwork":true,"priority":1"#, ["\(changeable)\nchanged: spec.hostNetwork, spec.priority"]),
        (#","activeDeadlineSeconds":5"#, #","activeDeadlineSeconds":4"#, []),
        (
            #","activeDeadlineSeconds":5"#, #","activeDeadlineSeconds":6"#,
            ["spec.activeDeadlineSeconds: Invalid value: 6: must be less than or equal to previous value"]
        ),
        (
            #","activeDeadlineSeconds":5"#, "",
            ["spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value"]
        ),
        (#","terminationGracePeriodSeconds":-1"#, #","terminationGracePeriodSeconds":1"#, []),
        (
            #","terminationGracePeriodSeconds":5"#, #","terminationGracePeriodSeconds":1"#,
            ["\(changeable)\nchanged: spec.terminationGracePeriodSeconds"]
        ),
        (
            #","tolerations":[{"key":"a","effect":"NoExecute","tolerationSeconds":1}]"#,
            #","tolerations":[{"key":"b"},{"key":"a","effect":"NoExecute","tolerationSeconds":2}]"#, []
        ),
        (
            #","tolerations":[{"key":"a"}]"#, #","tolerations":[{"key":"b"}]"#,
            ["spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds"]
        ),
        (#","schedulingGates":[{"name":"g"}]"#, "", []),
        (
            "", #","schedulingGates":[{"name":"g"},{"name":"h"}]"#,
            ["spec.schedulingGates: Forbidden: only deletion is allowed, but found new scheduling gate"]
        ),
    ]

    @Test("changes of a pod are told", arguments: changes)
    func changesAreTold(old: String, new: String, expected: [String]) throws {
        let pod = { (rest: String) in #"{"spec":{"containers":[\#(Self.container)]\#(rest)}}"# }
        #expect(try faults(ofUpdate: "Pod", from: pod(old), to: pod(new)) == expected)
    }

    private static let containers: [(String, [String])] = [
        (#"{"name":"c","image":"j","imagePullPolicy":"Always"}"#, []),
        (
            #"{"name":"c","image":"j","args":["a"],"imagePullPolicy":"Always"}"#,
            ["\(changeable)\nchanged: spec.containers"]
        ),
        (
            #"{"name":"c","image":"i"},{"name":"d","image":"i"}"#,
            ["spec.containers: Forbidden: pod updates may not add or remove containers"]
        ),
    ]

    @Test("of containers, the image may change", arguments: containers)
    func containersAreTold(new: String, expected: [String]) throws {
        let pod = { (containers: String) in #"{"spec":{"containers":[\#(containers)]}}"# }
        #expect(try faults(ofUpdate: "Pod", from: pod(Self.container), to: pod(new)) == expected)
    }
}
