import Addresses
import Nftables
import TestSupport

/// One kind of packet of the flood, and what the two rulesets say of it.
struct FloodFlow: CustomStringConvertible {
    let source: IPAddress
    let destination: IPAddress
    let port: UInt16

    /// Every source to every pod, on two ports.
    static let all: [FloodFlow] = [UInt16(80), 81].flatMap { port in
        let four = [FloodLayout.pod, FloodLayout.otherPod].flatMap { pod in
            FloodLayout.sources.map { FloodFlow(source: $0, destination: pod, port: port) }
        }
        return four + FloodLayout.sources6.map { FloodFlow(source: $0, destination: FloodLayout.pod6, port: port) }
    }

    var description: String { "\(source) > \(destination) port \(port)" }

    /// The packet that is sent.
    var raw: RawPacket {
        RawPacket(from: source.bytes, to: destination.bytes, .udp(source: 4242, destination: port))
    }

    /// Whether a ruleset lets it pass.
    func passes(_ ruleset: Ruleset) -> Bool {
        let packet = Packet(.forward, from: source, to: destination, .udp(destinationPort: port))
        return PacketTracer(ruleset).verdict(packet) == .accepted
    }
}
