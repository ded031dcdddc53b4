/// What the command line asks for.
struct Options {
    /// Fewer rounds: figures to look at while working, not to quote.
    private(set) var isQuick = false
    /// Where the figures go as JSON.
    private(set) var jsonPath: String?
    /// The groups to run.
    private(set) var groups: Set<String> = []

    /// Reads arguments; `nil` where they make no sense.
    init?(_ arguments: [String], groups known: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": isQuick = true
            case "--json":
                guard let path = rest.popFirst() else { return nil }
                jsonPath = path
            case let name where known.contains(name): groups.insert(name)
            default: return nil
            }
        }
        if groups.isEmpty { groups = Set(known) }
    }

    /// So many rounds, or a few where it is quick.
    func rounds(_ count: Int, quick: Int) -> Int { isQuick ? quick : count }
}
