public import JSON

/// What `kubectl get` shows of objects: the columns of each kind and the cells of each object.
public enum Tables {
    /// The `columnDefinitions` of a table of `meta.k8s.io/v1`, in the order of the cells.
    public static func columns(kind: String) -> [JSONValue] { of(kind).columns.map(\.definition) }

    /// The `cells` of an object's row.
    ///
    /// - Parameter now: Seconds since 1970, from which ages are told.
    public static func cells(of object: JSONValue, kind: String, now: Int64) -> [JSONValue] {
        of(kind).cells(TableRow(object, now: now))
    }

    private static func of(_ kind: String) -> ObjectTable {
        switch kind {
        case "NetworkPolicy": .networkPolicies
        case "Ingress": .ingresses
        case "IngressClass": .ingressClasses
        case "Namespace": .namespaces
        case "Pod": .pods
        case "Node": .nodes
        case "Service": .services
        case "EndpointSlice": .endpointSlices
        default: .others
        }
    }
}

/// A column of a table.
struct TableColumn {
    /// Its title.
    let name: String
    /// What is in it.
    let words: String
    /// Whether only `-o wide` shows it.
    var isWide = false
    /// Whether it names the objects.
    var isName = false

    /// As the API tells it.
    var definition: JSONValue {
        .members([
            "name": .string(name), "type": "string", "format": isName ? "name" : "", "description": .string(words),
            "priority": isWide ? 1 : 0,
        ])
    }

    /// The names of objects.
    static let name = TableColumn(
        name: "Name", words: "The name, unique among the kind in its namespace.", isName: true)
    /// How old objects are.
    static let age = TableColumn(name: "Age", words: "The time since the object was made.")

    /// A column with a title and what is in it.
    static func column(_ name: String, _ words: String, isWide: Bool = false) -> TableColumn {
        TableColumn(name: name, words: words, isWide: isWide)
    }
}

/// The table of a kind.
struct ObjectTable {
    /// The columns.
    let columns: [TableColumn]
    /// The texts of a row, one a column.
    let texts: @Sendable (TableRow) -> [String]

    /// The cells of a row.
    func cells(_ row: TableRow) -> [JSONValue] { texts(row).map { .string($0) } }
}

extension ObjectTable {
    /// Of kinds without columns of their own.
    static var others: ObjectTable { ObjectTable(columns: [.name, .age]) { [$0.name, $0.age] } }

    /// Of NetworkPolicies.
    static var networkPolicies: ObjectTable {
        ObjectTable(
            columns: [.name, .column("Pod-Selector", "The labels of the pods that the policy is for."), .age]
        ) { [$0.name, SelectorText.of($0.spec?["podSelector"]), $0.age] }
    }

    /// Of Namespaces.
    static var namespaces: ObjectTable {
        ObjectTable(columns: [.name, .column("Status", "Whether the namespace is in use or on its way out."), .age]) {
            [$0.name, $0.status?["phase"]?.string ?? "", $0.age]
        }
    }

    /// Of EndpointSlices.
    static var endpointSlices: ObjectTable {
        ObjectTable(
            columns: [
                .name, .column("AddressType", "What kind of addresses the endpoints have."),
                .column("Ports", "The ports that every endpoint has."),
                .column("Endpoints", "The addresses of the endpoints."), .age,
            ]
        ) { row in
            let ports = (row.object["ports"]?.items ?? []).map { $0["port"]?.number.map(String.init) ?? "*" }
            let addresses = (row.object["endpoints"]?.items ?? []).flatMap { endpoint in
                (endpoint["addresses"]?.items ?? []).compactMap(\.string)
            }
            let type = row.object["addressType"]?.string ?? ""
            return [row.name, type, TableRow.short(ports, "<unset>"), TableRow.short(addresses, "<unset>"), row.age]
        }
    }
}
