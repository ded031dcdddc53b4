/// Pods as a controller makes them and a kubelet fills them in: 5 to 7 kB once both have written.
enum APIPods {
    /// The namespace they are all in.
    static let namespace = "shop"
    /// Where they are made and listed.
    static let path = "/api/v1/namespaces/\(namespace)/pods"

    /// The name of a pod.
    static func name(_ number: Int) -> String { "shop-web-6b8f9c7d5-\(10_000 + number)" }

    /// What a controller sends to make one.
    static func creation(_ number: Int) -> String {
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"\(name(number))","namespace":"\(namespace)",\
        "generateName":"shop-web-6b8f9c7d5-","labels":{"app":"shop-web","pod-template-hash":"6b8f9c7d5",\
        "tier":"\(number % 5 < 2 ? "front" : "back")","app.kubernetes.io/part-of":"shop"},\
        "annotations":{"checksum/config":"\(digest(number))","prometheus.io/scrape":"true"},\
        "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"shop-web-6b8f9c7d5",\
        "uid":"7d2f6f1e-1111-4222-8333-444455556666","controller":true,"blockOwnerDeletion":true}]},\
        "spec":{"nodeName":"node-\(number % 100)","serviceAccountName":"shop","restartPolicy":"Always",\
        "terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","schedulerName":"default-scheduler",\
        "containers":[\(container("web")),\(container("cache"))],\
        "tolerations":[\(toleration("not-ready")),\(toleration("unreachable"))],\
        "volumes":[{"name":"config","configMap":{"name":"shop-config","defaultMode":420}},\
        {"name":"data","emptyDir":{}}]}}
        """
    }

    /// What the kubelet sends when it runs.
    static func status(_ number: Int) -> String {
        let address = "10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
        return """
            {"status":{"phase":"Running","hostIP":"192.0.2.\(number % 100 + 1)","podIP":"\(address)",\
            "podIPs":[{"ip":"\(address)"}],"qosClass":"Burstable","startTime":"2026-01-31T08:00:00Z",\
            "conditions":[\(["PodScheduled", "Initialized", "ContainersReady", "Ready"].map(condition)
                .joined(separator: ","))],\
            "containerStatuses":[\(containerStatus("web", number)),\(containerStatus("cache", number))]}}
            """
    }

    private static func container(_ name: String) -> String {
        let settings = (0..<3).map { line in
            "{\"name\":\"SETTING_\(line)\",\"value\":\"https://\(name)-\(line).example.com:8443/path?verify=full\"}"
        }
        return """
            {"name":"\(name)","image":"registry.example.com/shop/\(name):1.24.3","imagePullPolicy":"IfNotPresent",\
            "env":[\(settings.joined(separator: ","))],"ports":[{"name":"\(name)","containerPort":8080,\
            "protocol":"TCP"}],"resources":{"limits":{"memory":"256Mi"},"requests":{"cpu":"100m","memory":"128Mi"}},\
            "readinessProbe":{"httpGet":{"path":"/ready","port":8080},"periodSeconds":10},\
            "volumeMounts":[{"name":"config","mountPath":"/etc/shop","readOnly":true},\
            {"name":"data","mountPath":"/var/lib/shop"}]}
            """
    }

    private static func toleration(_ name: String) -> String {
        "{\"key\":\"node.kubernetes.io/\(name)\",\"operator\":\"Exists\",\"effect\":\"NoExecute\","
            + "\"tolerationSeconds\":300}"
    }

    private static func condition(_ type: String) -> String {
        "{\"type\":\"\(type)\",\"status\":\"True\",\"lastTransitionTime\":\"2026-01-31T08:00:05Z\"}"
    }

    private static func containerStatus(_ name: String, _ number: Int) -> String {
        """
        {"name":"\(name)","ready":true,"started":true,"restartCount":0,\
        "image":"registry.example.com/shop/\(name):1.24.3",\
        "imageID":"registry.example.com/shop/\(name)@sha256:\(digest(7))",\
        "containerID":"containerd://\(digest(number))","state":{"running":{"startedAt":"2026-01-31T08:00:03Z"}}}
        """
    }

    /// 64 digits that differ from number to number.
    private static func digest(_ number: Int) -> String {
        var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<4).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let digits = String(state, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
