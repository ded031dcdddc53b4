import JSON
import KubernetesAPI
import Testing

@testable import EmbeddedAPI

/// Asks the rows of a table of one server, one after the other.
struct ReferenceRun {
    private let conversation: Conversation
    private var kept: [String: String] = [:]

    /// By what the server says of itself.
    static let checker = ResponseChecker(OpenAPI.v2(version: "v1"))

    /// A new server.
    init() throws { conversation = try Conversation() }

    /// Asks all rows, and records what was not as it should be.
    static func expect(_ rows: [ReferenceRow], sourceLocation: SourceLocation = #_sourceLocation) throws {
        var run = try ReferenceRun()
        for (number, row) in rows.enumerated() {
            for fault in try run.faults(of: row) {
                let words = "row \(number): \(row.method) \(row.path): \(fault)"
                Issue.record(Comment(rawValue: words), sourceLocation: sourceLocation)
            }
        }
    }

    private mutating func faults(of row: ReferenceRow) throws -> [String] {
        let path = filled(row.path)
        let reply = try answer(to: row, path)
        var value: JSONValue = .null
        if let first = reply.body.first, first != UInt8(ascii: "o") { value = try reply.value }
        var faults: [String] = []
        if reply.status != row.status { faults.append("status \(reply.status), not \(row.status)") }
        for found in row.found { faults += fault(filled(found), reply, value).map { [$0] } ?? [] }
        if row.accept != ReferenceRow.table {
            let plain = String(path.prefix { $0 != "?" })
            faults += checkedFaults(row.method, plain, reply.status, value).map { "by OpenAPI: \($0)" }
        }
        return faults.isEmpty ? [] : faults + [String(decoding: reply.body.prefix(800), as: UTF8.self)]
    }

    private func answer(to row: ReferenceRow, _ path: String) throws -> Conversation.Reply {
        let accept = row.accept.map { [("accept", $0)] } ?? []
        if row.method == "WATCH" { return try conversation.events(path, accept, later: row.later) }
        let body = row.body.map { Array(filled($0).utf8) } ?? []
        return try conversation.ask(row.method, path, bytes: body, headers: [("content-type", row.type)] + accept)
    }

    private func checkedFaults(_ method: String, _ path: String, _ status: Int, _ value: JSONValue) -> [String] {
        guard path.hasPrefix(ReferenceKind.root + "/"), method != "HEAD" else { return [] }
        guard method == "WATCH", status < 300 else {
            return Self.checker.faults(method, path, status: status, value)
        }
        return Self.checker.faults(ofEvents: value["events"]?.items ?? [], path)
    }

    /// A text with what was kept in the place of its name.
    private func filled(_ text: String) -> String {
        // Longer names first, since one may begin with another.
        kept.sorted { ($1.key.count, $1.key) < ($0.key.count, $0.key) }
            .reduce(text) { $0.replacing("$\($1.key)", with: $1.value) }
    }

    private mutating func fault(_ found: String, _ reply: Conversation.Reply, _ value: JSONValue) -> String? {
        if found.hasPrefix("~") {
            let body = String(decoding: reply.body, as: UTF8.self)
            return body.contains(found.dropFirst()) ? nil : "\(found) is not in it"
        }
        guard let end = found.firstIndex(where: { "=~>".contains($0) }) else { return "\(found) says nothing" }
        let wanted = String(found[found.index(after: end)...])
        let place = String(found[..<end])
        let text = place.hasPrefix("^") ? reply.header(String(place.dropFirst())) : Self.text(at: place, in: value)
        switch found[end] {
        case "=": return text ?? "nothing" == wanted ? nil : "\(place) is \(text ?? "nothing"), not \(wanted)"
        case "~": return text?.contains(wanted) ?? false ? nil : "\(place) is \(text ?? "nothing"), without \(wanted)"
        default:
            kept[wanted] = text
            return text == nil ? "\(place) is not there" : nil
        }
    }

    private static func text(at path: String, in value: JSONValue) -> String? {
        var value: JSONValue? = value
        for name in path.split(separator: ".").map(String.init) {
            if let index = Int(name), let items = value?.items {
                value = index < items.count ? items[index] : nil
            } else {
                value = value?[name]
            }
        }
        return value?.string ?? value?.text
    }
}
