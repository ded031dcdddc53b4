import Addresses
import KubernetesModel
import Testing

@testable import PolicyEngine

@Suite struct SharingPoolTests {
    private func pod(_ name: String, labels: [String: String]) -> Pod {
        Pod(
            ObjectKey("shop", name), labels: Labels(labels), node: "n1", addresses: [address("10.1.0.9")],
            ports: [.init("http", .tcp, 80)], phase: .pending, isHostNetwork: true, isTerminating: true, creation: 7)
    }

    private func storage(_ labels: Labels) -> UnsafeRawPointer? {
        labels.sorted.withUnsafeBytes { $0.baseAddress }
    }

    @Test("a shared pod is equal to what it was in every part")
    func equality() {
        var pool = SharingPool()
        for number in 0..<3 {
            let pod = pod("p\(number)", labels: ["app": "web", "tier": "\(number % 2)"])
            #expect(pool.sharing(pod) == pod)
        }
    }

    @Test("pods with equal labels and ports have one storage of them, others their own")
    func storages() {
        var pool = SharingPool()
        let shared = ["web", "web", "db"].map { pool.sharing(pod("p", labels: ["app": $0])) }
        #expect(storage(shared[0].labels) == storage(shared[1].labels))
        #expect(storage(shared[0].labels) != storage(shared[2].labels))
        let ports = shared.map { pod in pod.ports.withUnsafeBytes { $0.baseAddress } }
        #expect(ports[0] == ports[1] && ports[0] == ports[2])
        let (left, right) = (pod("p", labels: ["app": "web"]), pod("p", labels: ["app": "web"]))
        #expect(storage(left.labels) != storage(right.labels), "else nothing is shown above")
    }

    @Test("a pool of labels that are all different begins anew before it is larger than what it saves")
    func bounded() {
        var pool = SharingPool()
        let first = pool.sharing(pod("p", labels: ["id": "0"]))
        for number in 1...50_001 {
            let pod = pod("p", labels: ["id": "\(number)"])
            if pool.sharing(pod) != pod { Issue.record("pod \(number) is another") }
        }
        #expect(storage(pool.sharing(pod("p", labels: ["id": "0"])).labels) != storage(first.labels))
    }
}
