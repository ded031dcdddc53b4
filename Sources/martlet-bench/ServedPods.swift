import Glibc
import ServerSupport

/// Pods as an API server sends them, by the scripted server of the tests: 10,000 of 5 to 7 kB.
struct ServedPods {
    /// The server.
    let server: ScriptedServer
    let count: Int

    /// A server that has so many pods, and its answers at hand.
    init(count: Int) throws {
        self.count = count
        server = try ScriptedServer()
        try server.populate(pods: count, namespaces: 100, policies: 100, nodes: 100, prepared: ["json", "protobuf"])
        try server.set(.watchList(.invalid))
    }

    /// The list of all pods, as it goes over the wire.
    func list(_ accept: String) throws -> [UInt8] {
        let file = try Child.file()
        defer { close(file) }
        try curl(accept, to: file)
        return Child.bytes(of: file)
    }

    /// What curl takes for the transfer, thrown away, in nanoseconds: without its start, with the connection.
    func transferTime(_ accept: String, isCompressed: Bool) throws -> Double {
        let compression = isCompressed ? ["--compressed"] : []
        let times = try Child.numbers(arguments(accept) + compression + ["--write-out", "%{time_total}"])
        guard let time = times.first else { throw BenchError.command("curl wrote no time") }
        return time * 1e9
    }

    private func curl(_ accept: String, to file: Int32) throws {
        try Child.run(arguments(accept, output: "-"), output: file)
    }

    private func arguments(_ accept: String, output: String = "/dev/null") -> [String] {
        [
            "curl", "--silent", "--show-error", "--http2", "--cacert", server.certificates.authority().certificate,
            "--header", "Accept: \(accept)", "--output", output, "\(server.url)/api/v1/pods",
        ]
    }
}
