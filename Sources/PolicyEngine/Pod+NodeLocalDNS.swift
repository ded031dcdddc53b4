import Addresses
import KubernetesModel

extension Pod {
    /// A pod that stands for a DNS cache on each node: its address is judged as those of the cluster's DNS pods are,
    /// since pods ask it in their place. It is on no node, so that no policy isolates it.
    init(nodeLocalDNS addresses: [IPAddress]) {
        self.init(
            ObjectKey("kube-system", "node local dns"), labels: ["k8s-app": "kube-dns"], addresses: addresses,
            ports: [.init("dns", .udp, 53), .init("dns-tcp", .tcp, 53)])
    }
}
