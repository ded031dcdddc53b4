import PolicyCases
import Testing

@Suite struct GridTests {
    private let open = Grid { _, _ in .allowed }
    private let rows: Grid =
        ".XXXXXXX- ......... ......... ......... ......... ......... ......... ......... -........"

    @Test("a literal has a row for each sender and in it a cell for each receiver")
    func literal() {
        #expect(rows[from: 0, to: 0] == .allowed)
        #expect(rows[from: 0, to: 1] == .denied && rows[from: 1, to: 0] == .allowed)
        #expect(rows[from: 0, to: 8] == .absent && rows[from: 8, to: 0] == .absent)
        #expect(rows.cells.count == 81)
    }

    @Test("a grid prints its rows with their pods, so that a difference can be found")
    func description() {
        let lines = rows.description.split(separator: "\n")
        #expect(lines.first == "x/a .XXXXXXX-" && lines.last == "z/c -........" && lines.count == 9)
    }

    @Test("the union of two grids is allowed where either is")
    func union() {
        let (first, last) = (
            Grid { from, _ in from == 0 ? .allowed : .denied }, Grid { _, to in to == 8 ? .allowed : .denied }
        )
        let both = Grid { from, to in from == 0 || to == 8 ? .allowed : .denied }
        #expect(first.union(last) == both && last.union(first) == both)
        #expect(first.union(first) == first && first.union(open) == open)
    }

    @Test("text that is no grid stops the program", arguments: ["", ".........", "........? ", "......... .."])
    func noGrid(_ text: String) async {
        await #expect(processExitsWith: .failure) { [text] in _ = Grid(stringLiteral: text) }
    }

    @Test("whatever a case is about, in its tables a pod reaches itself, and who is absent is so both ways")
    func tables() {
        for policyCase in PolicyCase.all {
            for grid in policyCase.steps.flatMap({ step in Probe.all.map { step.expected[$0] } }) {
                let absent = (0..<Grid.size).map { grid[from: $0, to: $0] == .absent }
                let expected = Grid { from, to in
                    if absent[from] || absent[to] { return .absent }
                    return from == to ? .allowed : grid[from: from, to: to]
                }
                #expect(grid == expected, "\(policyCase)")
            }
        }
    }
}
