import JSON
import KubernetesAPI
import TestSupport
import Testing
import WireSupport

@Suite struct ProtobufBodyTests {
    private static let namespace = #"""
        {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"blue"},"spec":{},"status":{}}
        """#

    private static let policy = #"""
        {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":\#
        {"name":"web","namespace":"blue"},"spec":{"podSelector":{},"ingress":[{"ports":[\#
        {"protocol":"TCP","port":0,"endPort":0}],"from":[{"ipBlock":{"cidr":"10.0.0.0/8",\#
        "except":["10.1.0.0/16"]}},{"podSelector":{"matchLabels":{"app":"web"}}}]}],\#
        "policyTypes":["Ingress"]}}
        """#

    private static let service = #"""
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"ports":[\#
        {"name":"80-http","protocol":"TCP","port":80,"targetPort":"http"}],\#
        "selector":{"app":"web"},"type":"ClusterIP","allocateLoadBalancerNodePorts":false},\#
        "status":{"loadBalancer":{}}}
        """#

    private static let ingress = #"""
        {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web"},"spec":\#
        {"rules":[{"host":"a.example","http":{"paths":[{"path":"/","pathType":"Exact",\#
        "backend":{"service":{"name":"web","port":{"number":80}}}}]}}]},\#
        "status":{"loadBalancer":{}}}
        """#

    private static let deletion = #"""
        {"apiVersion":"v1","kind":"DeleteOptions","gracePeriodSeconds":0,"preconditions":{"uid":"u"},\#
        "orphanDependents":false,"propagationPolicy":"Background","dryRun":["All"]}
        """#

    private static let pod = #"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","creationTimestamp":\#
        "2026-01-31T08:00:00Z","managedFields":[{"manager":"kubectl","fieldsV1":{"f:spec":{}}}]},\#
        "spec":{"volumes":[{"name":"tmp","emptyDir":{"medium":"Memory"}}],"containers":[{"name":"c",\#
        "resources":{"limits":{"cpu":"100m"}},"livenessProbe":{"exec":{"command":["true"]},\#
        "initialDelaySeconds":-1}}],"terminationGracePeriodSeconds":0,\#
        "securityContext":{"supplementalGroups":[1,128]}}}
        """#

    private static let meanings: [([UInt8], String)] = [
        (ProtobufSamples.namespace, namespace), (ProtobufSamples.policy, policy), (ProtobufSamples.service, service),
        (ProtobufSamples.ingress, ingress), (ProtobufSamples.deletion, deletion), (ProtobufSamples.pod, pod),
    ]

    @Test("a body means the JSON that Go would write of it", arguments: meanings)
    func read(body: [UInt8], text: String) throws {
        // The order of fields is the schema's business.
        #expect(try sorted(ProtobufBody.object(body)) == sorted(JSONValue(parsing: Array(text.utf8))))
    }

    @Test("a body cut at any byte is a failure of the client's, or an object")
    func cut() throws {
        for body in ProtobufSamples.all {
            for count in 0..<body.count {
                do throws(APIFailure) {
                    #expect(try ProtobufBody.object(Array(body[..<count])).isObject)
                } catch {
                    #expect([.badRequest, .unsupportedMediaType].contains(error.reason))
                }
            }
        }
    }

    @Test("Fuzz: changed bytes are a failure that says why, or an object")
    func fuzz() throws {
        var generator = SeededGenerator.forTest("protobuf bodies")
        var objects = 0
        for _ in 0..<rounds(3_000, long: 100_000) {
            var body = ProtobufSamples.all[Int.random(in: 0..<ProtobufSamples.all.count, using: &generator)]
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                body[Int.random(in: 4..<body.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            do throws(APIFailure) {
                let object = try ProtobufBody.object(body)
                objects += 1
                #expect(object["kind"] != nil, "\(generator)")
            } catch {
                #expect([.badRequest, .unsupportedMediaType].contains(error.reason) && !error.message.isEmpty)
            }
        }
        #expect(objects > 50, "too few are read: \(objects); \(generator)")
    }

    private func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            .object(members.map { .init($0.name, sorted($0.value)) }.sorted { $0.name < $1.name })
        case .array(let items): .array(items.map(sorted))
        case .null, .bool, .number, .decimal, .string: value
        }
    }
}

