/// What the numbers and colours in a table of who reaches whom mean.
struct MatrixLegend {
    /// One kind of connection.
    struct Entry {
        /// What passes.
        let words: String
        /// What stands in its cells where there is no room for words.
        let mark: String
        /// The class of its colour.
        let style: String
    }

    /// How many colours there are, besides that of all connections; then they begin again.
    static let colours = ["#9ecbff", "#a5e6b4", "#d4b8ff", "#8fe0dc", "#ffb8d2", "#d9e58a", "#d8c0a4", "#bcc8dc"]

    /// The kinds, all connections first, then the most frequent.
    let entries: [Entry]
    private let places: [String: Int]

    /// The legend of these cells.
    init(_ cells: some Sequence<String>) {
        var counts: [String: Int] = [:]
        for cell in cells { counts[cell, default: 0] += 1 }
        let everything = "All Connections"
        let rest = counts.filter { $0.key != everything }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let numbered = rest.enumerated().map { number, kind in
            Entry(words: kind.key, mark: "\(number + 1)", style: "c\(number % Self.colours.count)")
        }
        entries = (counts[everything] == nil ? [] : [Entry(words: everything, mark: "all", style: "all")]) + numbered
        places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.words, $0) })
    }

    /// The entry of a cell.
    subscript(words: String) -> Entry? { places[words].map { entries[$0] } }
}
