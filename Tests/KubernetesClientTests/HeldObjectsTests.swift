import KubernetesModel
import Testing

@testable import KubernetesClient

@Suite struct HeldObjectsTests {
    @Test("each object counts once, until it is gone or others take the place of all")
    func counts() {
        var held = HeldObjects()
        #expect(held.count == 0)
        for name in ["a", "b", "a"] { held.insert(ObjectKey("shop", name)) }
        held.insert(ObjectKey("other", "a"))
        #expect(held.count == 3)
        held.remove(ObjectKey("shop", "a"))
        held.remove(ObjectKey("shop", "a"))
        held.remove(ObjectKey("shop", "c"))
        #expect(held.count == 2)
        held.replace([ObjectKey("shop", "x")])
        #expect(held.count == 1)
        held.remove(ObjectKey("shop", "x"))
        #expect(held.count == 0)
    }
}
