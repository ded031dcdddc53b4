import Benchmarks
import CNetfilter
import Glibc

/// The benchmark program: arguments in, a table of figures out, and an exit code.
enum Bench {
    /// All that can be measured, in the order in which it is. A new group is one line here.
    private static let groups: [(name: String, run: @Sendable (BenchOptions) throws -> [Row])] = [
        ("commit", CommitGroup.rows), ("nft", CommandGroup.rows), ("observe", ObserveGroup.rows),
        ("plan", PlanGroup.rows), ("policy", PolicyGroup.rows), ("growth", GrowthGroup.rows),
        ("memory", MemoryGroup.rows), ("instructions", InstructionGroup.rows), ("packets", PacketGroup.rows),
        ("traffic-policies", TrafficGroup.policyRows), ("traffic-peers", TrafficGroup.peerRows),
        ("traffic-blocks", TrafficGroup.blockRows),
        ("addresses", AddressGroup.rows), ("load", LoadGroup.rows), ("decode", DecodeGroup.rows),
        ("client", ClientGroup.rows), ("api", APIGroup.rows), ("daemon", DaemonGroup.rows),
        ("restart", RestartGroup.rows),
    ]
    /// What is measured in a process of its own, by the first argument of that process.
    private static let children: [String: @Sendable ([String]) throws -> Void] = [
        ObserveGroup.childArgument: ObserveGroup.childMain, GrowthGroup.childArgument: GrowthGroup.childMain,
        MemoryGroup.childArgument: MemoryGroup.childMain, InstructionGroup.childArgument: InstructionGroup.childMain,
        InstructionPart.protobufArgument: InstructionPart.writeProtobuf,
    ]

    /// Runs what the arguments ask for: 0 where it ran, 1 where it could not or where something got slower; 2 for bad
    /// arguments.
    static func run(_ arguments: [String]) -> Int32 {
        do {
            if let child = arguments.first.flatMap({ children[$0] }) {
                try child(arguments)
                return 0
            }
            guard let options = BenchOptions(arguments, groups: groups.map(\.name)) else {
                say(BenchOptions.usage(groups.map(\.name)))
                return 2
            }
            if options.listsGroups {
                print(groups.map(\.name).joined(separator: "\n"))
                return 0
            }
            // What cannot be read is said before anything is measured for minutes.
            let earlier = try options.comparedPath.map { try Files.run($0) }
            let run = try options.readPath.map { try Files.run($0) } ?? measure(options)
            try write(run, options)
            guard let earlier else { return 0 }
            let comparison = Comparison(from: earlier, to: run)
            print(comparison.text, terminator: "")
            return comparison.hasSlower ? 1 : 0
        } catch {
            say("martlet-bench: \(error)")
            return 1
        }
    }

    private static func measure(_ options: BenchOptions) throws -> Run {
        try enterNamespace()
        var run = Run(Machine.facts(), isQuick: options.isQuick)
        let start = Clock.now()
        for group in groups where options.groups.contains(group.name) {
            say("measuring: \(group.name)")
            let coreTime = Child.coreTimeOfAll
            let time = try Clock.time { run.add(try group.run(options), of: group.name) }
            let kept = Child.coreTimeOfAll - coreTime
            say("measuring: \(group.name): \(seconds(time)), of a core \(seconds(kept))")
        }
        run.facts += [.init("load after", Machine.load()), .init("seconds", "\(Int((Clock.now() - start) / 1e9))")]
        return run
    }

    private static func seconds(_ nanoseconds: Double) -> String {
        let tenths = Int((nanoseconds / 1e8).rounded())
        return "\(tenths / 10).\(tenths % 10) s"
    }

    /// Hands out the figures in every form that was asked for; as a table always, unless they are only compared.
    private static func write(_ run: Run, _ options: BenchOptions) throws {
        if let path = options.jsonPath { try Files.write(run.json, to: path) }
        if let directory = options.chartPath {
            for (name, svg) in Charts.pictures(of: run) { try Files.write(svg, to: "\(directory)/\(name)") }
        }
        print(run.text)
    }

    /// `unshare -n`, before there is a second thread: nothing measured here touches the rules of this host.
    static func enterNamespace() throws(BenchError) {
        let newNetwork: Int32 = 0x4000_0000
        guard unshare(newNetwork) == 0 else { throw .system("unshare", errno) }
        try Child.run(["ip", "link", "set", "lo", "up"])
    }

    /// Words for the reader, beside the data.
    static func say(_ text: String) {
        let line = text + "\n"
        _ = line.withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) }
    }
}
