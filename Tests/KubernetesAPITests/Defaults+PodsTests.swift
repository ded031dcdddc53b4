import JSON
import KubernetesAPI
import Testing

@Suite struct DefaultsPodsTests {
    @Test func `what is missing in a pod is set`() throws {
        let text = #"{"spec":{"containers":[{"name":"a","image":"nginx","ports":[{"containerPort":80}]}]}}"#
        let result = Defaults.applied(to: try parsed(text), kind: "Pod")
        let expected =
            #"""
            {"spec":{"containers":[{"name":"a","image":"nginx","ports":[{"containerPort":80,"protocol":"TCP"}],\#
            "imagePullPolicy":"Always","terminationMessagePath":"/dev/termination-log",\#
            "terminationMessagePolicy":"File","resources":{}}],"restartPolicy":"Always",\#
            "dnsPolicy":"ClusterFirst","schedulerName":"default-scheduler","terminationGracePeriodSeconds":30,\#
            "securityContext":{},"enableServiceLinks":true}}
            """#
        #expect(result.text == expected)
        #expect(Defaults.applied(to: result, kind: "Pod") == result)
    }

    @Test(
        "an image is looked for each time where its tag moves",
        arguments: [
            ("nginx", "Always"), ("nginx:latest", "Always"), ("nginx:1.27", "IfNotPresent"),
            ("host:5000/nginx", "Always"), ("host:5000/nginx:1", "IfNotPresent"),
            ("nginx@sha256:0123", "IfNotPresent"), ("nginx:latest@sha256:0123", "Always"),
            ("nginx@latest", "IfNotPresent"), ("", "Always"),
        ]) func pullPolicy(image: String, expected: String) throws
    {
        let container = JSONValue.members(["image": .string(image)])
        let pod = JSONValue.members(["spec": .members(["containers": [container]])])
        let result = Defaults.applied(to: pod, kind: "Pod")
        #expect(result["spec"]?["containers"]?.items?.first?["imagePullPolicy"]?.string == expected)
    }

    @Test(
        "parts of a container and of the status are completed",
        arguments: [
            (
                #"""
                {"spec":{"containers":[{"resources":{"limits":{"cpu":"1","memory":"1Gi"},\#
                "requests":{"cpu":"2"}}}]}}
                """#,
                #""requests":{"cpu":"2","memory":"1Gi"}"#
            ),
            (
                #"{"spec":{"hostNetwork":true,"containers":[{"ports":[{"containerPort":80}]}]}}"#,
                #"{"containerPort":80,"protocol":"TCP","hostPort":80}"#
            ),
            (
                #"{"spec":{"containers":[{"readinessProbe":{"httpGet":{"port":1},"periodSeconds":3}}]}}"#,
                #"""
                {"httpGet":{"port":1,"path":"/","scheme":"HTTP"},"periodSeconds":3,"timeoutSeconds":1,\#
                "successThreshold":1,"failureThreshold":3}
                """#
            ),
            (
                #"{"spec":{"containers":[{"env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"x"}}}]}]}}"#,
                #"{"fieldPath":"x","apiVersion":"v1"}"#
            ),
            (
                #"{"spec":{"volumes":[{"name":"a"},{"name":"b","secret":{}}]}}"#,
                #"[{"name":"a","emptyDir":{}},{"name":"b","secret":{"defaultMode":420}}]"#
            ),
            (#"{"status":{"podIP":"10.0.0.1"}}"#, #""podIPs":[{"ip":"10.0.0.1"}]"#),
            (#"{"status":{"podIPs":[{"ip":"10.0.0.2"}]}}"#, #""podIP":"10.0.0.2""#),
            (#"{"status":{"podIP":"10.0.0.3","podIPs":[{"ip":"10.0.0.2"}]}}"#, #""podIPs":[{"ip":"10.0.0.3"}]"#),
        ]) func parts(text: String, part: String) throws
    {
        let result = Defaults.applied(to: try parsed(text), kind: "Pod").text
        #expect(result.contains(part), "\(result)")
    }
}
