/// All that one run measured, and on what.
public struct Run: Equatable, Sendable {
    /// What it ran on and when, in the order in which it is shown.
    public var facts: [Fact]
    /// Whether it took few rounds of small loads.
    public var isQuick: Bool
    /// What was measured.
    public private(set) var rows: [Row]

    /// Something about the machine or the moment.
    public struct Fact: Equatable, Sendable {
        /// What it is about.
        public var name: String
        /// What there is to say.
        public var value: String

        /// A fact.
        public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }

    /// A run that has measured nothing yet.
    public init(_ facts: [Fact] = [], isQuick: Bool = false, rows: [Row] = []) {
        (self.facts, self.isQuick, self.rows) = (facts, isQuick, rows)
    }

    /// Takes what a group measured.
    public mutating func add(_ rows: [Row], of group: String) {
        self.rows += rows.map { row in
            var row = row
            row.group = group
            return row
        }
    }

    /// The rows by names of which each stands once: those that belong to a row above carry its name, and those that
    /// are still alike are counted.
    var rowsByName: [(name: String, row: Row)] {
        var parent = ""
        var seen: [String: Int] = [:]
        return rows.map { row in
            let isPart = row.name.hasPrefix(" ")
            if !isPart { parent = row.name }
            let name = isPart ? "\(parent) / \(row.name.drop { $0 == " " })" : row.name
            let count = seen[name, default: 0] + 1
            seen[name] = count
            return (count == 1 ? name : "\(name) (\(count))", row)
        }
    }

    /// A table of all rows, and what it ran on.
    public var text: String {
        let titles = ["what", "ours", "baseline", "ratio", "spread", "target", ""]
        let about = facts.map { "\($0.name): \($0.value)\n" }.joined()
        return TextTable(titles, numbers: [1, 2, 3, 4], rows.map(\.cells)).text + "\n" + about
    }
}

extension Row {
    /// The row as the table shows it.
    fileprivate var cells: [String] {
        // The ratio has a spread of its own where it is one of rounds.
        let spreads = [ours, baseline, ratio.flatMap { $0.roundCount > 1 ? $0 : nil }].compactMap { $0 }
        return [
            name, unit.text(ours.median), baseline.map { unit.text($0.median) } ?? "",
            ratio.map { "\($0.median.short) ×" } ?? "",
            spreads.map { $0.roundCount > 1 ? $0.spread.percent : "once" }.joined(separator: ", "), target.text(unit),
            isMet.map { $0 ? "ok" : "short" } ?? "",
        ]
    }
}
