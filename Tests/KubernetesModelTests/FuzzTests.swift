import Addresses
import JSON
import KubernetesModel
import TestSupport
import Testing

@Suite struct FuzzTests {
    private static let seeds = [
        policyText(
            "{'podSelector':{'matchLabels':{'a':'b'},'matchExpressions':[{'key':'c','operator':'In','values':['d']}]},"
                + "'policyTypes':['Ingress','Egress'],'ingress':[{'from':[{'ipBlock':{'cidr':'10.0.0.0/8','except':"
                + "['10.1.0.0/16']}},{'namespaceSelector':{}}],'ports':[{'port':80,'endPort':90},{'port':'web'}]}],"
                + "'egress':[{'to':[{'podSelector':{}}]}]}"),
        "{'kind':'PodList','apiVersion':'v1','items':[{'metadata':{'name':'a','labels':{'b':'c'},'creationTimestamp':"
            + "'2026-01-31T08:00:00Z'},'spec':{'nodeName':'n','hostNetwork':false,'containers':[{'ports':[{'name':'w',"
            + "'containerPort':80,'protocol':'TCP'}]}]},'status':{'phase':'Running','podIPs':[{'ip':'10.0.0.1'}]}}]}",
        "{'kind':'List','apiVersion':'v1','items':[{'kind':'Node','apiVersion':'v1','metadata':{'name':'n'},'spec':"
            + "{'podCIDRs':['10.0.0.0/24']},'status':{'addresses':[{'type':'InternalIP','address':'192.0.2.1'}]}},"
            + "{'kind':'Namespace','apiVersion':'v1','metadata':{'name':'s','labels':{'a':'b'}}}]}",
    ]
    /// What takes the place of a value.
    private static let values = [
        "null", "7", "-1", "1.5", "70000", "true", "''", "'x'", "'a b'", "[]", "{}", "[null]", "[[]]", "{'a':7}",
        "'::ffff:1.2.3.4/99'", "'10.0.0.0/8'", "99999999999999999999", "[7,{}]", "'Ingress'", "{'name':null}",
    ]

    @Test("Fuzz: whatever stands where, nothing crashes, and a policy with an error allows nothing")
    func values() throws {
        var generator = SeededGenerator.forTest("Kubernetes values fuzz")
        var errors = 0
        for _ in 0..<2_500 {
            var text = Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &generator)]
            for _ in 0..<Int.random(in: 1...3, using: &generator) { Self.replaceValue(in: &text, &generator) }
            guard let found = try? decode(text) else { continue }
            for decoded in found {
                check(decoded, text)
                errors += decoded.defects.hasError ? 1 : 0
            }
        }
        #expect(errors > 500, "the mutations break too little; \(generator)")
    }

    @Test("Fuzz: bytes that change are refused or read, and never crash")
    func bytes() {
        var generator = SeededGenerator.forTest("Kubernetes bytes fuzz")
        for _ in 0..<1_500 {
            let seed = Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &generator)]
            var bytes = doubleQuoted(seed)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = UInt8.random(in: 0x20...0x7e, using: &generator)
            }
            guard let found = try? KubernetesDecoder.objects(in: bytes) else { continue }
            for decoded in found { check(decoded, String(decoding: bytes, as: UTF8.self)) }
        }
    }

    private func check(_ decoded: KubernetesDecoder.Decoded, _ text: String) {
        #expect(decoded.object != nil || decoded.defects.hasError, "\(text)")
        guard case .networkPolicy(let policy) = decoded.object else { return }
        #expect(policy.defects == decoded.defects)
        #expect(policy.ingress != nil || policy.egress != nil, "isolates nothing: \(text)")
        guard decoded.defects.hasError else { return }
        #expect((policy.ingress ?? []).isEmpty && (policy.egress ?? []).isEmpty, "allows: \(text)")
    }

    /// Puts another value where one stands: behind a colon, a comma or a bracket.
    private static func replaceValue(in text: inout String, _ generator: inout SeededGenerator) {
        var bytes = Array(text.utf8)
        let starts = bytes.indices.dropLast().filter { ":[,".utf8.contains(bytes[$0]) }
        guard let start = starts.randomElement(using: &generator) else { return }
        let end = valueEnd(bytes, from: start + 1)
        bytes.replaceSubrange(start + 1..<end, with: values[Int.random(in: 0..<values.count, using: &generator)].utf8)
        text = String(decoding: bytes, as: UTF8.self)
    }

    private static func valueEnd(_ bytes: [UInt8], from start: Int) -> Int {
        var depth = 0
        var place = start
        var isQuoted = false
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "'") { isQuoted.toggle() }
            if !isQuoted {
                if "{[".utf8.contains(byte) { depth += 1 }
                if "}],".utf8.contains(byte), depth == 0 { return place }
                if "}]".utf8.contains(byte) { depth -= 1 }
            }
            place += 1
        }
        return place
    }
}
