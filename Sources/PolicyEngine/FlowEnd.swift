public import Addresses
public import KubernetesModel

/// Where a flow begins or ends, as somebody who asks names it.
public enum FlowEnd: Hashable, Sendable {
    /// A pod, at any of its addresses.
    case pod(ObjectKey)
    /// An address, whoever has it.
    case address(IPAddress)
}

extension Cluster {
    /// The flows between two ends: one for each family in which both have an address, IPv4 first.
    public func flows(from source: FlowEnd, to destination: FlowEnd, _ traffic: Traffic) -> [Flow] {
        IPFamily.allCases.compactMap { family in
            guard let from = address(of: source, family), let to = address(of: destination, family) else { return nil }
            return Flow(from: from, to: to, traffic)
        }
    }

    private func address(of end: FlowEnd, _ family: IPFamily) -> IPAddress? {
        switch end {
        case .address(let address): address.family == family ? address : nil
        case .pod(let key): pods[key].flatMap { pod in pod.addresses.first { $0.family == family && has(pod, $0) } }
        }
    }

    /// Whether packets of an address are this pod's: a finished pod has none, and of several claims one holds.
    private func has(_ pod: Pod, _ address: IPAddress) -> Bool {
        if pod.isHostNetwork { return pod.phase != .finished }
        return owner(of: address)?.key == pod.key
    }
}
