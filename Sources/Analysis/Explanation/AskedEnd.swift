import Addresses
import KubernetesModel

/// An end of a question, found in the cluster.
enum AskedEnd: Hashable {
    /// Pods, and what they were asked for by.
    case pods(String, [ObjectKey])
    /// The pods behind a Service.
    case service(ObjectKey)
    /// An address that is no Service's, and no pod's.
    case address(IPAddress)
    /// The node of the pod at the other end.
    case host
}

extension AskedEnd {
    /// What it is called in headlines.
    var title: String {
        switch self {
        case .pods(let title, _): title
        case .service(let key): "\(key.namespace)/svc/\(key.name)"
        case .address(let address): address.description
        case .host: "host"
        }
    }
}
