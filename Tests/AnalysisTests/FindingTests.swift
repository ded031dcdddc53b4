import Analysis
import JSON
import Testing

@Suite struct FindingTests {
    @Test("a finding is a line of text, and an object of JSON")
    func texts() throws {
        let found = try #require(LintSample.findings(LintSample.policy("{podSelector: {}, egress: []}")).last)
        #expect(
            found.text
                == "warning: NetworkPolicy shop/p: spec.egress: is empty, and without policyTypes that denies "
                + "nothing: add "
                + "Egress to spec.policyTypes, or remove it [egress-without-type]")
        #expect(
            found.json.text == """
                {"check":"egress-without-type","severity":"warning","kind":"NetworkPolicy","namespace":"shop",\
                "name":"p","path":"spec.egress","why":"is empty, and without policyTypes that denies nothing",\
                "mend":"add Egress to spec.policyTypes, or remove it"}
                """)
    }

    @Test("without a mend there is none in the JSON")
    func noMend() throws {
        let policy = LintSample.policy("{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}")
        #expect(
            LintSample.findings(policy).map(\.json.text) == [
                """
                {"check":"all-ingress-allowed","severity":"note","kind":"NetworkPolicy","namespace":"shop","name":"p",\
                "path":"spec.ingress[0]","why":"allows everything to come in to the pods it selects"}
                """
            ])
    }

    @Test("nothing that a terminal acts on is in a text")
    func controls() {
        let policy = LintSample.policy("{podSelector: {}}", #""p\e[31m\u202e\n""#)
        for finding in LintSample.findings(policy) {
            #expect(finding.text.contains("NetworkPolicy shop/p?[31m??: "))
            #expect(!finding.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
        }
    }

    @Test("findings are ordered by object, then by place with its numbers as numbers")
    func order() {
        let ports = (0..<11).map { _ in "{port: 1}" }.joined(separator: ",")
        let spec = "{podSelector: {}, ingress: [{ports: [\(ports)]}]}"
        let found = LintSample.findings(LintSample.policy(spec)).filter { $0.check == .protocolMissing }
        #expect(found.map(\.path) == (0..<11).map { "spec.ingress[0].ports[\($0)]" })
        #expect(Array(found.reversed()).sorted() == found)
    }
}
