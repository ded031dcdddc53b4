import ClusterSupport

/// `martlet run` on the node of a lab; it ends with whoever holds it.
struct NodeAgent {
    /// How its start went, until the kernel held the rules of the whole cluster.
    struct Start {
        /// How long it took.
        let time: Double
        /// How long it kept a core.
        let coreTime: Double
    }

    private static let ports: (health: UInt16, metrics: UInt16) = (9_976, 9_977)

    /// The process.
    let program: RunningProgram
    private let lab: NodeLab
    private let began: Double
    private let directory: Scratch

    /// Starts it, with what it keeps in this directory.
    init(on lab: NodeLab, keeping directory: Scratch) throws {
        (self.lab, self.directory) = (lab, directory)
        let arguments = [
            try RunningProgram.built("martlet"), "run", "--server", lab.url, "--node-name", TownCluster.node,
            "--state-dir", "\(directory.path)/state", "--run-dir", "\(directory.path)/run",
        ]
        began = Clock.now()
        program = try RunningProgram(arguments)
    }

    /// Waits until the kernel holds the rules of the whole cluster; throws unless the node is ready then.
    func started() throws -> Start {
        _ = try program.line(with: "The kernel holds the rules of this cluster")
        let start = Start(time: Clock.now() - began, coreTime: program.coreTime)
        let answer = try HTTPLine(port: Self.ports.health).ask("GET", "/readyz?verbose")
        let known = try metric("martlet_pods")
        guard answer.status == 200, known == Double(lab.runningCount) else {
            throw BenchError.command("\(known) pods are known; \(String(decoding: answer.body, as: UTF8.self))")
        }
        return start
    }

    /// What it measured under this name.
    func metric(_ name: String) throws -> Double {
        let answer = try HTTPLine(port: Self.ports.metrics).ask("GET", "/metrics")
        let lines = String(decoding: answer.body, as: UTF8.self).split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix("\(name) ") }),
            let value = Double(line.dropFirst(name.utf8.count + 1))
        else { throw BenchError.command("the agent measures no \(name)") }
        return value
    }
}
