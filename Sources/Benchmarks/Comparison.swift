/// Two runs beside each other: what got slower, or larger, by more than its own noise.
///
/// Compared is what means the same on another day: ratios to the baseline of the same run, instruction counts, and
/// sizes. A time with nothing beside it says how busy the machine was, so it is not judged.
public struct Comparison: Equatable, Sendable {
    /// What became of a row.
    public enum Verdict: String, Sendable {
        /// It costs more than before, and noise does not explain it.
        case slower
        /// It costs less.
        case faster
        /// The two differ by no more than noise.
        case same
    }

    /// A row that both runs have and that can be compared.
    public struct Entry: Equatable, Sendable {
        /// The row's name, with that of the row that it belongs to.
        public var name: String
        /// What was compared, in words.
        public var measure: String
        /// The figure of the earlier run.
        public var before: String
        /// The figure of the later run.
        public var now: String
        /// The later beside the earlier: above 1 it costs more.
        public var change: Double
        /// The part by which the two may differ for no reason.
        public var noise: Double

        /// What this means.
        public var verdict: Verdict {
            change > 1 + noise ? .slower : change < 1 / (1 + noise) ? .faster : .same
        }
    }

    /// The rows that can be compared, in the order of the later run.
    public private(set) var entries: [Entry] = []
    /// Times that nothing stands beside.
    public private(set) var unjudged: [String] = []
    /// Rows that only the earlier run has, of the groups that the later one measured.
    public private(set) var gone: [String] = []
    /// Rows that only the later run has.
    public private(set) var new: [String] = []
    /// Whether the runs took different loads, so that many rows have nothing beside them.
    public let isMixed: Bool

    /// The comparison of a run with an earlier one.
    public init(from before: Run, to now: Run) {
        isMixed = before.isQuick != now.isQuick
        let groups = Set(now.rows.map(\.group))
        let earlier = before.rowsByName.filter { groups.contains($0.row.group) }
        let byName = Dictionary(earlier.map { ($0.name, $0.row) }) { first, _ in first }
        for (name, row) in now.rowsByName {
            guard let old = byName[name], old.unit == row.unit else {
                new.append(name)
                continue
            }
            if let entry = Entry(name, old, row) { entries.append(entry) } else { unjudged.append(name) }
        }
        let names = Set(now.rowsByName.map(\.name))
        gone = earlier.map(\.name).filter { !names.contains($0) }
    }

    /// Whether something costs more by more than its noise.
    public var hasSlower: Bool { entries.contains { $0.verdict == .slower } }

    /// A table of what changed, the worst first, and how much stayed as it was.
    public var text: String {
        let changed = entries.filter { $0.verdict != .same }.sorted { $0.change > $1.change }
        let table = TextTable(
            ["what", "measure", "before", "now", "change", "noise", ""], numbers: [2, 3, 4, 5], changed.map(\.cells))
        let sameCount = entries.count - changed.count
        var lines = ["\(sameCount) the same, \(unjudged.count) times without a baseline, which are not judged"]
        if isMixed { lines.append("one run was quick and the other was not: few rows are comparable") }
        lines += new.map { "only now: \($0)" } + gone.map { "only before: \($0)" }
        return (changed.isEmpty ? "" : table.text + "\n") + lines.map { $0 + "\n" }.joined()
    }
}

extension Comparison.Entry {
    /// The least that counts as a difference, whatever the spreads say: from run to run more changes than from round
    /// to round.
    private static let leastNoise: [Row.Unit: Double] = [.time: 0.05, .each: 0.05, .size: 0.05, .instructions: 0.01]
    /// The noise of what was measured only once. That of two rounds is at least half of it, and so on: that few rounds
    /// lie close together says little.
    private static let noiseOfOne: [Row.Unit: Double] = [.time: 0.2, .each: 0.2, .size: 0.05, .instructions: 0]
    private static let fewRoundsMax = 4

    /// The entry of a row of both runs; `nil` where there is nothing that could be compared.
    fileprivate init?(_ name: String, _ old: Row, _ new: Row) {
        let measure: String
        let figures: (old: Double, new: Double)
        if new.unit != .instructions, let before = old.cost, let now = new.cost {
            (measure, figures) = ("ratio", (before, now))
        } else if !new.unit.isTime {
            (measure, figures) = (new.unit == .size ? "size" : "instructions", (old.ours.median, new.ours.median))
        } else {
            return nil
        }
        guard figures.old > 0 else { return nil }
        let isRatio = measure == "ratio"
        let spreads = [old, new].map { row in
            let (spread, count) = (isRatio ? row.ratio?.spread ?? 0 : row.ours.spread, max(1, row.ours.roundCount))
            let least = Self.noiseOfOne[row.unit, default: 0] / Double(count)
            return count > Self.fewRoundsMax ? spread : max(spread, least)
        }
        self.init(
            name: name, measure: measure,
            before: isRatio ? "\(figures.old.short) ×" : old.unit.text(figures.old),
            now: isRatio ? "\(figures.new.short) ×" : new.unit.text(figures.new), change: figures.new / figures.old,
            noise: max(Self.leastNoise[new.unit, default: 0], spreads[0] + spreads[1]))
    }

    fileprivate var cells: [String] {
        [name, measure, before, now, "\(change.short) ×", noise.percent, verdict.rawValue]
    }
}
