import Addresses
import KubernetesModel

/// A peer to be written into a policy.
enum RemedyPeer: Hashable {
    /// Pods with these labels, of a namespace or of the policy's own.
    case pods([Labels.Label], namespace: String?)
    /// One address.
    case address(IPAddress)

    /// Whether it is all pods of a namespace, for want of labels.
    var isWholeNamespace: Bool {
        if case .pods(let labels, _) = self { labels.isEmpty } else { false }
    }

    /// As an item of `from` or `to`.
    var yaml: YAMLText {
        switch self {
        case .address(let address):
            let cidr = CIDR(address).description
            return YAMLText("ipBlock", YAMLText("cidr", address.family == .ipv4 ? cidr : "\"\(cidr)\""))
        case .pods(let labels, let namespace):
            let pods = YAMLText(selector: "podSelector", labels)
            guard let namespace else { return pods }
            return YAMLText(selector: "namespaceSelector", [.init(Namespace.nameLabel, namespace)]) + pods
        }
    }
}
