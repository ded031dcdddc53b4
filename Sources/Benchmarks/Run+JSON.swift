public import JSON

/// Why figures that were kept cannot be read.
public enum RunError: Error, Equatable, CustomStringConvertible {
    /// The text is no JSON.
    case unreadable(JSONError)
    /// It is JSON, and not what a run writes.
    case other(String)

    /// What is wrong.
    public var description: String {
        switch self {
        case .unreadable(let error): "no figures of a run: \(error)"
        case .other(let words): "no figures of a run: \(words)"
        }
    }
}

/// The figures as `--json` writes them. docs/benchmarks.md says what each field means; the number counts up when one
/// that was there means something else.
extension Run {
    private static let schema: Int64 = 1

    /// All of it as JSON.
    public var json: String {
        let facts = facts.map { JSONValue.Member($0.name, .string($0.value)) }
        return JSONValue.members([
            "schema": .number(Self.schema), "quick": .bool(isQuick), "machine": .object(facts),
            "rows": .array(rowsByName.map { $0.row.json(name: $0.name) }),
        ]).prettyText + "\n"
    }

    /// Reads what ``json`` wrote.
    public init(parsing bytes: [UInt8]) throws(RunError) {
        let value: JSONValue
        do { value = try JSONValue(parsing: bytes) } catch { throw .unreadable(error) }
        guard value["schema"]?.number == Self.schema else { throw .other("its schema is not \(Self.schema)") }
        guard let rows = value["rows"]?.items else { throw .other("it has no rows") }
        let facts = (value["machine"]?.members ?? []).map { Fact($0.name, $0.value.string ?? "") }
        self.init(facts, isQuick: value["quick"]?.bool ?? false)
        for row in rows {
            let read = try Row(row)
            add([read], of: read.group)
        }
    }
}

extension Row {
    fileprivate func json(name: String) -> JSONValue {
        JSONValue.members([
            "group": .string(group), "name": .string(name), "label": .string(self.name), "unit": .string(unit.rawValue),
        ]).adding(ours.json("ours")).adding(baseline?.json("baseline") ?? [:]).adding(ratio?.json("ratio") ?? [:])
            .adding([
                "target": target.json, "met": isMet.map { .bool($0) },
                "curve": point.map { .members(["name": .string($0.curve), "count": .number(Int64($0.count))]) },
            ])
    }

    fileprivate init(_ value: JSONValue) throws(RunError) {
        guard let label = value["label"]?.string, let group = value["group"]?.string else {
            throw .other("a row has no label or group")
        }
        guard let unit = value["unit"]?.string.flatMap({ Unit(rawValue: $0) }), let ours = Figure(value, "ours") else {
            throw .other("\"\(label)\" has no unit or no figure")
        }
        let point: Point? = value["curve"].flatMap { curve in
            guard let name = curve["name"]?.string, let count = curve["count"]?.number else { return nil }
            return Point(name, at: Int(count))
        }
        self.init(
            name: label, ours: ours, baseline: Figure(value, "baseline"), ratio: Figure(value, "ratio"), unit: unit,
            target: value["target"].flatMap { Target($0) } ?? .none, point: point)
        self.group = group
    }
}

extension Figure {
    /// The fields of one side, or of both beside each other, by the names that they have.
    fileprivate func json(_ side: String) -> KeyValuePairs<String, JSONValue?> {
        [side: .number(median), "\(side)Spread": .number(spread), "\(side)Rounds": .number(Int64(roundCount))]
    }

    /// The figure that has these names. Ratios had no number of rounds at first: all were of the medians then.
    fileprivate init?(_ row: JSONValue, _ side: String) {
        guard let median = row[side]?.double else { return nil }
        self.init(
            median: median, spread: row["\(side)Spread"]?.double ?? 0,
            roundCount: Int(row["\(side)Rounds"]?.number ?? 1))
    }
}

extension Row.Target {
    fileprivate var json: JSONValue? {
        switch self {
        case .none: nil
        case .costAtMost(let limit): .members(["kind": "costAtMost", "limit": .number(limit)])
        case .fasterAtLeast(let limit): .members(["kind": "fasterAtLeast", "limit": .number(limit)])
        case .atMost(let limit): .members(["kind": "atMost", "limit": .number(limit)])
        }
    }

    fileprivate init?(_ value: JSONValue) {
        guard let kind = value["kind"]?.string, let limit = value["limit"]?.double else { return nil }
        switch kind {
        case "costAtMost": self = .costAtMost(limit)
        case "fasterAtLeast": self = .fasterAtLeast(limit)
        case "atMost": self = .atMost(limit)
        default: return nil
        }
    }
}

extension JSONValue {
    /// A number, with a fraction where it has one.
    fileprivate static func number(_ value: Double) -> JSONValue {
        // What is no number has no place in JSON.
        guard value.isFinite else { return .null }
        return value == value.rounded() && abs(value) < 1e15 ? .number(Int64(value)) : .decimal("\(value)")
    }

    /// The number that this is.
    fileprivate var double: Double? {
        switch self {
        case .number(let value): Double(value)
        case .decimal(let text): Double(text)
        case .null, .bool, .string, .array, .object: nil
        }
    }
}
