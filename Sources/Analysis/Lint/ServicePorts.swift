import Addresses
import KubernetesModel

/// Where the Services lead, for each kind of pods.
struct ServicePorts {
    /// That a port of a Service leads to a port of pods.
    struct Lead {
        let service: ObjectKey
        let transport: PortedProtocol
        let number: UInt16
        let target: UInt16
    }

    /// The leads to each kind, in the order of the Services.
    let leads: [[Lead]]

    /// Where the Services of a scene lead.
    init(_ scene: LintScene) {
        var leads = [[Lead]](repeating: [], count: scene.kinds.count)
        for service in scene.inventory.services.values.sorted(by: { $0.key < $1.key }) {
            for kind in scene.selected(by: service) {
                guard let pod = scene.kinds[kind].pods.first else { continue }
                for port in service.ports {
                    guard let target = service.number(of: port, at: pod) else { continue }
                    leads[kind].append(
                        Lead(service: service.key, transport: port.transport, number: port.number, target: target))
                }
            }
        }
        self.leads = leads
    }
}
