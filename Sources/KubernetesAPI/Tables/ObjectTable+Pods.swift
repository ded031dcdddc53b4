import JSON

extension ObjectTable {
    /// Of Pods.
    static var pods: ObjectTable {
        ObjectTable(
            columns: [
                .name, .column("Ready", "How many of the containers are ready."),
                .column("Status", "What the pod is about."),
                .column("Restarts", "How often containers were started again, and when the last one was."), .age,
                .column("IP", "The address of the pod.", isWide: true),
                .column("Node", "The node that the pod is on.", isWide: true),
                .column("Nominated Node", "The node that is being cleared for the pod.", isWide: true),
                .column("Readiness Gates", "How many of the conditions of readiness are met.", isWide: true),
            ]
        ) { row in
            let summary = PodSummary(row)
            let address = row.status?["podIPs"]?.items?.first?["ip"] ?? row.status?["podIP"]
            return [
                row.name, "\(summary.readyCount)/\(summary.count)", summary.reason, summary.restarts(row), row.age,
                TableRow.text(address), TableRow.text(row.spec?["nodeName"]),
                TableRow.text(row.status?["nominatedNodeName"]), gates(row),
            ]
        }
    }

    private static func gates(_ row: TableRow) -> String {
        let gates = row.spec?["readinessGates"]?.items ?? []
        if gates.isEmpty { return "<none>" }
        let met = (row.status?["conditions"]?.items ?? []).filter { $0["status"] == "True" }.compactMap { $0["type"] }
        return "\(gates.count { met.contains($0["conditionType"] ?? .null) })/\(gates.count)"
    }
}
