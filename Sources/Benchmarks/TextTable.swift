/// Columns of one width, for people.
struct TextTable {
    private let rows: [[String]]
    private let numbers: Set<Int>

    /// A table with titles above it, whose columns of numbers end at the right.
    init(_ titles: [String], numbers: Set<Int>, _ rows: [[String]]) {
        self.rows = [titles] + rows
        self.numbers = numbers
    }

    /// The table, a line for each row.
    var text: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { line($0, widths) + "\n" }.joined()
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.enumerated().map { index, cell in
            let space = String(repeating: " ", count: widths[index] - cell.count)
            return numbers.contains(index) ? space + cell : cell + space
        }
        let line = padded.joined(separator: "  ")
        return String(line.prefix(line.count - line.reversed().prefix { $0 == " " }.count))
    }
}
