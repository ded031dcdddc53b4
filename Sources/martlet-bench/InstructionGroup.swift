import Benchmarks
import Glibc

/// How many instructions the pure parts take, by valgrind's callgrind: that repeats on a busy machine, where times do
/// not.
enum InstructionGroup {
    /// The argument by which this program calls itself below callgrind.
    static let childArgument = "--instructions"

    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        guard access("/usr/bin/valgrind", X_OK) == 0 else {
            Bench.say("there is no valgrind, which scripts/bench installs: no instructions are counted")
            return []
        }
        let directory = try Scratch()
        let counts = try counts(in: directory.path)
        let byName = Dictionary(zip(InstructionPart.names, counts)) { first, _ in first }
        return InstructionPart.all.map { part in
            let baseline = part.baseline.flatMap { byName[$0] }
            return Row(
                name: "instructions: \(part.name)\(part.baseline.map { ", beside \($0)" } ?? "")",
                ours: Samples([byName[part.name] ?? 0]), baseline: baseline.map { Samples([$0]) }, unit: .instructions)
        }
    }

    /// What each part takes, in a process of its own: callgrind sums up all that it counts in one. Two at a time, since
    /// nobody's instructions become more because of others.
    private static func counts(in directory: String) throws -> [Double] {
        let parts = InstructionPart.names.enumerated().map { index, name in
            (name: name, number: String(index), path: "\(directory)/\(index)")
        }
        let programs = parts.map { part in
            [
                "/usr/bin/valgrind", "--tool=callgrind", "--quiet", "--callgrind-out-file=\(part.path)",
                "--toggle-collect=*12measuredPart*", Child.ownPath, childArgument, part.number,
            ]
        }
        try Child.run(programs, atOnce: 2, environment: ["SWIFT_DETERMINISTIC_HASHING=1"])
        return try parts.map { part in
            guard let count = InstructionCounts.total(Machine.text(of: part.path)), count > 0 else {
                throw BenchError.command("\(part.name): callgrind counted nothing")
            }
            return count
        }
    }

    /// The child: does a part twice, of which the second time is counted.
    static func childMain(_ arguments: [String]) throws {
        guard let index = arguments.last.flatMap({ Int($0) }) else { throw BenchError.command("\(arguments)") }
        // The tables that parts make end with it.
        try Bench.enterNamespace()
        let work = try InstructionPart.all[index].prepare()
        try work()
        try measuredPart(work)
    }
}

/// What callgrind knows by name, so it must stay a function of its own.
@inline(never) private func measuredPart(_ work: () throws -> Void) rethrows { try work() }
