import JSON

extension ServerSideApply {
    /// What is said when fields of others would change; `nil` where none would.
    static func conflict(_ others: [ManagedFields.Entry], _ changed: FieldSet) -> APIFailure? {
        let all = others.map { (who: who($0), paths: paths($0.fields.intersection(changed))) }
            .filter { !$0.paths.isEmpty }.sorted { $0.who < $1.who }
        guard let first = all.first else { return nil }
        let count = all.reduce(0) { $0 + $1.paths.count }
        let lines = all.flatMap { ["conflicts with \($0.who):"] + $0.paths.map { "- \($0)" } }
        let message =
            count == 1
            ? "Apply failed with 1 conflict: conflict with \(first.who): \(first.paths[0])"
            : "Apply failed with \(count) conflicts: \(lines.joined(separator: "\n"))"
        let causes = all.flatMap { owner in
            owner.paths.map { path in
                JSONValue.members([
                    "reason": "FieldManagerConflict", "message": .string("conflict with \(owner.who)"),
                    "field": .string(path),
                ])
            }
        }
        return APIFailure(.conflict, message, details: .members(["causes": .array(causes)]))
    }

    private static func paths(_ fields: FieldSet) -> [String] {
        fields.paths.map { $0.map(\.description).joined() }
    }

    /// An owner, as a message names it.
    private static func who(_ entry: ManagedFields.Entry) -> String {
        let name = JSONValue.string(entry.manager).text
        let place = entry.subresource.isEmpty ? "" : " with subresource \(JSONValue.string(entry.subresource).text)"
        return name + place + (entry.operation == .update ? " using \(entry.apiVersion)" : "")
    }
}
