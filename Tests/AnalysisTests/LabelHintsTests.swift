import KubernetesModel
import Testing

@testable import Analysis

@Suite struct LabelHintsTests {
    private let hints = LabelHints(
        [["app": "frontend", "tier": "web"], ["app": "backend", "app.kubernetes.io/name": "x"]], of: "pod")

    @Test(
        "the nearest key is at most two changes away",
        arguments: [
            ("ap", "app"), ("teir", "tier"), ("App", "app"), ("app.kubernetes.io/nmae", "app.kubernetes.io/name"),
            ("application", nil), ("x", nil), ("role", nil),
        ])
    func nearestKey(key: String, near: String?) {
        #expect(hints.key(near: key) == near)
    }

    @Test("the nearest value is one of its key")
    func nearestValue() {
        #expect(hints.value(near: "fronted", of: "app") == "frontend")
        #expect(hints.value(near: "wbe", of: "tier") == "web")
        #expect(hints.value(near: "wbe", of: "app") == nil && hints.value(near: "web", of: "none") == nil)
    }

    @Test(
        "a reason is the first requirement that nobody meets",
        arguments: [
            (["app": "frontend", "tier": "wep"], "no pod has tier=wep, but there is tier=web"),
            (["app": "x", "tier": "y"], "no pod has app=x, but there is app in (backend,frontend)"),
            (["role": "x"], "no pod has a label role"), (["app": "backend", "tier": "web"], nil),
        ] as [([String: String], String?)])
    func reason(labels: [String: String], reason: String?) {
        #expect(hints.reason(LabelSelector(matching: Labels(labels))) == reason)
    }

    @Test("requirements that leave something out are no reason, and of several values each is named")
    func operators() {
        let out = LabelSelector([.init("role", .notIn(["x"])), .init("role", .doesNotExist)])
        #expect(hints.reason(out) == nil)
        #expect(hints.reason(LabelSelector([.init("role", .exists)])) == "no pod has a label role")
        let several = LabelSelector([.init("tier", .in(["wep", "wap"]))])
        #expect(hints.reason(several) == "no pod has tier in (wep,wap), but there is tier=web")
    }
}
