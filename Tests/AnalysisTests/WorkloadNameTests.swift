import Analysis
import KubernetesModel
import Testing

@Suite struct WorkloadNameTests {
    @Test("a workload is called by namespace, name and kind, and names are in that order")
    func words() {
        let web = WorkloadName(ObjectKey("shop", "web"), kind: "Deployment")
        #expect("\(web)" == "shop/web[Deployment]")
        #expect("\(WorkloadName.pod(ObjectKey("shop", "web")))" == "shop/web[Pod]")
        #expect(web < .pod(ObjectKey("shop", "web")) && .pod(ObjectKey("lab", "web")) < web)
    }
}
