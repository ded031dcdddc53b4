import Benchmarks
import ClusterSupport
import KubernetesModel

/// How cost grows from a thousand pods to a hundred thousand, of which the same number is on our node.
///
/// Each size is measured in a process that does nothing else, since only that knows what it needs.
enum GrowthGroup {
    /// The argument by which this program calls itself.
    static let childArgument = "--growth"
    private static let counts = [1_000, 10_000, 100_000]

    private struct Figures {
        let compiling: Samples
        let event: Samples
        let planning: Samples
        let cluster: Double
        let process: Double
    }

    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let figures = try counts.filter { $0 <= options.rounds(.max, quick: 10_000) }.map { count in
            (count, try measure(count, options))
        }
        guard let smallest = figures.first?.1 else { return [] }
        return figures.flatMap { count, figures in
            let isSmallest = count == counts[0]
            func row(_ curve: String, _ ours: Samples, _ first: Samples, _ target: Row.Target = .none) -> Row {
                Row(
                    name: "growth: \(curve), \(count) pods", ours: ours, baseline: isSmallest ? nil : first,
                    inTurn: false, target: isSmallest ? .none : target, point: .init(curve, at: count))
            }
            func size(_ curve: String, _ byteCount: Double) -> Row {
                Row(
                    name: "growth: \(curve), \(count) pods, beside 1 KB each", ours: Samples([byteCount]),
                    baseline: Samples([Double(count << 10)]), unit: .size, point: .init(curve, at: count))
            }
            return [
                row("first compile", figures.compiling, smallest.compiling),
                row("an event, until its changes are ready", figures.event, smallest.event, .costAtMost(1.5)),
                row("of it planning", figures.planning, smallest.planning, .costAtMost(1.5)),
                size("memory of the cluster and its rules", figures.cluster),
                size("memory of the whole process", figures.process),
            ]
        }
    }

    private static func measure(_ count: Int, _ options: BenchOptions) throws -> Figures {
        let rounds = options.rounds(5, quick: 2)
        let lines = try Child.lines(
            ["/proc/self/exe", childArgument, String(count), String(rounds), String(options.rounds(200, quick: 40))])
        guard lines.count == 4, lines[3].count == 2 else {
            throw BenchError.command("a process at \(count) pods said less")
        }
        return Figures(
            compiling: Samples(lines[0]), event: Samples(lines[1]), planning: Samples(lines[2]), cluster: lines[3][0],
            process: lines[3][1])
    }

    /// The child: prints what it took, line by line, and what it holds.
    static func childMain(_ arguments: [String]) throws {
        let numbers = arguments.compactMap { Int($0) }
        guard numbers.count == 3 else { throw BenchError.command("\(arguments)") }
        let heap = Memory.heapByteCount
        var node = NodeRules(TownCluster(ClusterSize(podCount: numbers[0])))
        node.hear(node.town.events)
        var compiling = [Clock.timeOnCore { node.compile() }]
        let (held, resident) = (Memory.heapByteCount - heap, Memory.resetPeak())
        try node.check()
        var loaded = NodeRules(node.town)
        loaded.hear(node.town.events)
        for _ in 1..<numbers[1] {
            var fresh = loaded
            compiling.append(Clock.timeOnCore { fresh.compile() })
        }
        let reactions = try node.reactionsToPods(numbers[2])
        try node.check()
        print(compiling.map { "\($0)" }.joined(separator: " "))
        print(reactions.map { "\($0.total)" }.joined(separator: " "))
        print(reactions.map { "\($0.planning)" }.joined(separator: " "))
        print(held, resident)
    }
}
