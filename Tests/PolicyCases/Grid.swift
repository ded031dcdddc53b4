/// Which pods reach which: a row for each sender and a column for each receiver, both in the order of `CaseWorld.pods`.
public struct Grid: Hashable, Sendable {
    /// What is expected between two pods.
    public enum Cell: Character, Sendable {
        /// The packet arrives.
        case allowed = "."
        /// It does not.
        case denied = "X"
        /// One of the two is not there to be asked.
        case absent = "-"
    }

    /// How many pods there are.
    public static let size = CaseWorld.pods.count
    /// The rows, one after the other.
    public let cells: [Cell]

    /// The grid of these cells.
    public init(_ cells: [Cell]) {
        precondition(cells.count == Self.size * Self.size, "a grid has a cell for each pair of pods")
        self.cells = cells
    }

    /// The grid whose cells a function says, by the places of sender and receiver.
    public init(cell: (_ from: Int, _ to: Int) -> Cell) {
        self.init((0..<Self.size).flatMap { from in (0..<Self.size).map { cell(from, $0) } })
    }

    /// What is expected from one pod to another, by their places.
    public subscript(from from: Int, to to: Int) -> Cell { cells[from * Self.size + to] }

    /// What is allowed in either: the grid of a rule of two peers, from those of each.
    public func union(_ other: Grid) -> Grid {
        Grid(zip(cells, other.cells).map { $0 == .allowed ? $0 : $1 })
    }
}

extension Grid: ExpressibleByStringLiteral {
    /// The grid of rows that stand in one line, with a space between two.
    public init(stringLiteral text: String) {
        let rows = text.split(separator: " ")
        precondition(rows.allSatisfy { $0.count == Self.size }, "each row has a cell for each pod: \(text)")
        self.init(
            rows.joined().map { character in
                guard let cell = Cell(rawValue: character) else { preconditionFailure("no cell is \(character)") }
                return cell
            })
    }
}

extension Grid: CustomStringConvertible {
    /// The rows with their pods before them.
    public var description: String {
        (0..<Self.size).map { from in
            "\n\(CaseWorld.pods[from]) " + String((0..<Self.size).map { self[from: from, to: $0].rawValue })
        }.joined()
    }
}
