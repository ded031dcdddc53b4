import JSON

extension Defaults {
    /// Sets what is missing in a Pod.
    static func setPod(_ pod: inout JSONValue) {
        pod.changeObject("spec", makes: true, setPodSpec)
        pod.changeObject("status", setPodStatus)
    }

    private static func setPodSpec(_ spec: inout JSONValue) {
        spec.setIfEmpty("restartPolicy", "Always")
        spec.setIfEmpty("dnsPolicy", "ClusterFirst")
        spec.setIfEmpty("schedulerName", "default-scheduler")
        spec.setIfMissing("terminationGracePeriodSeconds", 30)
        spec.setIfMissing("securityContext", .object([]))
        spec.setIfMissing("enableServiceLinks", .bool(true))
        let isOnHost = spec["hostNetwork"] == .bool(true)
        for name in ["initContainers", "containers"] {
            spec.changeItems(of: name) { setContainer(&$0, isOnHost: isOnHost) }
        }
        spec.changeItems(of: "volumes", setVolume)
    }

    /// The first address stands in two fields; the single one wins, as old clients know no other.
    private static func setPodStatus(_ status: inout JSONValue) {
        for (one, many) in [("podIP", "podIPs"), ("hostIP", "hostIPs")] {
            let first = status[many]?.items?.first?["ip"]
            if let address = status[one]?.string, !address.isEmpty, first != .string(address) {
                status[many] = [.members(["ip": .string(address)])]
            } else if let first {
                status.setIfEmpty(one, first)
            }
        }
    }

    private static func setVolume(_ volume: inout JSONValue) {
        if volume.members.allSatisfy({ $0.name == "name" || $0.value == .null }) { volume["emptyDir"] = .object([]) }
        for name in ["secret", "configMap", "downwardAPI", "projected"] {
            volume.changeObject(name) { $0.setIfMissing("defaultMode", 420) }
        }
        volume.changeObject("hostPath") { $0.setIfMissing("type", "") }
    }
}

extension Defaults {
    private static func setContainer(_ container: inout JSONValue, isOnHost: Bool) {
        container.setIfEmpty("imagePullPolicy", pullPolicy(ofImage: container["image"]?.string ?? ""))
        container.setIfEmpty("terminationMessagePath", "/dev/termination-log")
        container.setIfEmpty("terminationMessagePolicy", "File")
        container.changeObject("resources", makes: true, setResources)
        container.changeItems(of: "ports") { port in
            port.setIfEmpty("protocol", "TCP")
            if isOnHost, let number = port["containerPort"] { port.setIfMissing("hostPort", number) }
        }
        container.changeItems(of: "env") { variable in
            variable.changeObject("valueFrom") { source in
                source.changeObject("fieldRef") { $0.setIfEmpty("apiVersion", "v1") }
            }
        }
        for name in ["livenessProbe", "readinessProbe", "startupProbe"] { container.changeObject(name, setProbe) }
    }

    /// What moves, an image with no tag and digest or with the latest tag, is looked for each time.
    private static func pullPolicy(ofImage image: String) -> JSONValue {
        let parts = image.split(separator: "@", maxSplits: 1)
        let name = parts.first?.split(separator: "/").last ?? ""
        let tag = name.split(separator: ":", maxSplits: 1).dropFirst().first ?? (parts.count > 1 ? "" : "latest")
        return tag == "latest" ? "Always" : "IfNotPresent"
    }

    /// What is limited is asked for.
    private static func setResources(_ resources: inout JSONValue) {
        guard let limits = resources["limits"]?.members, !limits.isEmpty else { return }
        resources.changeObject("requests", makes: true) { requests in
            for limit in limits { requests.setIfMissing(limit.name, limit.value) }
        }
    }

    private static func setProbe(_ probe: inout JSONValue) {
        let numbers: KeyValuePairs<String, JSONValue> = [
            "timeoutSeconds": 1, "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3,
        ]
        for (name, number) in numbers where !probe.has(name) || probe[name] == 0 { probe[name] = number }
        probe.changeObject("httpGet") { request in
            request.setIfEmpty("path", "/")
            request.setIfEmpty("scheme", "HTTP")
        }
        probe.changeObject("grpc") { $0.setIfMissing("service", "") }
    }
}
