import JSON

extension ObjectTable {
    /// Of Services.
    static var services: ObjectTable {
        ObjectTable(
            columns: [
                .name, .column("Type", "How the service is reached."),
                .column("Cluster-IP", "The address inside of the cluster."),
                .column("External-IP", "The addresses outside of the cluster."),
                .column("Port(s)", "The ports, with those of the nodes behind a colon."), .age,
                .column("Selector", "The labels of the pods behind the service.", isWide: true),
            ]
        ) { row in
            let address = row.spec?["clusterIPs"]?.items?.first ?? row.spec?["clusterIP"]
            return [
                row.name, TableRow.text(row.spec?["type"], ""), TableRow.text(address), external(row),
                ports(row.spec?["ports"]?.items ?? []), row.age, SelectorText.ofLabels(row.spec?["selector"]),
            ]
        }
    }

    private static func external(_ row: TableRow) -> String {
        let own = (row.spec?["externalIPs"]?.items ?? []).compactMap(\.string)
        switch row.spec?["type"]?.string {
        case "ClusterIP", "NodePort": return own.isEmpty ? "<none>" : own.joined(separator: ",")
        case "LoadBalancer":
            let given = addresses(row.status)
            let all = (given.isEmpty ? [] : [given]) + own
            return all.isEmpty ? "<pending>" : all.joined(separator: ",")
        case "ExternalName": return TableRow.text(row.spec?["externalName"], "")
        default: return "<unknown>"
        }
    }

    private static func ports(_ ports: [JSONValue]) -> String {
        let texts = ports.map { port in
            let number = port["port"]?.number ?? 0
            let node = port["nodePort"]?.number ?? 0
            return "\(number)\(node > 0 ? ":\(node)" : "")/\(port["protocol"]?.string ?? "")"
        }
        return texts.isEmpty ? "<none>" : texts.joined(separator: ",")
    }
}
