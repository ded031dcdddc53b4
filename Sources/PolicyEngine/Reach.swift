public import Addresses

/// All that may pass from one address to another: traffic of every kind, or some ports.
public struct Reach: Hashable, Sendable {
    /// Whether everything may, what has no ports too.
    public let isEverything: Bool
    private let ports: [PortedProtocol: PortSet]

    /// Everything.
    public static let everything = Reach(isEverything: true, ports: [:])
    /// Nothing.
    public static let nothing = Reach([:])

    /// These ports and nothing else.
    public init(_ ports: [PortedProtocol: PortSet]) {
        self.init(isEverything: false, ports: ports.filter { !$0.value.isEmpty })
    }

    private init(isEverything: Bool, ports: [PortedProtocol: PortSet]) {
        self.isEverything = isEverything
        self.ports = ports
    }

    /// Whether nothing may pass.
    public var isNothing: Bool { !isEverything && ports.isEmpty }

    /// The ports of a protocol.
    public func ports(of transport: PortedProtocol) -> PortSet { isEverything ? .all : ports[transport] ?? PortSet() }

    /// Whether this passes.
    public func allows(_ traffic: Traffic) -> Bool {
        guard case .port(let transport, let number) = traffic else { return isEverything }
        return ports(of: transport).contains(number)
    }

    /// What passes both.
    public func intersection(_ other: Reach) -> Reach {
        isEverything ? other : other.isEverything ? self : combined(other) { $0.intersection($1) }
    }

    /// What passes either.
    public func union(_ other: Reach) -> Reach {
        isEverything || other.isEverything ? .everything : combined(other) { $0.union($1) }
    }

    /// What passes this and not the other. What has no ports is not said apart: everything without some ports is the
    /// other ports.
    public func subtracting(_ other: Reach) -> Reach {
        other.isEverything ? .nothing : other.isNothing ? self : combined(other) { $0.subtracting($1) }
    }

    private func combined(_ other: Reach, _ combine: (PortSet, PortSet) -> PortSet) -> Reach {
        Reach(
            Dictionary(
                uniqueKeysWithValues: PortedProtocol.allCases.map {
                    ($0, combine(ports(of: $0), other.ports(of: $0)))
                }))
    }
}

extension Reach: CustomStringConvertible {
    /// `All Connections`, `No Connections`, or such as `TCP 80,8000-9000,UDP 53`.
    public var description: String {
        if isEverything { return "All Connections" }
        let texts = PortedProtocol.allCases.sorted().compactMap { transport -> String? in
            // There is no port 0 that anybody asks for.
            let ports = ports(of: transport).intersection(PortSet([1...UInt16.max]))
            if ports.isEmpty { return nil }
            return transport.rawValue.uppercased() + " " + ports.portRanges.map(\.description).joined(separator: ",")
        }
        return texts.isEmpty ? "No Connections" : texts.joined(separator: ",")
    }
}
