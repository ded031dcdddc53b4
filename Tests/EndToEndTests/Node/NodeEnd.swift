import Addresses
import Glibc
import TestSupport

/// Somebody on the network of a node: a pod, or the node itself. It listens at a few ports.
///
/// A class, since it owns its sockets, and with them its namespace.
final class NodeEnd: Sendable {
    /// A pod by its names; `nil` for the node.
    struct PodName: Hashable, Sendable {
        /// The pod's namespace.
        let space: String
        /// Its name in there.
        let name: String
        /// The node that it runs on.
        let node: String
        /// What it is labelled by.
        let labels: [String: String]
        /// Its address on its link.
        let linkAddress: String
    }

    /// Where each end listens.
    static let ports: [(transport: FlowSocket.Transport, number: Int)] = [(.tcp, 80), (.tcp, 81), (.udp, 53)]

    /// The pod that it is; `nil` for the node.
    let pod: PodName?
    /// Its addresses, one of each family.
    let addresses: [String]
    /// Where it lives.
    let namespace: NetworkNamespace
    /// By place in `ports`.
    let listeners: [FlowSocket]

    /// An end that has its addresses already, or gets them soon.
    init(_ pod: PodName?, addresses: [String], in namespace: NetworkNamespace) throws {
        (self.pod, self.addresses, self.namespace) = (pod, addresses, namespace)
        listeners = try Self.ports.map { try FlowSocket.listening($0.transport, at: $0.number, in: namespace) }
    }

    /// What it is called in what tests say.
    var name: String { pod.map { "\($0.space)/\($0.name)" } ?? "the node" }

    /// Sends one datagram to a port of another end, from an address that may not be its own; whether it arrived. The
    /// port must be one of the UDP ports that ends listen at.
    func reaches(
        _ other: NodeEnd, _ address: String, from source: String? = nil, milliseconds: Int = 60
    ) throws -> Bool {
        let socket = try FlowSocket(.udp, in: namespace)
        if let source { try socket.bind(to: SocketPlace(source, port: 0)) }
        let tag = (0..<8).map { _ in UInt8.random(in: 0...255) }
        let link = address.hasPrefix("fe80:") ? namespace.run { if_nametoindex("eth0") } : 0
        socket.send(tag, to: SocketPlace(address, port: 53, link: link))
        let deadline = Deadline(seconds: Double(milliseconds) / 1_000)
        while let got = other.listeners[2].receive(by: deadline) {
            if got == tag { return true }
        }
        return false
    }
}
