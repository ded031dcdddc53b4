import Glibc
import TestSupport
import Testing

/// An agent beside a cluster that never rests.
@Suite(.requiresKernel) struct AgentEnduranceTests {
    /// An hour in a soak, and what CI has time for otherwise.
    private static let seconds = isSoak ? 3_600 : 20
    private static let partCount = 10
    private static let changesPerSecond = 20

    /// What must not grow.
    private struct Sample {
        let bytes: Int
        let descriptorCount: Int
        let threadCount: Int
        /// The chains, sets and maps, line by line.
        let objects: [Substring]
    }

    @Test("with twenty changes a second, memory, descriptors, threads, chains and sets stay as they are", .long)
    func endures() throws {
        var generator = SeededGenerator.forTest("endurance")
        let cluster = try TestCluster()
        try cluster.setPolicies()
        let agent = try NodeAgent(on: cluster.node)
        try agent.startReady()
        let known = try cluster.node.cluster()
        try Connections(cluster.node.ends).settle(known, "at the start")
        var samples = [try Self.sample(agent)]
        for part in 0..<Self.partCount {
            try Self.churn(cluster, &generator)
            try cluster.restore()
            try Connections(cluster.node.ends).settle(known, "in part \(part); \(generator)")
            samples.append(try Self.sample(agent))
            let last = samples[samples.count - 1]
            print("endurance: \(last.bytes >> 10) KB, \(last.descriptorCount) files, \(last.threadCount) threads")
            #expect(last.objects == samples[0].objects, "\(generator)")
        }
        // What is held for a moment, like a connection to the API server, may be there once and not another time.
        #expect(samples.allSatisfy { $0.descriptorCount <= samples[0].descriptorCount + 3 })
        #expect(samples.allSatisfy { $0.threadCount <= samples[0].threadCount + 2 })
        // The allocator keeps what the first changes needed.
        let (early, late) = (samples[1...3].map(\.bytes), samples.suffix(3).map(\.bytes))
        #expect((late.min() ?? 0) <= (early.max() ?? 0) + 2 << 20, "\(samples.map { $0.bytes >> 10 }) KB")
        #expect(agent.errors.isEmpty, "\(agent.errors)")
        #expect(agent.end() == .exited(0), "\(agent.log)")
    }

    private static func churn(_ cluster: TestCluster, _ generator: inout SeededGenerator) throws {
        let start = ContinuousClock.now
        for count in 0..<seconds * changesPerSecond / partCount {
            _ = try cluster.changeByChance(&generator)
            let next = start + .seconds(1) * (count + 1) / changesPerSecond
            usleep(UInt32(max(0, ContinuousClock.now.duration(to: next) / .microseconds(1))))
        }
    }

    private static func sample(_ agent: NodeAgent) throws -> Sample {
        let process = "/proc/\(agent.identifier)"
        let table = try agent.node.namespace.command(["nft", "--terse", "list", "table", "inet", "martlet"])
        let objects = table.split(separator: "\n").map { $0.drop { $0 == "\t" } }.filter { line in
            ["chain ", "set ", "map "].contains { line.hasPrefix($0) }
        }
        return Sample(
            bytes: try agent.usage().bytes,
            descriptorCount: try Command.output(of: ["ls", "\(process)/fd"]).split(separator: "\n").count,
            threadCount: try Command.output(of: ["ls", "\(process)/task"]).split(separator: "\n").count,
            objects: objects.sorted())
    }
}
