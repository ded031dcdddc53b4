import KubernetesModel
import Testing

@testable import Analysis

@Suite struct KindWordTests {
    @Test("kinds are understood by their names and short names, in any case") func words() {
        let texts = [
            "pod", "PO", "svc", "Service", "deploy", "deployment", "sts", "StatefulSet", "ds", "daemonset", "rs",
        ]
        #expect(
            texts.map { KindWord($0) } == [
                .pod, .pod, .service, .service, .workload("Deployment"), .workload("Deployment"),
                .workload("StatefulSet"), .workload("StatefulSet"), .workload("DaemonSet"), .workload("DaemonSet"),
                .workload("ReplicaSet"),
            ])
        #expect(["shop", "", "deploymentss"].map { KindWord($0) } == [nil, nil, nil])
    }

    @Test("a workload is called as it can be asked for, which every kind can") func names() {
        for kind in Workload.Kind.allCases {
            let name = WorkloadName(ObjectKey("shop", "web"), kind: kind.rawValue).askedName
            let parts = name.split(separator: "/").map(String.init)
            #expect(parts.count == 3 && KindWord(parts[1]) == .workload(kind.rawValue), "\(name)")
        }
        #expect(WorkloadName(ObjectKey("shop", "web"), kind: "Pod").askedName == "shop/web")
        #expect(WorkloadName(ObjectKey("shop", "web"), kind: "Rollout").askedName == "shop/rollout/web")
    }
}
