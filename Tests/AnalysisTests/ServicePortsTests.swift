import Addresses
import KubernetesModel
import PolicyEngine
import Testing

@testable import Analysis

@Suite struct ServicePortsTests {
    @Test("a Service leads to the pods of its namespace that it selects, by number or by each pod's own name")
    func leads() {
        var inventory = Inventory()
        let web: Labels = ["app": "web"]
        let ports: [Service.Port] = [.init(.tcp, 80, target: .number(8080)), .init(.udp, 53, target: .named("dns"))]
        inventory.add([
            (.pod(Pod(ObjectKey("shop", "a"), labels: web, ports: [.init("dns", .udp, 5353)])), nil),
            (.pod(Pod(ObjectKey("shop", "b"), labels: ["app": "web", "tier": "x"])), nil),
            (.pod(Pod(ObjectKey("shop", "c"), labels: ["app": "db"])), nil),
            (.pod(Pod(ObjectKey("lab", "d"), labels: web)), nil),
            (.service(Service(ObjectKey("shop", "web"), selector: web, ports: ports)), nil),
            (.service(Service(ObjectKey("shop", "none"), selector: nil, ports: ports)), nil),
            (.service(Service(ObjectKey("shop", "empty"), selector: [:], ports: ports)), nil),
        ])
        let scene = LintScene(inventory)
        let lines = zip(scene.kinds, ServicePorts(scene).leads).map { kind, leads in
            "\(kind.pods[0].key.name):"
                + leads.map { " \($0.service) \($0.transport) \($0.number) \($0.target)" }.joined()
        }
        #expect(
            lines == ["d:", "a: shop/web tcp 80 8080 shop/web udp 53 5353", "b: shop/web tcp 80 8080", "c:"])
    }
}
