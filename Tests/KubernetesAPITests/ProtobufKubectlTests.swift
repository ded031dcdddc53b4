import JSON
import KubernetesAPI
import Testing

/// Bodies that kubectl 1.36.4 sent.
@Suite struct ProtobufKubectlTests {
    private static let sent: [(String, [UInt8], String)] = [
        (
            "kubectl create namespace blue",
            [
                107, 56, 115, 0, 10, 15, 10, 2, 118, 49, 18, 9, 78, 97, 109, 101, 115, 112, 97, 99, 101, 18, 28, 10,
                20, 10, 4, 98, 108, 117, 101, 18, 0, 26, 0, 34, 0, 42, 0, 50, 0, 56, 0, 66, 0, 18, 0, 26, 2, 10, 0,
                26, 0, 34, 0,
            ],
            #"""
            {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"blue"},"spec":{},"status":{}}
            """#
        ),
        (
            "kubectl create ingress web --rule=a.example/x=web:80,tls=t",
            [
                107, 56, 115, 0, 10, 31, 10, 20, 110, 101, 116, 119, 111, 114, 107, 105, 110, 103, 46, 107, 56, 115,
                46, 105, 111, 47, 118, 49, 18, 7, 73, 110, 103, 114, 101, 115, 115, 18, 88, 10, 19, 10, 3, 119, 101,
                98, 18, 0, 26, 0, 34, 0, 42, 0, 50, 0, 56, 0, 66, 0, 18, 61, 18, 14, 10, 9, 97, 46, 101, 120, 97,
                109, 112, 108, 101, 18, 1, 116, 26, 43, 10, 9, 97, 46, 101, 120, 97, 109, 112, 108, 101, 18, 30, 10,
                28, 10, 26, 10, 2, 47, 120, 18, 13, 34, 11, 10, 3, 119, 101, 98, 18, 4, 10, 0, 16, 80, 26, 5, 69,
                120, 97, 99, 116, 26, 2, 10, 0, 26, 0, 34, 0,
            ],
            #"""
            {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web"},"spec":{"tls":[\#
            {"hosts":["a.example"],"secretName":"t"}],"rules":[{"host":"a.example","http":{"paths":[{"path"\#
            :"/x","pathType":"Exact","backend":{"service":{"name":"web","port":{"number":80}}}}]}}]},"statu\#
            s":{"loadBalancer":{}}}
            """#
        ),
        (
            "kubectl create service clusterip web --tcp=80:http",
            [
                107, 56, 115, 0, 10, 13, 10, 2, 118, 49, 18, 7, 83, 101, 114, 118, 105, 99, 101, 18, 108, 10, 31,
                10, 3, 119, 101, 98, 18, 0, 26, 0, 34, 0, 42, 0, 50, 0, 56, 0, 66, 0, 90, 10, 10, 3, 97, 112, 112,
                18, 3, 119, 101, 98, 18, 69, 10, 30, 10, 7, 56, 48, 45, 104, 116, 116, 112, 18, 3, 84, 67, 80, 24,
                80, 34, 10, 8, 1, 16, 0, 26, 4, 104, 116, 116, 112, 40, 0, 18, 10, 10, 3, 97, 112, 112, 18, 3, 119,
                101, 98, 26, 0, 34, 9, 67, 108, 117, 115, 116, 101, 114, 73, 80, 58, 0, 66, 0, 82, 0, 90, 0, 96, 0,
                104, 0, 26, 2, 10, 0, 26, 0, 34, 0,
            ],
            #"""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"web","labels":{"app":"web"}},"spec":{"p\#
            orts":[{"name":"80-http","protocol":"TCP","port":80,"targetPort":"http"}],"selector":{"app":"we\#
            b"},"type":"ClusterIP"},"status":{"loadBalancer":{}}}
            """#
        ),
        (
            "kubectl create service nodeport np --tcp=80:8080",
            [
                107, 56, 115, 0, 10, 13, 10, 2, 118, 49, 18, 7, 83, 101, 114, 118, 105, 99, 101, 18, 101, 10, 29,
                10, 2, 110, 112, 18, 0, 26, 0, 34, 0, 42, 0, 50, 0, 56, 0, 66, 0, 90, 9, 10, 3, 97, 112, 112, 18, 2,
                110, 112, 18, 64, 10, 27, 10, 7, 56, 48, 45, 56, 48, 56, 48, 18, 3, 84, 67, 80, 24, 80, 34, 7, 8, 0,
                16, 144, 63, 26, 0, 40, 0, 18, 9, 10, 3, 97, 112, 112, 18, 2, 110, 112, 26, 0, 34, 8, 78, 111, 100,
                101, 80, 111, 114, 116, 58, 0, 66, 0, 82, 0, 90, 0, 96, 0, 104, 0, 26, 2, 10, 0, 26, 0, 34, 0,
            ],
            #"""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"np","labels":{"app":"np"}},"spec":{"por\#
            ts":[{"name":"80-8080","protocol":"TCP","port":80,"targetPort":8080}],"selector":{"app":"np"},"\#
            type":"NodePort"},"status":{"loadBalancer":{}}}
            """#
        ),
        (
            "kubectl create service externalname en --external-name=a.b",
            [
                107, 56, 115, 0, 10, 13, 10, 2, 118, 49, 18, 7, 83, 101, 114, 118, 105, 99, 101, 18, 79, 10, 29, 10,
                2, 101, 110, 18, 0, 26, 0, 34, 0, 42, 0, 50, 0, 56, 0, 66, 0, 90, 9, 10, 3, 97, 112, 112, 18, 2,
                101, 110, 18, 42, 18, 9, 10, 3, 97, 112, 112, 18, 2, 101, 110, 26, 0, 34, 12, 69, 120, 116, 101,
                114, 110, 97, 108, 78, 97, 109, 101, 58, 0, 66, 0, 82, 3, 97, 46, 98, 90, 0, 96, 0, 104, 0, 26, 2,
                10, 0, 26, 0, 34, 0,
            ],
            #"""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"en","labels":{"app":"en"}},"spec":{"sel\#
            ector":{"app":"en"},"type":"ExternalName","externalName":"a.b"},"status":{"loadBalancer":{}}}
            """#
        ),
    ]

    @Test("what kubectl creates is read", arguments: sent)
    func read(command: String, body: [UInt8], text: String) throws {
        #expect(try ProtobufBody.object(body).text == text, "\(command)")
    }
}
