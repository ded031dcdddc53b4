import Addresses
import KubernetesModel

extension PolicyCase {
    /// Ports of a rule, and on which probes it lets through what its peer may.
    private typealias Ports = (name: String, ports: [PolicyPort], opens: [Probe])

    /// Rules whose peer is namespace y, with each kind of port.
    static var ports: [PolicyCase] {
        let lists = allOfProtocol + numbers + names + ranges + pathological + portPairs
        return [
            PolicyCase(.portProtocol, "ingress without ports", [.ofXA(ingress: [rule([])])], .toXAFromY),
            PolicyCase(.portProtocol, "egress without ports", [.ofXA(egress: [rule([])])], .fromXAToY),
        ]
            + lists.map { name, ports, opens in
                PolicyCase(
                    .portProtocol, "ingress at \(name)", [.ofXA(ingress: [rule(ports)])],
                    Table(.closedToXA, on: opens, .toXAFromY))
            }
            + lists.map { name, ports, opens in
                PolicyCase(
                    .portProtocol, "egress at \(name)", [.ofXA(egress: [rule(ports)])],
                    Table(.closedFromXA, on: opens, .fromXAToY))
            }
    }

    private static func rule(_ ports: [PolicyPort]) -> PolicyRule {
        PolicyRule([.pods(.everything, namespaces: .namespace("y"))], ports: ports)
    }

    private static func number(_ transport: PortedProtocol, _ number: UInt16) -> PolicyPort {
        PolicyPort(transport, .numbers(PortRange(number)))
    }

    private static func name(_ transport: PortedProtocol, _ name: String) -> PolicyPort {
        PolicyPort(transport, .named(name))
    }

    private static func range(_ transport: PortedProtocol, _ ports: ClosedRange<UInt16>) -> PolicyPort {
        PolicyPort(transport, .numbers(PortRange(ports)))
    }

    private static var allOfProtocol: [Ports] {
        [
            ("all ports of the protocol not named", [PolicyPort()], [.tcp(80), .tcp(81)]),
            ("all ports of TCP", [PolicyPort(.tcp)], [.tcp(80), .tcp(81)]),
            ("all ports of UDP", [PolicyPort(.udp)], [.udp(80), .udp(81)]),
            ("all ports of SCTP", [PolicyPort(.sctp)], [.sctp(80), .sctp(81)]),
        ]
    }

    /// A manifest that names no protocol is a value that says TCP, whatever wrote it.
    private static var numbers: [Ports] {
        [
            ("80 of the protocol not named", [number(PolicyPort().transport, 80)], [.tcp(80)]),
            ("80 of TCP", [number(.tcp, 80)], [.tcp(80)]),
            ("80 of UDP", [number(.udp, 80)], [.udp(80)]),
            ("80 of SCTP", [number(.sctp, 80)], [.sctp(80)]),
            ("81 of the protocol not named", [number(PolicyPort().transport, 81)], [.tcp(81)]),
            ("81 of TCP", [number(.tcp, 81)], [.tcp(81)]),
            ("81 of UDP", [number(.udp, 81)], [.udp(81)]),
            ("81 of SCTP", [number(.sctp, 81)], [.sctp(81)]),
        ]
    }

    private static var names: [Ports] {
        [
            ("the name of 80 of TCP", [name(.tcp, "serve-80-tcp")], [.tcp(80)]),
            ("the name of 81 of TCP", [name(.tcp, "serve-81-tcp")], [.tcp(81)]),
            ("the name of 80 of UDP", [name(.udp, "serve-80-udp")], [.udp(80)]),
            ("the name of 81 of UDP", [name(.udp, "serve-81-udp")], [.udp(81)]),
            ("the name of 80 of SCTP", [name(.sctp, "serve-80-sctp")], [.sctp(80)]),
            ("the name of 81 of SCTP", [name(.sctp, "serve-81-sctp")], [.sctp(81)]),
        ]
    }

    private static var ranges: [Ports] {
        [
            ("53 to 80 of TCP", [range(.tcp, 53...80)], [.tcp(80)]),
            ("53 to 80 of UDP", [range(.udp, 53...80)], [.udp(80)]),
            ("53 to 80 of SCTP", [range(.sctp, 53...80)], [.sctp(80)]),
            ("53 to 84 of TCP", [range(.tcp, 53...84)], [.tcp(80), .tcp(81)]),
            ("53 to 84 of UDP", [range(.udp, 53...84)], [.udp(80), .udp(81)]),
            ("53 to 84 of SCTP", [range(.sctp, 53...84)], [.sctp(80), .sctp(81)]),
        ]
    }

    private static var pathological: [Ports] {
        [
            ("the name of another protocol's port", [name(.udp, "serve-81-tcp")], []),
            ("a name that nobody serves", [name(.tcp, "serve-7000-tcp")], []),
            ("a number that nobody serves", [number(.tcp, 7000)], []),
        ]
    }

    private static var portPairs: [Ports] {
        [
            ("80 and 81 of TCP", [number(.tcp, 80), number(.tcp, 81)], [.tcp(80), .tcp(81)]),
            ("80 of TCP and of UDP", [number(.tcp, 80), number(.udp, 80)], [.tcp(80), .udp(80)]),
            ("80 of TCP and 81 of UDP", [number(.tcp, 80), number(.udp, 81)], [.tcp(80), .udp(81)]),
            ("80 of UDP and of SCTP", [number(.udp, 80), number(.sctp, 80)], [.udp(80), .sctp(80)]),
            ("81 of TCP and all of SCTP", [number(.tcp, 81), PolicyPort(.sctp)], [.tcp(81), .sctp(80), .sctp(81)]),
            ("a name and a number", [name(.tcp, "serve-80-tcp"), number(.udp, 81)], [.tcp(80), .udp(81)]),
            ("two names", [name(.sctp, "serve-81-sctp"), name(.udp, "serve-80-udp")], [.sctp(81), .udp(80)]),
        ]
    }
}
