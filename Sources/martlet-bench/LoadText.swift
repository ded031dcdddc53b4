/// A list as `kubectl get pods,namespaces,networkpolicies,nodes -A -o json` writes it, of any size, in parts.
///
/// Pods have all that running ones have, most of which nobody asks for; so each is 5 kB. Every third policy allows
/// neighbours of two sorts to the pods of its namespace, by the name of a port; every third lets them out, to DNS, to
/// addresses, and to the same neighbours; every third allows one application of all namespaces to another.
struct LoadText {
    private static let podsPerNamespace = 50

    let podCount: Int
    let policyCount: Int
    let nodeCount: Int

    /// The namespaces that the pods are in.
    var namespaceCount: Int { podCount / Self.podsPerNamespace }

    /// Hands the text out item by item.
    func write(_ take: (String) -> Void) {
        take("{\n    \"apiVersion\": \"v1\",\n    \"items\": [")
        var comma = ""
        func give(_ item: String) {
            take("\(comma)\n        \(item)")
            comma = ","
        }
        for number in 0..<podCount { give(pod(number)) }
        for number in 0..<namespaceCount { give(namespace(number)) }
        for number in 0..<policyCount { give(policy(number)) }
        for number in 0..<nodeCount { give(object("v1", "Node", "n\(number)", [:], [])) }
        take("\n    ],\n    \"kind\": \"List\",\n    \"metadata\": {\n        \"resourceVersion\": \"\"\n    }\n}\n")
    }

    private func pod(_ number: Int) -> String {
        let app = "app-\(number % 5)"
        let address = "10.\(number >> 16).\(number >> 8 & 255).\(number & 255)"
        let environment = (0..<12).map { line in
            [
                "                        {", "                            \"name\": \"SETTING_\(line)\",",
                "                            \"value\": \"https://\(app)-\(line).example.com:8443/path?verify=full\"",
                "                        }\(line < 11 ? "," : "")",
            ]
        }
        let mounts = (0..<10).map { line in
            [
                "                {", "                    \"emptyDir\": {},",
                "                    \"name\": \"scratch-\(line)\"", "                }\(line < 9 ? "," : "")",
            ]
        }
        let spec =
            [
                "            \"spec\": {", "                \"containers\": [", "                {",
                "                    \"env\": [",
            ]
            + environment.flatMap { $0 }
            + [
                "                    ],", "                    \"image\": \"registry.example.com/\(app):1.24.3\",",
                "                    \"name\": \"main\",", "                    \"ports\": [",
                "                        {", "                            \"containerPort\": 8080,",
                "                            \"name\": \"http\",", "                            \"protocol\": \"TCP\"",
                "                        }", "                    ]", "                }", "                ],",
                "                \"nodeName\": \"n\(number % nodeCount)\",", "                \"volumes\": [",
            ] + mounts.flatMap { $0 } + ["                ]", "            },"]
        let status = [
            "            \"status\": {", "                \"phase\": \"Running\",",
            "                \"podIP\": \"\(address)\",", "                \"podIPs\": [", "                    {",
            "                        \"ip\": \"\(address)\"", "                    }", "                ]",
            "            }",
        ]
        return object(
            "v1", "Pod", "\(app)-6b8f9c7d5-\(number)", namespace: number / Self.podsPerNamespace,
            controller: "\(app)-6b8f9c7d5", ["app": app, "tier": number % 5 < 2 ? "front" : "back"], spec + status)
    }

    private func namespace(_ number: Int) -> String {
        object("v1", "Namespace", "ns-\(number)", ["team": "t\(number % 40)"], [])
    }

    private func policy(_ number: Int) -> String {
        let neighbours =
            "{\"podSelector\": {\"matchLabels\": {\"tier\": \"front\"}}}, "
            + "{\"namespaceSelector\": {\"matchLabels\": {\"team\": \"t\(number % 40)\"}}}"
        let outside = "{\"ipBlock\": {\"cidr\": \"198.51.0.0/16\", \"except\": [\"198.51.100.0/24\"]}}"
        let dns = "{\"port\": 53, \"protocol\": \"UDP\"}, {\"port\": 53, \"protocol\": \"TCP\"}"
        let app = "{\"matchLabels\": {\"app\": \"app-\(number % 5)\"}}"
        let spec =
            switch number / namespaceCount % 3 {
            case 0:
                "\"ingress\": [{\"from\": [\(neighbours)], \"ports\": [{\"port\": \"http\"}]}], \"podSelector\": {}"
            case 1:
                "\"egress\": [{\"ports\": [\(dns)]}, {\"to\": [\(outside), \(neighbours)]}], \"podSelector\": {}, "
                    + "\"policyTypes\": [\"Egress\"]"
            default:
                "\"ingress\": [{\"from\": [{\"namespaceSelector\": {}, \"podSelector\": \(app)}], "
                    + "\"ports\": [{\"port\": \(9000 + number % 40)}]}], \"podSelector\": \(app)"
            }
        return object(
            "networking.k8s.io/v1", "NetworkPolicy", "policy-\(number)", namespace: number % namespaceCount, [:],
            ["            \"spec\": {\(spec)}"])
    }

    private func object(
        _ version: String, _ kind: String, _ name: String, namespace: Int? = nil, controller: String? = nil,
        _ labels: KeyValuePairs<String, String> = [:], _ rest: [String]
    ) -> String {
        let labelLines = labels.map { "\"\($0.key)\": \"\($0.value)\"" }.joined(separator: ", ")
        let home = namespace.map { ["                \"namespace\": \"ns-\($0)\","] } ?? []
        let owners = controller.map { name in
            [
                "                \"ownerReferences\": [", "                    {",
                "                        \"apiVersion\": \"apps/v1\",",
                "                        \"controller\": true,", "                        \"kind\": \"ReplicaSet\",",
                "                        \"name\": \"\(name)\"", "                    }", "                ]",
            ]
        }
        let head =
            [
                "{", "            \"apiVersion\": \"\(version)\",", "            \"kind\": \"\(kind)\",",
                "            \"metadata\": {", "                \"creationTimestamp\": \"2026-01-31T08:00:00Z\",",
                "                \"labels\": {\(labelLines)},",
            ] + home
        let ownName = ["                \"name\": \"\(name)\"\(owners == nil ? "" : ",")"]
        let end = ["            }\(rest.isEmpty ? "" : ",")"]
        return (head + ownName + (owners ?? []) + end + rest + ["        }"]).joined(separator: "\n")
    }
}
