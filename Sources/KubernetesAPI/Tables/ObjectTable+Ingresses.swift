import JSON

extension ObjectTable {
    /// Of Ingresses.
    static var ingresses: ObjectTable {
        ObjectTable(
            columns: [
                .name, .column("Class", "The name of the class that the Ingress is of."),
                .column("Hosts", "The hosts that the rules are for."),
                .column("Address", "Where the Ingress is reached."),
                .column("Ports", "The ports that the Ingress opens."), .age,
            ]
        ) { row in
            let isSecure = row.spec?["tls"]?.items?.isEmpty == false
            return [
                row.name, TableRow.text(row.spec?["ingressClassName"]), hosts(of: row.spec?["rules"]?.items ?? []),
                addresses(row.status), isSecure ? "80, 443" : "80", row.age,
            ]
        }
    }

    /// Of IngressClasses.
    static var ingressClasses: ObjectTable {
        ObjectTable(
            columns: [
                .name, .column("Controller", "Who serves the Ingresses of the class."),
                .column("Parameters", "An object with more settings for the controller."), .age,
            ]
        ) { row in
            [row.name, TableRow.text(row.spec?["controller"], ""), parameters(row.spec?["parameters"]), row.age]
        }
    }

    /// Where a load balancer is reached, sorted.
    static func addresses(_ status: JSONValue?) -> String {
        let entries = status?["loadBalancer"]?["ingress"]?.items ?? []
        let texts = entries.compactMap { entry in
            [entry["ip"], entry["hostname"]].lazy.compactMap { $0?.string }.first { !$0.isEmpty }
        }
        return Set(texts).sorted().joined(separator: ",")
    }

    /// Up to three hosts; what follows is counted by rules, with a host or without, as kubectl's users see it.
    private static func hosts(of rules: [JSONValue]) -> String {
        let places = rules.indices.filter { !TableRow.text(rules[$0]["host"], "").isEmpty }.prefix(3)
        let shown = places.map { TableRow.text(rules[$0]["host"], "") }.joined(separator: ",")
        if shown.isEmpty { return "*" }
        let isMore = places.count == 3 && places.last.map { $0 < rules.count - 1 } ?? false
        return isMore ? "\(shown) + \(rules.count - 3) more..." : shown
    }

    private static func parameters(_ reference: JSONValue?) -> String {
        guard let reference, reference.isObject else { return "<none>" }
        let kind = reference["kind"]?.string ?? ""
        let group = reference["apiGroup"]?.string.map { ".\($0)" } ?? ""
        return "\(kind)\(group)/\(reference["name"]?.string ?? "")"
    }
}
