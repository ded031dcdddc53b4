/// The result as a table for people and as JSON for programs.
struct Report {
    private static let titles = ["what", "ours", "baseline", "ratio", "spread", "target", ""]
    private let rows: [Row]

    /// The report of these rows.
    init(_ rows: [Row]) { self.rows = rows }

    /// A table, in columns of one width.
    var text: String {
        let table = [Self.titles] + rows.map(\.cells)
        let widths = Self.titles.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        return table.map { cells in line(cells, widths) + "\n" }.joined()
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.enumerated().map { index, cell in
            let space = String(repeating: " ", count: widths[index] - cell.count)
            return (1...4).contains(index) ? space + cell : cell + space
        }
        let line = padded.joined(separator: "  ")
        return String(line.prefix(line.count - line.reversed().prefix { $0 == " " }.count))
    }

    /// One object for each row; times in nanoseconds, sizes in bytes.
    var json: String { "[\n" + rows.map { "  " + $0.json }.joined(separator: ",\n") + "\n]\n" }
}

extension Row {
    /// The row as the table shows it.
    fileprivate var cells: [String] {
        let spreads = [ours] + (baseline.map { [$0] } ?? [])
        return [
            name, amount(ours.median), baseline.map { amount($0.median) } ?? "",
            ratio.map { "\($0.text) ×" } ?? "",
            spreads.map { "\(Int(($0.spread * 100).rounded())) %" }.joined(separator: ", "),
            target.text, isMet.map { $0 ? "ok" : "short" } ?? "",
        ]
    }

    private func amount(_ value: Double) -> String {
        switch unit {
        case .time:
            value < 1e3
                ? "\(value.text) ns"
                : value < 1e6 ? "\((value / 1e3).text) µs" : "\((value / 1e6).text) ms"
        case .size: "\((value / 1e6).text) MB"
        }
    }

    /// The row as an object; names hold no character that JSON would want escaped.
    fileprivate var json: String {
        var fields = ["\"name\": \"\(name)\"", "\"unit\": \"\(unit == .time ? "ns" : "bytes")\""]
        fields += ["\"ours\": \(ours.median)", "\"oursSpread\": \(ours.spread)"]
        if let baseline { fields += ["\"baseline\": \(baseline.median)", "\"baselineSpread\": \(baseline.spread)"] }
        if let ratio { fields.append("\"ratio\": \(ratio)") }
        if let isMet { fields.append("\"target\": \"\(target.text)\", \"met\": \(isMet)") }
        return "{" + fields.joined(separator: ", ") + "}"
    }
}

extension Row.Target {
    /// The target in words.
    fileprivate var text: String {
        switch self {
        case .none: ""
        case .costAtMost(let limit): "at most \(limit.text) ×"
        case .fasterAtLeast(let limit): "\(limit.text) × faster"
        case .atMost(let nanoseconds): "at most \((nanoseconds / 1e6).text) ms"
        }
    }
}

extension Double {
    /// The number with three digits that count, and no more behind the point than that.
    fileprivate var text: String {
        let digits = self < 10 ? 2 : self < 100 ? 1 : 0
        let scale = [1, 10, 100][digits]
        let scaled = Int((self * Double(scale)).rounded())
        let fraction = String(scaled % scale)
        let whole = String(scaled / scale)
        guard digits > 0, scaled % scale != 0 else { return whole }
        return whole + "." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}
