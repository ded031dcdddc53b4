import Addresses
import KubernetesModel

/// A flow and the pods that have its addresses.
struct Meeting {
    /// What is sent.
    let flow: Flow
    /// The pod that sends it, if the address is a pod's.
    let sender: Pod?
    /// The pod that it is for, if the address is a pod's.
    let receiver: Pod?

    /// The pod whose policies are asked.
    func subject(_ direction: Direction) -> Pod? {
        switch direction {
        case .ingress: receiver
        case .egress: sender
        }
    }

    /// The pod at the other end.
    func other(_ direction: Direction) -> Pod? {
        switch direction {
        case .ingress: sender
        case .egress: receiver
        }
    }

    /// The address at the other end.
    func otherAddress(_ direction: Direction) -> IPAddress {
        switch direction {
        case .ingress: flow.source
        case .egress: flow.destination
        }
    }
}
