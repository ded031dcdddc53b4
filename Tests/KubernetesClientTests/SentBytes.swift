import KubernetesModel
import WireSupport

/// What an API server sends of namespaces, in both encodings.
enum SentBytes {
    /// A list of namespaces of these names.
    static func list(_ names: [String], version: String = "9", continuation: String = "", _ encoding: SentEncoding)
        -> [UInt8]
    {
        switch encoding {
        case .json:
            let items = names.map { "{\"metadata\":{\"name\":\"\($0)\"}}" }.joined(separator: ",")
            let head = "{\"resourceVersion\":\"\(version)\",\"continue\":\"\(continuation)\"}"
            return Array("{\"kind\":\"NamespaceList\",\"metadata\":\(head),\"items\":[\(items)]}\n".utf8)
        case .protobuf:
            return envelope { list in
                list.message(1) {
                    $0.text(2, version)
                    $0.text(3, continuation)
                }
                for name in names { list.message(2) { $0.message(1) { $0.text(1, name) } } }
            }
        }
    }

    /// An event of a namespace.
    static func event(_ type: String, _ name: String, _ encoding: SentEncoding) -> [UInt8] {
        switch encoding {
        case .json:
            return Array("{\"type\":\"\(type)\",\"object\":{\"metadata\":{\"name\":\"\(name)\"}}}\n".utf8)
        case .protobuf:
            let object = envelope { $0.message(1) { $0.text(1, name) } }
            let event = MessageWriter.message { event in
                event.text(1, type)
                event.message(2) { $0.bytes(1, object) }
            }
            return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: event.count >> $0) } + event
        }
    }

    /// A status.
    static func status(_ code: Int, _ reason: String, _ message: String, _ encoding: SentEncoding) -> [UInt8] {
        switch encoding {
        case .json:
            return Array(
                "{\"kind\":\"Status\",\"message\":\"\(message)\",\"reason\":\"\(reason)\",\"code\":\(code)}".utf8)
        case .protobuf:
            return envelope {
                $0.text(3, message)
                $0.text(4, reason)
                $0.number(6, UInt64(code))
            }
        }
    }

    private static func envelope(_ fill: (inout MessageWriter) -> Void) -> [UInt8] {
        Array("k8s\0".utf8) + MessageWriter.message { $0.message(2, fill) }
    }
}
