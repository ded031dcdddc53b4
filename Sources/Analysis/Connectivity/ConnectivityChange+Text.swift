public import JSON
import PolicyEngine

extension ConnectivityChange {
    /// A line for each connection that differs, under a title; nothing where none does.
    public var text: String {
        entries.isEmpty ? "" : "Connectivity diff:\n" + entries.map { "\($0)\n" }.joined()
    }

    /// Comma-separated values with the columns `diff-type,source,destination,dir1,dir2,workloads-diff-info`.
    public var csv: String { table.csv }

    /// A table of Markdown with the same columns.
    public var markdown: String { table.markdown }

    /// An array of objects with the same keys; where the families differ with `family`.
    public var json: JSONValue {
        .array(
            entries.map { entry in
                .members([
                    "diff-type": .string(entry.kind.rawValue), "source": .string("\(entry.source)"),
                    "destination": .string("\(entry.destination)"), "dir1": .string("\(entry.old)"),
                    "dir2": .string("\(entry.new)"),
                    "workloads-diff-info": entry.note.isEmpty ? nil : .string(entry.note),
                    "family": entry.family.map { .string($0.name) }, "sourcePods": entry.source.partJSON,
                    "destinationPods": entry.destination.partJSON,
                ])
            })
    }

    private var table: DelimitedTable {
        DelimitedTable(
            header: ["diff-type", "source", "destination", "dir1", "dir2", "workloads-diff-info"],
            rows: entries.map { entry in
                [
                    entry.kind.rawValue, "\(entry.source)", "\(entry.destination)", entry.words(entry.old),
                    entry.words(entry.new), entry.note,
                ]
            })
    }
}

extension ConnectivityChange.Entry: CustomStringConvertible {
    /// `diff-type: changed, source: …, destination: …, dir1:  TCP 9090, dir2: TCP 9090,UDP 53`.
    public var description: String {
        "diff-type: \(kind.rawValue), source: \(source), destination: \(destination), "
            + "dir1:  \(words(old)), dir2: \(words(new))" + (note.isEmpty ? "" : ", workloads-diff-info: \(note)")
    }

    /// What passes, with the family where the other one differs otherwise.
    fileprivate func words(_ reach: Reach) -> String { reach.description + (family.map { " (\($0.name))" } ?? "") }
}
