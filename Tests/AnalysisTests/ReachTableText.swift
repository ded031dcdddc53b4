import Addresses
import Testing

/// A table of who reaches whom, as somebody wrote it: `shop/web[Deployment] => shop/db[Pod] : TCP 5432`.
struct ReachTableText {
    /// Where a connection begins or ends.
    enum End: Hashable, Comparable {
        /// Addresses that are neither pods' nor nodes'.
        case outside(IPAddress, IPAddress)
        /// The pods of a workload.
        case pods(String)

        init(_ text: Substring) throws {
            guard !text.hasSuffix("]") else {
                self = .pods(String(text))
                return
            }
            let bounds = text.split(separator: "-")
            try #require(bounds.count == 2, "\(text)")
            self = .outside(try IPAddress(parsing: String(bounds[0])), try IPAddress(parsing: String(bounds[1])))
        }

        /// Whether these are pods of this name, or addresses with this among them.
        func holds(_ name: String?, _ address: IPAddress) -> Bool {
            switch self {
            case .pods(let pods): pods == name
            case .outside(let first, let last): name == nil && first <= address && address <= last
            }
        }
    }

    /// One line.
    struct Row {
        let source: End
        let destination: End
        let reach: String
    }

    let rows: [Row]

    /// Reads the lines of a table.
    init(_ lines: [Substring]) throws {
        rows = try lines.map { line in
            let (ends, reach) = try Self.halves(line, " : ")
            let (source, destination) = try Self.halves(ends, " => ")
            return Row(source: try End(source), destination: try End(destination), reach: String(reach))
        }
    }

    private static func halves(_ text: Substring, _ mark: String) throws -> (Substring, Substring) {
        let parts = text.split(separator: mark)
        try #require(parts.count == 2, "\(text)")
        return (parts[0], parts[1])
    }

    /// The lines that speak of what goes from one address to another, each with the name of the pods that have it.
    func places(_ source: (String?, IPAddress), _ destination: (String?, IPAddress)) -> [Int] {
        rows.indices.filter { rows[$0].source.holds(source.0, source.1) }
            .filter { rows[$0].destination.holds(destination.0, destination.1) }
    }

    /// The first and last addresses of all ranges, and their neighbours.
    var borders: Set<IPAddress> {
        var result: Set<IPAddress> = []
        for case .outside(let first, let last) in rows.flatMap({ [$0.source, $0.destination] }) {
            let top = first.family.bitsMax
            for bits in [(first.bits &- 1) & top, first.bits, last.bits, (last.bits &+ 1) & top] {
                result.insert(IPAddress(family: first.family, bits: bits))
            }
        }
        return result
    }
}
