public import JSON
import KubernetesModel

extension Connectivity {
    /// A line for each connection: `shop/web[Deployment] => shop/db[StatefulSet] : TCP 5432`.
    public var text: String { connections.map { "\($0)\n" }.joined() }

    /// Comma-separated values with the columns `src,dst,conn`.
    public var csv: String { table.csv }

    /// A table of Markdown with the columns `src`, `dst` and `conn`.
    public var markdown: String { table.markdown }

    /// An array of objects with `src`, `dst` and `conn`; where the families differ with `family`; where an end is not
    /// all of its workload with its pods as `srcPods` or `dstPods`.
    public var json: JSONValue { .array(connections.map(\.json)) }

    private var table: DelimitedTable {
        DelimitedTable(
            header: ["src", "dst", "conn"],
            rows: connections.map { ["\($0.source)", "\($0.destination)", $0.conn] })
    }
}

extension Connection {
    /// The connection as JSON.
    var json: JSONValue {
        .members([
            "src": .string("\(source)"), "dst": .string("\(destination)"), "conn": .string("\(reach)"),
            "family": family.map { .string($0.name) }, "srcPods": source.partJSON, "dstPods": destination.partJSON,
        ])
    }
}

extension ConnectionEnd {
    /// The pods, where they are not all of their workload.
    var partJSON: JSONValue? {
        guard let group, !group.isWhole else { return nil }
        return .array(group.pods.map { .string($0.description) })
    }
}
