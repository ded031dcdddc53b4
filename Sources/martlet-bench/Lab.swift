import Glibc
import NetlinkKernel
import Nftables

/// Our table in the kernel of this namespace, with both ways to change it, and the generation that the kernel is at.
///
/// A class, since it follows what happens in the kernel.
final class Lab {
    /// Our side.
    let kernel: NetlinkKernel
    private let raw: RawSocket
    private let bystander: NetlinkKernel
    private var planner = Planner()
    private var generation = Generation(rawValue: 0)

    /// Opens both sockets.
    init() throws {
        kernel = try NetlinkKernel()
        raw = try RawSocket(sendByteCount: 64 << 20)
        bystander = try NetlinkKernel(table: "nowhere")
        try lookAgain()
    }

    /// Learns the generation, after somebody else's commit.
    func lookAgain() throws { generation = try bystander.observe().generation }

    /// Makes the table what it should be, as the agent does.
    func change(from old: Ruleset?, to new: Ruleset?) throws { try apply(planner.changes(from: old, to: new)) }

    /// Commits phases.
    func apply(_ phases: [Phase]) throws {
        for phase in phases { generation = try kernel.apply(phase, expecting: generation) }
    }

    /// How long it takes to encode and commit phases.
    func timeToApply(_ phases: [Phase]) throws -> Double { try Clock.time { try apply(phases) } }

    /// The bytes that these phases become.
    func transactions(_ phases: [Phase]) -> [[UInt8]] {
        phases.map { kernel.transaction(of: $0, expecting: generation) }
    }

    /// How long it takes to send prebuilt transactions and to read the answers; the generations, which the kernel
    /// checks as it does for ours, are put in before the clock starts.
    func timeToSend(_ transactions: [[UInt8]]) throws -> Double {
        var (patched, next) = (transactions, generation)
        for index in patched.indices {
            RawSocket.patch(&patched[index], generation: next.rawValue)
            next = next.next
        }
        let time = try Clock.time { for transaction in patched { try raw.commit(transaction) } }
        generation = next
        return time
    }

    /// How long the kernel takes to list the elements of all sets, whoever asks.
    func timeToList(_ ruleset: Ruleset) throws -> Double {
        let names = ruleset.sets.keys.sorted()
        return try Clock.time { for name in names { try raw.listElements(of: name, table: ruleset.table) } }
    }

    /// Throws unless the kernel has this table now, or none.
    func check(_ wanted: Ruleset?) throws {
        guard try kernel.observe().ruleset == wanted else { throw BenchError.command("the kernel has another table") }
    }

    /// Lets the kernel free what it took out, which it does behind the answer and on another core.
    func settle() { usleep(50_000) }
}