@Suite struct ProtobufRefusalTests {
    private typealias Samples = ProtobufSamples

    /// A body, the reason, and a word of the message.
    private static let refused: [([UInt8], APIFailure.Reason, String)] = [
        ([], .badRequest, "begins otherwise"), (Array(#"{"kind":"Pod"}"#.utf8), .badRequest, "begins otherwise"),
        (Samples.body("v1", "Secret") { _ in }, .unsupportedMediaType, #"kind "Secret""#),
        (Samples.body("v2", "Pod") { _ in }, .unsupportedMediaType, #"version "v2""#),
        (Samples.body("v1", "Namespace") { $0.text(9, "") }, .unsupportedMediaType, "field 9 of Namespace"),
        (Samples.body("v1", "Namespace") { $0.number(1, 0) }, .badRequest, "another way"),
        (Samples.body("v1", "Namespace") { $0.raw([0x0d, 0, 0, 0, 0]) }, .badRequest, "another way"),
        (spec { $0.text(1, "") }, .badRequest, "ends in the middle"),
        (metadata { $0.bytes(1, [0xff]) }, .badRequest, "no UTF-8"), (metadata(twice), .badRequest, "twice"),
        (metadata { $0.message(8) { $0.number(1, .max >> 1) } }, .badRequest, "out of all years"),
        (metadata { $0.message(8) { $0.number(3, 1) } }, .unsupportedMediaType, "field 3 of Time"),
        (metadata { $0.message(11) { $0.text(3, "x") } }, .unsupportedMediaType, "field 3 of a map"),
        (metadata { $0.message(17) { $0.message(7) { $0.text(1, "{") } } }, .badRequest, "cannot be read"),
        (volume { $0.message(3) { _ in } }, .unsupportedMediaType, "GCEPersistentDiskVolumeSource"),
        (port { $0.message(4) { $0.number(1, 2) } }, .badRequest, "neither for a number"),
        (port { $0.number(3, 1 << 31) }, .badRequest, "more than 32 bits"),
        (packed, .unsupportedMediaType, "packed"),
    ]

    @Test("what cannot be read whole is refused with its reason", arguments: refused)
    func refuses(body: [UInt8], reason: APIFailure.Reason, words: String) {
        let failure = #expect(throws: APIFailure.self) { try ProtobufBody.object(body) }
        #expect(failure?.reason == reason)
        #expect(failure?.message.contains(words) == true, "\(failure?.message ?? "")")
    }

    private static func twice(_ writer: inout MessageWriter) {
        writer.text(1, "a")
        writer.text(1, "b")
    }

    private static func metadata(_ fill: (inout MessageWriter) -> Void) -> [UInt8] {
        Samples.body("v1", "Namespace") { $0.message(1, fill) }
    }

    /// Ends in the middle of a field of the specification.
    private static func spec(_ fill: (inout MessageWriter) -> Void) -> [UInt8] {
        Samples.body("v1", "Namespace") { $0.message(2) { $0.raw(MessageWriter.message(fill).dropLast()) } }
    }

    private static func volume(_ fill: (inout MessageWriter) -> Void) -> [UInt8] {
        Samples.body("v1", "Pod") { $0.message(2) { $0.message(1) { $0.message(2, fill) } } }
    }

    private static func port(_ fill: (inout MessageWriter) -> Void) -> [UInt8] {
        Samples.body("v1", "Service") { $0.message(2) { $0.message(1, fill) } }
    }

    private static let packed =
        [0x6b, 0x38, 0x73, 0x00]
        + MessageWriter.message {
            $0.message(1) {
                $0.text(1, "v1")
                $0.text(2, "Namespace")
            }
            $0.text(3, "gzip")
        }
}
