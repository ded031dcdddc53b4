/// A set of ports.
public typealias PortSet = RangeSet<UInt16>

extension PortSet {
    /// Makes the set of all ports in `portRanges`, which may come in any order, overlap and repeat.
    public init(_ portRanges: some Sequence<PortRange>) { self.init(portRanges.lazy.map(\.range)) }

    /// The ranges of the set in rising order, with at least one port missing between two of them.
    public var portRanges: [PortRange] { ranges.map { PortRange($0) } }
}
