/// What the command line asks for.
public struct BenchOptions: Equatable, Sendable {
    /// Fewer rounds of smaller loads: to see that nothing became much slower, not to quote.
    public private(set) var isQuick = false
    /// Where the figures go as JSON.
    public private(set) var jsonPath: String?
    /// The figures of an earlier run, to compare with.
    public private(set) var comparedPath: String?
    /// The figures that are taken instead of measuring.
    public private(set) var readPath: String?
    /// The directory for charts.
    public private(set) var chartPath: String?
    /// Whether only the names of the groups are asked for.
    public private(set) var listsGroups = false
    /// The groups to run.
    public private(set) var groups: Set<String> = []

    /// How it is called.
    public static func usage(_ groups: [String]) -> String {
        "usage: martlet-bench [--quick] [--json FILE] [--compare FILE] [--charts DIR] [--from FILE] [--list] "
            + "[\(groups.joined(separator: "|"))]..."
    }

    /// Reads arguments; `nil` where they make no sense.
    public init?(_ arguments: [String], groups known: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": isQuick = true
            case "--list": listsGroups = true
            case "--json", "--compare", "--from", "--charts":
                guard let path = rest.popFirst(), !path.hasPrefix("--") else { return nil }
                take(path, argument)
            case let name where known.contains(name): groups.insert(name)
            default: return nil
            }
        }
        // Figures that were measured already are all there is of them.
        if readPath != nil, isQuick || !groups.isEmpty { return nil }
        if groups.isEmpty { groups = Set(known) }
    }

    private mutating func take(_ path: String, _ option: String) {
        switch option {
        case "--json": jsonPath = path
        case "--compare": comparedPath = path
        case "--from": readPath = path
        default: chartPath = path
        }
    }

    /// So many rounds, or a few where it is quick.
    public func rounds(_ count: Int, quick: Int) -> Int { isQuick ? quick : count }
}
