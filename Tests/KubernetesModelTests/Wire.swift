import KubernetesModel
import WireSupport

/// What an API server sends of pods, in both encodings: the tests' own, told apart from the readers that they test.
struct WirePod {
    var name: String
    var version: UInt64
    var labels: KeyValuePairs<String, String> = ["app": "web"]
    var address = "10.0.0.1"

    /// As JSON, without kind and version of the API, as in a list.
    var json: String {
        let labels = labels.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
        return """
            {"metadata":{"name":"\(name)","namespace":"shop","resourceVersion":"\(version)","labels":{\(labels)},\
            "managedFields":[{"manager":"x"}]},"spec":{"containers":[{"name":"c","ports":[{"name":"http",\
            "containerPort":80,"protocol":"TCP"}]}],"nodeName":"n1"},"status":{"phase":"Running",\
            "podIP":"\(address)","podIPs":[{"ip":"\(address)"}]}}
            """
    }

    /// As a message.
    var message: [UInt8] {
        MessageWriter.message { pod in
            pod.message(1) { metadata in
                metadata.text(1, name)
                metadata.text(3, "shop")
                metadata.text(6, "\(version)")
                metadata.message(8) { _ in }
                for label in labels {
                    metadata.message(11) {
                        $0.text(1, label.key); $0.text(2, label.value)
                    }
                }
                metadata.message(17) { $0.text(1, "x") }
            }
            pod.message(2) { spec in
                spec.message(2) { container in
                    container.text(1, "c")
                    container.message(6) {
                        $0.text(1, "http"); $0.number(2, 0); $0.number(3, 80); $0.text(4, "TCP")
                    }
                }
                spec.text(10, "n1")
                spec.number(11, 0)
            }
            pod.message(3) { status in
                status.text(1, "Running")
                status.text(6, address)
                status.message(12) { $0.text(1, address) }
            }
        }
    }
}

/// A list or a watch as an API server writes it.
enum Wire {
    /// A list.
    static func list(_ pods: [WirePod], version: String = "9", continuation: String = "", _ encoding: SentEncoding)
        -> [UInt8]
    {
        switch encoding {
        case .json:
            let items = pods.map(\.json).joined(separator: ",")
            let head = "\"metadata\":{\"resourceVersion\":\"\(version)\",\"continue\":\"\(continuation)\"}"
            return Array("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\(head),\"items\":[\(items)]}\n".utf8)
        case .protobuf:
            return envelope("PodList") { list in
                list.message(1) {
                    $0.text(1, ""); $0.text(2, version); $0.text(3, continuation)
                }
                for pod in pods { list.bytes(2, pod.message) }
            }
        }
    }

    /// An event of a pod.
    static func event(_ type: String, _ pod: WirePod, _ encoding: SentEncoding) -> [UInt8] {
        switch encoding {
        case .json: Array("{\"type\":\"\(type)\",\"object\":\(pod.json)}\n".utf8)
        case .protobuf: frame(type, envelope("Pod") { $0.raw(pod.message) })
        }
    }

    /// A policy that was made in the first second of 1970, and written in these.
    static func policy(written seconds: [Int?], _ encoding: SentEncoding) -> [UInt8] {
        switch encoding {
        case .json:
            let managers = seconds.map { second in
                let time = second.map { ",\"time\":\"1970-01-01T00:00:0\($0)Z\"" } ?? ""
                return "{\"manager\":\"x\"\(time),\"fieldsV1\":{\"f:spec\":{\"f:ingress\":{}}}}"
            }
            let metadata =
                "\"name\":\"p\",\"namespace\":\"shop\",\"creationTimestamp\":\"1970-01-01T00:00:01Z\","
                + "\"managedFields\":[\(managers.joined(separator: ","))]"
            return Array("{\"type\":\"MODIFIED\",\"object\":{\"metadata\":{\(metadata)},\"spec\":{}}}\n".utf8)
        case .protobuf:
            return frame(
                "MODIFIED",
                envelope("NetworkPolicy") { policy in
                    policy.message(1) { metadata in
                        metadata.text(1, "p")
                        metadata.text(3, "shop")
                        metadata.message(8) { $0.number(1, 1) }
                        for second in seconds {
                            metadata.message(17) { manager in
                                manager.text(1, "x")
                                if let second { manager.message(4) { $0.number(1, UInt64(second)) } }
                            }
                        }
                    }
                    policy.message(2) { _ in }
                })
        }
    }

    /// A bookmark.
    static func bookmark(_ version: String, endsInitialEvents: Bool, _ encoding: SentEncoding) -> [UInt8] {
        let annotation = "k8s.io/initial-events-end"
        switch encoding {
        case .json:
            let annotations = endsInitialEvents ? ",\"annotations\":{\"\(annotation)\":\"true\"}" : ""
            let metadata = "{\"resourceVersion\":\"\(version)\"\(annotations)}"
            return Array(
                "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":\(metadata)}}\n"
                    .utf8)
        case .protobuf:
            return frame(
                "BOOKMARK",
                envelope("Pod") { pod in
                    pod.message(1) { metadata in
                        metadata.text(6, version)
                        guard endsInitialEvents else { return }
                        metadata.message(12) {
                            $0.text(1, annotation); $0.text(2, "true")
                        }
                    }
                })
        }
    }

    /// An error in a watch.
    static func error(_ code: UInt64, _ reason: String, _ encoding: SentEncoding) -> [UInt8] {
        switch encoding {
        case .json:
            Array(
                "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"reason\":\"\(reason)\",\"code\":\(code)}}\n".utf8
            )
        case .protobuf:
            frame(
                "ERROR",
                envelope("Status") {
                    $0.text(2, "Failure"); $0.text(4, reason); $0.number(6, code)
                })
        }
    }

    private static func frame(_ type: String, _ object: [UInt8]) -> [UInt8] {
        let event = MessageWriter.message { event in
            event.text(1, type)
            event.message(2) { $0.bytes(1, object) }
        }
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: event.count >> $0) } + event
    }

    private static func envelope(_ kind: String, _ fill: (inout MessageWriter) -> Void) -> [UInt8] {
        Array("k8s\0".utf8)
            + MessageWriter.message { envelope in
                envelope.message(1) {
                    $0.text(1, "v1"); $0.text(2, kind)
                }
                envelope.message(2, fill)
                envelope.text(3, "")
                envelope.text(4, "")
            }
    }
}
