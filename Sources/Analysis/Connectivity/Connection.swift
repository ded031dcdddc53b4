public import Addresses
public import PolicyEngine

/// What may pass from one end to another.
public struct Connection: Hashable, Sendable {
    /// Who sends.
    public let source: ConnectionEnd
    /// Who receives.
    public let destination: ConnectionEnd
    /// What may pass.
    public let reach: Reach
    /// The family that this is about, where the other one differs; `nil` where they do not, or there is one only.
    public let family: IPFamily?

    /// What may pass from one end to another.
    public init(_ source: ConnectionEnd, _ destination: ConnectionEnd, _ reach: Reach, family: IPFamily? = nil) {
        self.source = source
        self.destination = destination
        self.reach = reach
        self.family = family
    }

    /// `TCP 80,UDP 53`, followed by ` (IPv4)` or ` (IPv6)` where the families differ.
    public var conn: String { reach.description + (family.map { " (\($0.name))" } ?? "") }
}

extension Connection: Comparable, CustomStringConvertible {
    /// Orders by source, destination and family.
    public static func < (left: Self, right: Self) -> Bool {
        if left.source != right.source { return left.source < right.source }
        if left.destination != right.destination { return left.destination < right.destination }
        return (left.family ?? .ipv4) < (right.family ?? .ipv4)
    }

    /// `shop/web[Deployment] => shop/db[StatefulSet] : TCP 5432`.
    public var description: String { "\(source) => \(destination) : \(conn)" }
}

/// Where a connection begins or ends.
public enum ConnectionEnd: Hashable, Sendable {
    /// Addresses of one family, those of pods and nodes left out.
    case outside(ClosedRange<IPAddress>)
    /// Pods of a workload.
    case pods(PodGroup)

    /// The pods, where it is pods.
    public var group: PodGroup? {
        if case .pods(let group) = self { group } else { nil }
    }
}

extension ConnectionEnd: Comparable, CustomStringConvertible {
    /// Orders addresses before pods.
    public static func < (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.outside(let left), .outside(let right)):
            (left.lowerBound, left.upperBound) < (right.lowerBound, right.upperBound)
        case (.pods(let left), .pods(let right)): left < right
        case (.outside, .pods): true
        case (.pods, .outside): false
        }
    }

    /// `0.0.0.0-255.255.255.255`, also of a single address, or what people call the pods.
    public var description: String {
        switch self {
        case .outside(let range): "\(range.lowerBound)-\(range.upperBound)"
        case .pods(let group): group.description
        }
    }
}

extension IPFamily {
    /// What people call it.
    var name: String {
        switch self {
        case .ipv4: "IPv4"
        case .ipv6: "IPv6"
        }
    }
}
