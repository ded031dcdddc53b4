import Addresses
import KubernetesModel
import Testing

@Suite struct WorkloadTests {
    private let template = """
        {'metadata':{'labels':{'app':'web'}},
        'spec':{'containers':[{'name':'c','ports':[{'name':'http','containerPort':80}]}]}}
        """

    @Test(
        "a workload of each kind has the labels and named ports of its pods",
        arguments: [
            ("apps/v1", "DaemonSet"), ("apps/v1", "Deployment"), ("batch/v1", "Job"), ("apps/v1", "ReplicaSet"),
            ("v1", "ReplicationController"), ("apps/v1", "StatefulSet"),
        ])
    func template(_ version: String, _ kind: String) throws {
        let head = "{'apiVersion':'\(version)','kind':'\(kind)','metadata':{'name':'w','namespace':'shop'},"
        let decoded = try decodeOne(head + "'spec':{'selector':{},'template':\(template)}}")
        let known = try #require(Workload.Kind(rawValue: kind))
        let workload = Workload(
            known, ObjectKey("shop", "w"), labels: ["app": "web"], ports: [.init("http", .tcp, 80)])
        #expect(decoded.object == .workload(workload) && decoded.defects.isEmpty)
        #expect(decoded.object.flatMap { ClusterEvent($0) } == nil)
    }

    @Test("the template of a CronJob lies in that of its jobs")
    func cronJob() throws {
        let spec = "{'jobTemplate':{'spec':{'template':\(template)}}}"
        let decoded = try decodeOne(
            "{'apiVersion':'batch/v1','kind':'CronJob','metadata':{'name':'w'},'spec':\(spec)}")
        let workload = Workload(
            .cronJob, ObjectKey("default", "w"), labels: ["app": "web"], ports: [.init("http", .tcp, 80)])
        #expect(decoded.object == .workload(workload))
    }

    @Test("a workload may use the network of its nodes, and one without a template has pods without labels")
    func bare() throws {
        let host = try decodeOne(
            "{'apiVersion':'apps/v1','kind':'DaemonSet','metadata':{'name':'w'},"
                + "'spec':{'template':{'spec':{'hostNetwork':true}}}}")
        #expect(host.object == .workload(Workload(.daemonSet, ObjectKey("default", "w"), isHostNetwork: true)))
        let bare = try decodeOne("{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'w'}}")
        #expect(bare.object == .workload(Workload(.deployment, ObjectKey("default", "w"))))
    }

    @Test("a template that cannot be read is a defect with its place")
    func defects() throws {
        let decoded = try decodeOne(
            "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'w'},'spec':{'template':{'spec':7}}}")
        #expect(decoded.defects.map(\.description) == ["spec.template.spec: is a number: write an object"])
    }

    @Test("kinds of other versions are passed over")
    func otherVersion() throws {
        let decoded = try decodeOne("{'apiVersion':'apps/v1beta1','kind':'Deployment','metadata':{'name':'w'}}")
        #expect(decoded.object == .other(apiVersion: "apps/v1beta1", kind: "Deployment", key: ObjectKey("", "w")))
    }
}
