import KubernetesModel
import Testing

@Suite struct ObjectKeyTests {
    @Test("orders by namespace, then by name, and prints both")
    func orders() {
        let keys = [ObjectKey("b", "a"), ObjectKey("a", "b"), ObjectKey("a", "a"), ObjectKey("ab", "")]
        #expect(keys.sorted().map(\.description) == ["a/a", "a/b", "ab/", "b/a"])
        #expect(ObjectKey("a", "b") == ObjectKey("a", "b") && ObjectKey("a", "b") != ObjectKey("b", "a"))
    }
}
