import KubernetesModel

extension Connectivity {
    /// The connections as a graph for graphviz: a cluster for each namespace, and the addresses outside around them.
    public var dot: String {
        let ends = Set(connections.flatMap { [$0.source, $0.destination] } + subjects.map { .pods($0.group) }).sorted()
        let outside = ends.filter { $0.group == nil }.map { "    \(Self.node($0)) [color=red2 fontcolor=red2]\n" }
        let clusters = Dictionary(grouping: ends.filter { $0.group != nil }) { $0.group?.workload.key.namespace ?? "" }
            .sorted { $0.key < $1.key }.map { Self.cluster($0.key, $0.value) }
        let edges = connections.map { connection in
            "    \(Self.node(connection.source)) -> \(Self.node(connection.destination))"
                + " [label=\(Self.quoted(connection.conn))]\n"
        }
        // Without the new ranking, graphviz 2.43 fails on many edges between clusters.
        return
            "digraph {\n    rankdir=LR\n    newrank=true\n"
            + "    node [shape=box style=rounded color=blue fontcolor=blue]\n"
            + "    edge [color=gray40 fontcolor=darkgreen fontsize=10]\n"
            + (outside + clusters + edges).joined() + "}\n"
    }

    private static func cluster(_ namespace: String, _ ends: [ConnectionEnd]) -> String {
        let nodes = ends.map { end in
            "        \(node(end)) [label=\(quoted(String("\(end)".drop { $0 != "/" }.dropFirst())))]\n"
        }
        let name = namespace.withoutControls
        return "    subgraph \(quoted("cluster_" + name)) {\n        label=\(quoted(name))\n\(nodes.joined())    }\n"
    }

    private static func node(_ end: ConnectionEnd) -> String { quoted("\(end)") }

    private static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
    }
}
