import Addresses
import JSON
import KubernetesModel
import Testing

/// What is read of a text in which the quotes are single, so that it can be written in a line.
func decode(_ text: String) throws -> [KubernetesDecoder.Decoded] {
    try KubernetesDecoder.objects(in: doubleQuoted(text))
}

/// The bytes of a text, its quotes made those of JSON.
func doubleQuoted(_ text: String) -> [UInt8] {
    text.utf8.map { $0 == UInt8(ascii: "'") ? UInt8(ascii: "\"") : $0 }
}

/// The only object of a text.
func decodeOne(_ text: String) throws -> KubernetesDecoder.Decoded {
    let all = try decode(text)
    try #require(all.count == 1)
    return all[0]
}

/// The policy called `p` of namespace `shop` with this `spec`.
func policy(_ spec: String) throws -> NetworkPolicy {
    let decoded = try decodeOne(policyText(spec))
    guard case .networkPolicy(let policy) = decoded.object else { throw NoPolicy() }
    #expect(policy.defects == decoded.defects)
    return policy
}

/// The text of that policy.
func policyText(_ spec: String) -> String {
    "{'apiVersion':'networking.k8s.io/v1','kind':'NetworkPolicy','metadata':{'name':'p','namespace':'shop'},"
        + "'spec':\(spec)}"
}

/// The pod called `web` of namespace `shop` with this behind its metadata.
func pod(_ rest: String, metadata: String = "") throws -> (pod: Pod, defects: [Defect]) {
    let decoded = try decodeOne(
        "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'web','namespace':'shop'\(metadata)}\(rest)}")
    guard case .pod(let pod) = decoded.object else { throw NoPolicy() }
    return (pod, decoded.defects)
}

/// There is no object where a test wants one.
struct NoPolicy: Error {}

/// A prefix that a test writes out.
func cidr(_ text: String) throws -> CIDR { try CIDR(parsing: text) }

/// An address that a test writes out.
func address(_ text: String) throws -> IPAddress { try IPAddress(parsing: text) }
