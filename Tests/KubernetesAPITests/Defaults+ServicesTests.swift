import JSON
import KubernetesAPI
import Testing

/// How the spec of a service with an address of its own ends.
private let serviceTail =
    #""internalTrafficPolicy":"Cluster","ipFamilies":["IPv4"],"ipFamilyPolicy":"SingleStack"}"#

@Suite struct DefaultsServicesTests {
    @Test(
        "what is missing in a service is set",
        arguments: [
            (
                #"{"ports":[{"port":80},{"port":53,"protocol":"UDP","targetPort":"dns"},{"port":1,"targetPort":0}]}"#,
                #"""
                {"ports":[{"port":80,"protocol":"TCP","targetPort":80},\#
                {"port":53,"protocol":"UDP","targetPort":"dns"},\#
                {"port":1,"protocol":"TCP","targetPort":1}],"sessionAffinity":"None","type":"ClusterIP",\#(serviceTail)
                """#
            ),
            (
                #"{"type":"LoadBalancer"}"#,
                #"""
                {"type":"LoadBalancer","sessionAffinity":"None","externalTrafficPolicy":"Cluster",\#
                "allocateLoadBalancerNodePorts":true,\#(serviceTail)
                """#
            ),
            (
                #"{"type":"ExternalName","externalName":"a.b"}"#,
                #"{"type":"ExternalName","externalName":"a.b","sessionAffinity":"None"}"#
            ),
            (
                #"{"clusterIP":"fd00::1","sessionAffinity":"ClientIP"}"#,
                #"""
                {"clusterIP":"fd00::1","sessionAffinity":"ClientIP","type":"ClusterIP",\#
                "sessionAffinityConfig":{"clientIP":{"timeoutSeconds":10800}},\#
                "internalTrafficPolicy":"Cluster","clusterIPs":["fd00::1"],"ipFamilies":["IPv6"],\#
                "ipFamilyPolicy":"SingleStack"}
                """#
            ),
            (
                #"{"clusterIPs":["10.0.0.1","fd00::1"]}"#,
                #"""
                {"clusterIPs":["10.0.0.1","fd00::1"],"sessionAffinity":"None","type":"ClusterIP",\#
                "internalTrafficPolicy":"Cluster","clusterIP":"10.0.0.1","ipFamilies":["IPv4","IPv6"],\#
                "ipFamilyPolicy":"RequireDualStack"}
                """#
            ),
        ]) func defaults(text: String, expected: String) throws
    {
        let object = JSONValue.members(["spec": try parsed(text)])
        let result = Defaults.applied(to: object, kind: "Service")
        #expect(result["spec"]?.text == expected)
        #expect(Defaults.applied(to: result, kind: "Service") == result)
    }
}
