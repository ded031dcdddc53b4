import JSON

extension ObjectTable {
    /// Of Nodes.
    static var nodes: ObjectTable {
        ObjectTable(
            columns: [
                .name, .column("Status", "Whether the node takes pods."), .column("Roles", "What the node is for."),
                .age, .column("Version", "The version of the kubelet."),
                .column("Internal-IP", "The address inside of the cluster.", isWide: true),
                .column("External-IP", "The address outside of the cluster.", isWide: true),
                .column("OS-Image", "The operating system.", isWide: true),
                .column("Kernel-Version", "The version of the kernel.", isWide: true),
                .column("Container-Runtime", "What runs the containers.", isWide: true),
            ]
        ) { row in
            let info = row.status?["nodeInfo"]
            return [
                row.name, state(row), roles(row.metadata?["labels"]), row.age,
                TableRow.text(info?["kubeletVersion"], ""), address(row, "InternalIP"), address(row, "ExternalIP"),
            ]
                + ["osImage", "kernelVersion", "containerRuntimeVersion"]
                .map { TableRow.text(info?[$0], "<unknown>") }
        }
    }

    private static func state(_ row: TableRow) -> String {
        let ready = (row.status?["conditions"]?.items ?? []).last { $0["type"] == "Ready" }
        let state = ready.map { $0["status"] == "True" ? "Ready" : "NotReady" } ?? "Unknown"
        return row.spec?["unschedulable"]?.bool == true ? "\(state),SchedulingDisabled" : state
    }

    private static func roles(_ labels: JSONValue?) -> String {
        let prefix = "node-role.kubernetes.io/"
        let roles = FieldCursor("", labels).pairs.compactMap { label -> String? in
            if label.name.hasPrefix(prefix) { return String(label.name.dropFirst(prefix.count)) }
            return label.name == "kubernetes.io/role" ? label.text : nil
        }.filter { !$0.isEmpty }
        return roles.isEmpty ? "<none>" : Set(roles).sorted().joined(separator: ",")
    }

    private static func address(_ row: TableRow, _ type: String) -> String {
        let addresses = row.status?["addresses"]?.items ?? []
        return TableRow.text(addresses.first { $0["type"] == .string(type) }?["address"])
    }
}
