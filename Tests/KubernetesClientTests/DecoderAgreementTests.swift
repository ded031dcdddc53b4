import KubernetesModel
import ServerSupport
import TestSupport
import Testing

/// What is read of an object does not depend on the form in which it was sent.
@Suite struct DecoderAgreementTests {
    @Test("both readers of lists read the same of every object", arguments: Resource.allCases)
    func agree(resource: Resource) throws {
        var generator = ObjectGenerator(.forTest("decoders agree on \(resource.rawValue)"))
        let count = rounds(600, long: 3_000)
        let texts = (0..<count).map { generator.object(of: resource, number: $0) }
        let json = try Self.read(resource, .json, Array(Self.list(of: texts, resource).utf8))
        let converted = try ProtobufConverter.convert([Self.list(of: texts, resource)])
        guard case .bytes(let bytes) = converted[0] else {
            Issue.record("\(converted[0])")
            return
        }
        let protobuf = try Self.read(resource, .protobuf, bytes)
        #expect(json.objects.count == count && protobuf.objects.count == count)
        #expect(json.head == protobuf.head && json.head == ListHead(resourceVersion: "77", continuation: "go on"))
        let pairs = zip(zip(json.objects, protobuf.objects), texts)
        let different = pairs.filter { $0.0.0 != $0.0.1 }
        let shown = different.prefix(2).map { "\($0.1)\nJSON: \($0.0.0)\nprotobuf: \($0.0.1)" }
        #expect(different.isEmpty, "\(different.count): \(generator)\n\(shown.joined(separator: "\n\n"))")
        // A generator of objects that nobody can read would find no difference either.
        #expect(json.objects.count { $0.object != nil && $0.defects.isEmpty } > count / 3)
        #expect(json.objects.contains { !$0.defects.isEmpty } == (resource != .namespaces))
    }

    /// In nature there are none of these: an API server writes JSON and protobuf from the same object, and sets what is
    /// missing here. They are the differences that there could be.
    @Test("what protobuf has no way to say is read as if it were not there", arguments: Difference.all)
    func differences(difference: Difference) throws {
        let converted = try ProtobufConverter.convert([Self.list(of: [difference.json], difference.resource)])
        guard case .bytes(let bytes) = converted[0] else {
            Issue.record("\(converted[0])")
            return
        }
        let sent = try Self.read(difference.resource, .protobuf, bytes).objects
        let asSent = try Self.read(difference.resource, .json, Self.list(of: [difference.json], difference.resource))
        let asRead = try Self.read(difference.resource, .json, Self.list(of: [difference.same], difference.resource))
        #expect(sent == asRead.objects)
        #expect((sent == asSent.objects) == difference.isOfNoMatter)
    }

    private static func list(of texts: [String], _ resource: Resource) -> String {
        let (kind, version) =
            switch resource {
            case .pods: ("Pod", "v1")
            case .namespaces: ("Namespace", "v1")
            case .nodes: ("Node", "v1")
            case .services: ("Service", "v1")
            case .networkPolicies: ("NetworkPolicy", "networking.k8s.io/v1")
            }
        let head = #""metadata":{"resourceVersion":"77","continue":"go on"}"#
        return
            #"{"kind":"\#(kind)List","apiVersion":"\#(version)",\#(head),"items":[\#(texts.joined(separator: ","))]}"#
    }

    private static func read(
        _ resource: Resource, _ encoding: SentEncoding, _ text: String
    ) throws -> (objects: [SentObject], head: ListHead) {
        try read(resource, encoding, Array(text.utf8))
    }

    /// Reads a list that comes in parts.
    private static func read(
        _ resource: Resource, _ encoding: SentEncoding, _ bytes: [UInt8]
    ) throws -> (objects: [SentObject], head: ListHead) {
        var reader = resource.listReader(encoding)
        var objects: [SentObject] = []
        for start in stride(from: 0, to: bytes.count, by: 16_001) {
            objects += try reader.add(Array(bytes[start..<min(start + 16_001, bytes.count)]))
        }
        return (objects, try reader.end())
    }
}

/// An object that protobuf cannot carry as it is, and one that is read of JSON as the first is of protobuf.
struct Difference: Sendable, CustomTestStringConvertible {
    let resource: Resource
    let testDescription: String
    let json: String
    let same: String
    /// Whether the first is read of JSON so, too.
    let isOfNoMatter: Bool

    private init(_ resource: Resource, _ name: String, _ json: String, as same: String, isOfNoMatter: Bool) {
        self.resource = resource
        testDescription = name
        (self.json, self.same) = (json, same)
        self.isOfNoMatter = isOfNoMatter
    }

    static let all: [Difference] = [
        Difference(
            .networkPolicies, "no rules and an empty list of rules", policy(#"{"podSelector":{},"ingress":[]}"#),
            as: policy(#"{"podSelector":{}}"#), isOfNoMatter: true),
        Difference(
            .networkPolicies, "no types and an empty list of types", policy(#"{"podSelector":{},"policyTypes":[]}"#),
            as: policy(#"{"podSelector":{}}"#), isOfNoMatter: true),
        Difference(
            .networkPolicies, "egress rules that are an empty list, and no types",
            policy(#"{"podSelector":{},"egress":[]}"#), as: policy(#"{"podSelector":{}}"#), isOfNoMatter: true),
        Difference(
            .networkPolicies, "a selector of empty parts",
            policy(#"{"podSelector":{"matchLabels":{},"matchExpressions":[]},"policyTypes":["Ingress"]}"#),
            as: policy(#"{"podSelector":{},"policyTypes":["Ingress"]}"#), isOfNoMatter: true),
        Difference(
            .networkPolicies, "a field that has no meaning", policy(#"{"podSelector":{"matchLabel":{"a":"b"}}}"#),
            as: policy(#"{"podSelector":{}}"#), isOfNoMatter: false),
        Difference(
            .networkPolicies, "a rule that is null", policy(#"{"podSelector":{},"ingress":[{"ports":null}]}"#),
            as: policy(#"{"podSelector":{},"ingress":[{}]}"#), isOfNoMatter: true),
        Difference(
            .services, "no selector and an empty one", service(#"{"selector":{}}"#), as: service("{}"),
            isOfNoMatter: false),
        Difference(
            .pods, "labels that are empty", #"{"metadata":{"name":"a","namespace":"b","labels":{}}}"#,
            as: #"{"metadata":{"name":"a","namespace":"b"}}"#, isOfNoMatter: true),
        Difference(
            .pods, "a time of null", #"{"metadata":{"name":"a","namespace":"b","creationTimestamp":null}}"#,
            as: #"{"metadata":{"name":"a","namespace":"b"}}"#, isOfNoMatter: true),
    ]

    private static func policy(_ spec: String) -> String {
        #"{"metadata":{"name":"a","namespace":"b"},"spec":\#(spec)}"#
    }

    private static func service(_ spec: String) -> String {
        #"{"metadata":{"name":"a","namespace":"b"},"spec":\#(spec)}"#
    }
}
