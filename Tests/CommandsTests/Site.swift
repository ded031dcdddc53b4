/// A small shop on two nodes, as people write it by hand.
enum Site {
    static let pods = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop, labels: {team: red}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop, labels: {app: web}}
        spec:
          nodeName: n1
          containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]
        status: {phase: Running, podIPs: [{ip: 10.1.0.1}, {ip: "fd00:1::1"}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: db, namespace: shop, labels: {app: db}}
        spec: {nodeName: n2}
        status: {phase: Running, podIPs: [{ip: 10.2.0.1}, {ip: "fd00:2::1"}]}
        """
    static let policy = """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: db, namespace: shop}
        spec:
          podSelector: {matchLabels: {app: db}}
          ingress:
          - from: [{podSelector: {matchLabels: {app: web}}}]
            ports: [{port: 5432}]
        """
    static let broken = """
        kind: ConfigMap
        apiVersion: v1
        metadata: {name: settings}
        ---
        a: [b
        """
    /// The same in JSON.
    static let podsJSON = """
        {"kind":"List","apiVersion":"v1","items":[
        {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop","labels":{"team":"red"}}},
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop","labels":{"app":"web"}},
         "spec":{"nodeName":"n1","containers":[{"name":"web","ports":[{"name":"http","containerPort":8080}]}]},
         "status":{"phase":"Running","podIPs":[{"ip":"10.1.0.1"},{"ip":"fd00:1::1"}]}},
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"db","namespace":"shop","labels":{"app":"db"}},
         "spec":{"nodeName":"n2"},"status":{"phase":"Running","podIPs":[{"ip":"10.2.0.1"},{"ip":"fd00:2::1"}]}}]}
        """
    /// The same in JSON.
    static let policyJSON = """
        {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"db","namespace":"shop"},
         "spec":{"podSelector":{"matchLabels":{"app":"db"}},"ingress":[{"from":[{"podSelector":{"matchLabels":
         {"app":"web"}}}],"ports":[{"port":5432}]}]}}
        """
    /// The objects of a text of JSON, each by itself, for servers that take no lists.
    static func objects(of text: String) -> [String] {
        let lines = text.split(separator: "\n").joined()
        guard lines.hasPrefix("{\"kind\":\"List\"") else { return [lines] }
        return lines.dropFirst(#"{"kind":"List","apiVersion":"v1","items":["#.count).dropLast(2)
            .split(separator: #"{"apiVersion""#).map { part in
                #"{"apiVersion""# + (part.hasSuffix(",") ? part.dropLast() : part)
            }
    }
    static let files = ["pods.yaml": pods, "policy.yaml": policy, "broken.yaml": broken]
}
