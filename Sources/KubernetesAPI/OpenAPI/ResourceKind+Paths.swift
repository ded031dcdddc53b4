// The paths of a kind and what can be asked for there.
extension ResourceKind {
    /// `/apis/networking.k8s.io/v1`, or `/api/v1` of the core.
    public var root: String { group.isEmpty ? "/api/\(version)" : "/apis/\(group)/\(version)" }

    /// All paths of the kind, as OpenAPI writes them.
    var paths: [APIPath] {
        let everywhere = "\(root)/\(plural)"
        let collection = isNamespaced ? "\(root)/namespaces/{namespace}/\(plural)" : everywhere
        let all = APIPath(
            path: everywhere,
            operations: [operation("get", "list", "Lists the objects of all namespaces.", "list", "ForAllNamespaces")])
        let objects = APIPath(path: collection, operations: collectionOperations)
        let object = APIPath(path: "\(collection)/{name}", operations: objectOperations)
        let status = APIPath(path: "\(collection)/{name}/status", operations: statusOperations)
        return (isNamespaced ? [all] : []) + [objects, object] + (hasStatus ? [status] : [])
    }

    private var collectionOperations: [APIOperation] {
        let deletion = operation(
            "delete", "deletecollection", "Deletes the objects that are selected.", "delete")
        return [
            operation("get", "list", "Lists objects.", "list"),
            operation("post", "post", "Creates an object.", "create"),
        ] + (verbs.contains("deletecollection") ? [deletion] : [])
    }

    private var objectOperations: [APIOperation] {
        [
            operation("get", "get", "Reads an object.", "read"),
            operation("put", "put", "Replaces an object.", "replace"),
            operation("patch", "patch", "Changes parts of an object.", "patch"),
            operation("delete", "delete", "Deletes an object.", "delete"),
        ]
    }

    private var statusOperations: [APIOperation] {
        [
            operation("get", "get", "Reads an object with its status.", "read", "Status"),
            operation("put", "put", "Replaces the status of an object.", "replace", "Status"),
            operation("patch", "patch", "Changes parts of the status of an object.", "patch", "Status"),
        ]
    }

    private func operation(
        _ method: String, _ action: String, _ words: String, _ verb: String, _ end: String = ""
    ) -> APIOperation {
        let home = group.isEmpty ? "Core" : group.split(separator: ".")[0].capitalizedFirst
        let all = action == "deletecollection" ? "Collection" : ""
        let scope = isNamespaced && end != "ForAllNamespaces" ? "Namespaced" : ""
        return APIOperation(
            method: method, action: action, words: words,
            id: "\(verb)\(home)\(version.capitalizedFirst)\(all)\(scope)\(kind)\(end)", kind: self,
            body: body(of: action),
            answer: answer(to: action), codes: codes(of: action), parameters: parameters(of: action))
    }

    private func body(of action: String) -> Schema? {
        switch action {
        case "post", "put": schema
        case "patch": .patch
        case "delete", "deletecollection": .deleteOptions
        default: nil
        }
    }

    private func answer(to action: String) -> Schema {
        switch action {
        case "list": listSchema
        // Whatever the server answers, the API reference promises the object for these two alone.
        case "delete": plural == "pods" || plural == "services" ? schema : .status
        case "deletecollection": .status
        default: schema
        }
    }

    private func codes(of action: String) -> [Int] {
        switch action {
        case "post": [200, 201, 202]
        case "put", "patch": [200, 201]
        case "delete": [200, 202]
        default: [200]
        }
    }

    private func parameters(of action: String) -> [APIParameter] {
        switch action {
        case "list": APIParameter.listing
        case "post", "put": APIParameter.writing
        case "patch": APIParameter.writing + [.forcing]
        case "delete": APIParameter.deleting
        case "deletecollection":
            APIParameter.deleting
                + APIParameter.listing.filter { $0.name != "watch" && $0.name != "allowWatchBookmarks" }
        default: []
        }
    }
}

extension StringProtocol {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
