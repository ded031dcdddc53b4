import WireSupport

// Bodies field by field, as gogo protobuf writes them: empty strings and zeros of what is no pointer are there too.
enum ProtobufSamples {
    static func body(_ version: String, _ kind: String, _ fill: (inout MessageWriter) -> Void) -> [UInt8] {
        [0x6b, 0x38, 0x73, 0x00]
            + MessageWriter.message {
                $0.message(1) {
                    $0.text(1, version)
                    $0.text(2, kind)
                }
                $0.message(2, fill)
                $0.text(3, "")
                $0.text(4, "")
            }
    }

    /// The metadata of an object that a client makes.
    static func metadata(_ name: String, namespace: String = "", _ writer: inout MessageWriter) {
        writer.message(1) {
            $0.text(1, name)
            $0.text(2, "")
            $0.text(3, namespace)
            $0.text(4, "")
            $0.text(5, "")
            $0.text(6, "")
            $0.number(7, 0)
            $0.message(8) { _ in }
        }
    }

    /// `kubectl create namespace blue`
    static let namespace = body("v1", "Namespace") {
        metadata("blue", &$0)
        $0.message(2) { _ in }
        $0.message(3) { $0.text(1, "") }
    }

    /// A policy with everything that may be zero.
    static let policy = body("networking.k8s.io/v1", "NetworkPolicy") {
        metadata("web", namespace: "blue", &$0)
        $0.message(2) {
            $0.message(1) { _ in }
            $0.message(2) {
                $0.message(1) {
                    $0.text(1, "TCP")
                    $0.message(2) {
                        $0.number(1, 0)
                        $0.number(2, 0)
                        $0.text(3, "")
                    }
                    $0.number(3, 0)
                }
                $0.message(2) { peer in
                    peer.message(3) {
                        $0.text(1, "10.0.0.0/8")
                        $0.text(2, "10.1.0.0/16")
                    }
                }
                $0.message(2) { peer in
                    peer.message(1) { $0.message(1) { label("app", "web", &$0) } }
                }
            }
            $0.text(4, "Ingress")
        }
    }

    /// `kubectl create service clusterip web --tcp=80:http`
    static let service = body("v1", "Service") {
        metadata("web", &$0)
        $0.message(2) {
            $0.message(1) {
                $0.text(1, "80-http")
                $0.text(2, "TCP")
                $0.number(3, 80)
                $0.message(4) {
                    $0.number(1, 1)
                    $0.number(2, 0)
                    $0.text(3, "http")
                }
                $0.number(5, 0)
            }
            $0.message(2) { label("app", "web", &$0) }
            for empty in [3, 7, 8, 10, 11] as [UInt64] { $0.text(empty, "") }
            $0.text(4, "ClusterIP")
            $0.number(12, 0)
            $0.number(13, 0)
            $0.number(20, 0)
        }
        $0.message(3) { $0.message(1) { _ in } }
    }

    /// `kubectl create ingress web --rule=a.example/=web:80`
    static let ingress = body("networking.k8s.io/v1", "Ingress") {
        metadata("web", &$0)
        $0.message(2) {
            $0.message(3) {
                $0.text(1, "a.example")
                $0.message(2) { value in
                    value.message(1) { http in
                        http.message(1) {
                            $0.text(1, "/")
                            $0.message(2) { backend in
                                backend.message(4) {
                                    $0.text(1, "web")
                                    $0.message(2) {
                                        $0.text(1, "")
                                        $0.number(2, 80)
                                    }
                                }
                            }
                            $0.text(3, "Exact")
                        }
                    }
                }
            }
        }
        $0.message(3) { $0.message(1) { _ in } }
    }

    /// The body of a deletion.
    static let deletion = body("v1", "DeleteOptions") {
        $0.number(1, 0)
        $0.message(2) { $0.text(1, "u") }
        $0.number(3, 0)
        $0.text(4, "Background")
        $0.text(5, "All")
    }

    /// A pod with what is inlined, quantities, times, packed numbers and owned fields.
    static let pod = body("v1", "Pod") {
        $0.message(1) {
            $0.text(1, "p")
            $0.message(8) {
                $0.number(1, 1_769_846_400)
                $0.number(2, 5)
            }
            $0.message(17) {
                $0.text(1, "kubectl")
                $0.message(7) { $0.text(1, #"{"f:spec":{}}"#) }
            }
        }
        $0.message(2) {
            $0.message(1) {
                $0.text(1, "tmp")
                $0.message(2) { $0.message(2) { $0.text(1, "Memory") } }
            }
            $0.message(2) {
                $0.text(1, "c")
                $0.message(8) { $0.message(1) { entry in quantity("cpu", "100m", &entry) } }
                $0.message(10) {
                    $0.message(1) { $0.message(1) { $0.text(1, "true") } }
                    $0.number(2, UInt64(bitPattern: -1))
                }
            }
            $0.number(4, 0)
            $0.message(14) { $0.bytes(4, [1, 0x80, 0x01]) }
        }
    }

    static let all = [namespace, policy, service, ingress, deletion, pod]

    private static func label(_ name: String, _ value: String, _ writer: inout MessageWriter) {
        writer.text(1, name)
        writer.text(2, value)
    }

    private static func quantity(_ name: String, _ value: String, _ writer: inout MessageWriter) {
        writer.text(1, name)
        writer.message(2) { $0.text(1, value) }
    }
}
