import KubernetesModel
import Testing

@testable import KubernetesClient

@Suite struct FieldSelectorsTests {
    @Test("of pods those are asked for that policies speak of, in two steps to all")
    func pods() {
        let unfinished = "status.phase!=Succeeded,status.phase!=Failed"
        #expect(choices(.pods) == [unfinished + ",spec.hostNetwork=false", unfinished, ""])
        #expect(choices(.pods, wantsAllPods: true) == [""])
    }

    @Test("of nodes the one of a name is asked for, or all")
    func nodes() {
        #expect(choices(.nodes, node: "n1") == ["metadata.name=n1"])
        #expect(choices(.nodes) == [""])
    }

    @Test("of everything else all are asked for", arguments: [Resource.namespaces, .networkPolicies, .services])
    func others(_ resource: Resource) {
        #expect(choices(resource, node: "n1") == [""])
    }

    /// All in turn, up to the first that cannot be widened, which stays in use.
    private func choices(_ resource: Resource, node: String? = nil, wantsAllPods: Bool = false) -> [String] {
        var selectors = FieldSelectors(resource, node: node, wantsAllPods: wantsAllPods)
        var choices = [selectors.current]
        while choices.count < 9, selectors.widen() { choices.append(selectors.current) }
        #expect(selectors.current == choices.last)
        return choices
    }
}
