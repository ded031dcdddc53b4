import Manifests
import Testing

@Suite struct RemarkTests {
    @Test("says the place, how bad it is, the object and the reason, as far as there are any")
    func texts() {
        let place = SourcePlace("a.yaml", line: 12)
        #expect("\(Remark(.error, at: place, object: "Pod a/b", "x"))" == "a.yaml:12: error: Pod a/b: x")
        #expect("\(Remark(.warning, at: SourcePlace("a.yaml"), "x"))" == "a.yaml: warning: x")
        #expect("\(Remark(.note, "x"))" == "note: x")
    }
}
