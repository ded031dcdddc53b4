import Analysis
import KubernetesModel
import Testing

@Suite struct PodGroupTests {
    private let web = WorkloadName(ObjectKey("shop", "web"), kind: "Deployment")

    @Test("all pods are called as their workload, one as itself, some by name and number")
    func description() {
        func group(_ count: Int, isWhole: Bool) -> String {
            let pods = (0..<count).map { ObjectKey("shop", "web-\($0)") }
            return PodGroup(web, pods: pods, isWhole: isWhole).description
        }
        #expect(group(9, isWhole: true) == "shop/web[Deployment]")
        #expect(group(1, isWhole: false) == "shop/web-0[Pod]")
        #expect(group(3, isWhole: false) == "shop/web[Deployment](web-0,web-1,web-2)")
        #expect(group(9, isWhole: false) == "shop/web[Deployment](web-0,web-1,web-2,+6)")
    }

    @Test("controls and marks that turn text around are written out")
    func controls() {
        let key = ObjectKey("shop", "a\u{1B}[31m\u{202E}é\n")
        let text = PodGroup(.pod(key), pods: [key]).description
        #expect(text == "shop/a\\u{1b}[31m\\u{202e}é\\u{a}[Pod]")
    }

    @Test("groups are in the order of workloads, then of their pods")
    func order() {
        let parts = ["web-2", "web-1"].map { PodGroup(web, pods: [ObjectKey("shop", $0)], isWhole: false) }
        let other = PodGroup(WorkloadName(ObjectKey("lab", "z"), kind: "Pod"), pods: [])
        #expect((parts + [other]).sorted() == [other, parts[1], parts[0]])
    }
}
