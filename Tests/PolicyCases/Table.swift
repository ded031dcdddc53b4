/// What a case expects: a grid for each probe.
public struct Table: Hashable, Sendable {
    private let usual: Grid
    private let others: [Probe: Grid]

    /// The same grid for every probe, but for these.
    public init(_ usual: Grid, _ others: [Probe: Grid] = [:]) {
        self.usual = usual
        self.others = others
    }

    /// One grid for these probes, and the usual one for the others.
    public init(_ usual: Grid, on probes: [Probe], _ grid: Grid) {
        self.init(usual, Dictionary(uniqueKeysWithValues: probes.map { ($0, grid) }))
    }

    /// The grid for a probe.
    public subscript(probe: Probe) -> Grid { others[probe] ?? usual }
}
