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
        // One process for all parts, since its start takes longer than most of them. Each time that `measuredPart`
        // ends, what was counted is written into the next file.
        try Child.run(
            [
                "/usr/bin/valgrind", "--tool=callgrind", "--quiet", "--callgrind-out-file=\(directory.path)/counts",
                "--toggle-collect=*12measuredPart*", "--dump-after=*12measuredPart*", Child.ownPath, childArgument,
            ], environment: ["SWIFT_DETERMINISTIC_HASHING=1", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"])
        let counts = try InstructionPart.names.indices.map { index in
            let path = "\(directory.path)/counts.\(index + 1)"
            guard let count = InstructionCounts.total(Machine.text(of: path)), count > 0 else {
                throw BenchError.command("\(InstructionPart.names[index]): callgrind counted nothing")
            }
            return count
        }
        let byName = Dictionary(zip(InstructionPart.names, counts)) { first, _ in first }
        return InstructionPart.all.map { part in
            let baseline = part.baseline.flatMap { byName[$0] }
            return Row(
                name: "instructions: \(part.name)\(part.baseline.map { ", beside \($0)" } ?? "")",
                ours: Samples([byName[part.name] ?? 0]), baseline: baseline.map { Samples([$0]) }, unit: .instructions)
        }
    }

    /// The child: does each part twice, of which the second time is counted.
    static func childMain(_ arguments: [String]) throws {
        for part in InstructionPart.all {
            let work = try part.prepare()
            try work()
            try measuredPart(work)
        }
    }
}

/// What callgrind knows by name, so it must stay a function of its own.
@inline(never) private func measuredPart(_ work: () throws -> Void) rethrows { try work() }
