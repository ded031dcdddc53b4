import Nftables
import TestSupport

@testable import NetlinkKernel

/// A network namespace with the table in it, as most tests want it.
struct Lab {
    /// The namespace; it ends with this value.
    let namespace: NetworkNamespace

    /// An empty one.
    init() throws { namespace = try NetworkNamespace() }

    /// A kernel on a socket of its own.
    func kernel(_ ownership: Ownership = .none, table: String = "martlet") throws -> NetlinkKernel {
        try namespace.run { try NetlinkKernel(table: table, ownership: ownership) }
    }

    /// A bare socket.
    func socket() throws -> NetlinkSocket { try namespace.run { try NetlinkSocket() } }

    /// A kernel behind a port that can be told to fail.
    func faultyKernel() throws -> (kernel: NetlinkKernel, port: FaultyPort) {
        let port = FaultyPort(try socket())
        return (try NetlinkKernel(table: "martlet", ownership: .none, port: port), port)
    }

    /// `nft -f -`.
    func nft(_ text: String) throws { try namespace.command(["nft", "-f", "-"], input: text) }

    /// `nft list table inet martlet`.
    func listed() throws -> String { try namespace.command(["nft", "list", "table", "inet", "martlet"]) }

    /// Runs a body with an empty lab and closes it.
    static func run<Value>(_ body: (Lab) throws -> Value) throws -> Value {
        let lab = try Lab()
        defer { lab.namespace.close() }
        return try body(lab)
    }
}

extension Kernel {
    /// Takes the table to a ruleset over all phases; returns how many there were.
    @discardableResult
    func reach(_ wanted: Ruleset?) throws -> Int {
        let seen = try observe()
        var generation = seen.generation
        let phases = try changes(from: seen.ruleset, to: wanted)
        for phase in phases { generation = try apply(phase, expecting: generation) }
        return phases.count
    }
}
