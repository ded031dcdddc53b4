/// What people write policies for.
public enum PolicyPattern: String, CaseIterable, Sendable {
    /// Nothing comes in.
    case denyIngress = "default-deny-ingress"
    /// Nothing goes out.
    case denyEgress = "default-deny-egress"
    /// Neither.
    case denyBoth = "default-deny"
    /// Out to the cluster's DNS, by UDP and TCP.
    case dns = "allow-dns"
    /// In from all pods of the namespace, and out to them.
    case sameNamespace = "same-namespace"
    /// In from the monitoring's namespace, at the port named metrics.
    case monitoring = "allow-monitoring"
    /// In from the ingress controllers, at the port named http, for the pods in front.
    case ingressController = "allow-ingress-controller"
    /// From application to application of the namespace, at a port by number.
    case applications = "applications"
    /// In from the namespaces of some teams.
    case teams = "allow-teams"
    /// In at ranges of ports.
    case portRanges = "port-ranges"
    /// In for pods, and from pods, that expressions choose.
    case expressions = "expressions"
    /// Out to addresses outside, but for parts of them.
    case outside = "allow-outside"
    /// In from addresses outside, by TCP at the port for TLS.
    case clients = "allow-clients"

    /// Those that stand first in a namespace.
    static let denials: [PolicyPattern] = [.denyIngress, .denyEgress, .denyBoth]
}
