internal import Protobuf

/// What stands around the message of every body: the kind of the message, and where it is.
struct ProtobufEnvelope {
    /// The group and version of the kind.
    let apiVersion: String
    /// The kind.
    let kind: String
    /// Where the message of the kind stands.
    let message: Range<Int>

    /// `k8s` and a zero.
    private static let magic: [UInt8] = [0x6b, 0x38, 0x73, 0x00]

    /// Reads what stands around a message.
    init(_ body: [UInt8]) throws(APIFailure) {
        guard body.starts(with: Self.magic) else {
            throw APIFailure(.badRequest, "the body is no protobuf of Kubernetes: it begins otherwise")
        }
        let bytes = ProtobufBytes(body)
        // 1 is the kind, 2 the message, 3 how the message is packed and 4 what it is written in.
        let parts = try bytes.parts(Self.magic.count..<body.count, 1...4, of: "Unknown")
        let nothing = body.count..<body.count
        guard (parts[3] ?? nothing).isEmpty, (parts[4] ?? nothing).isEmpty else {
            throw APIFailure(.unsupportedMediaType, "the message of the body is packed, or no protobuf")
        }
        let names = try bytes.parts(parts[1] ?? nothing, 1...2, of: "TypeMeta")
        apiVersion = try bytes.text(names[1] ?? nothing)
        kind = try bytes.text(names[2] ?? nothing)
        message = parts[2] ?? nothing
    }
}
