import JSON

@testable import KubernetesAPI

/// A document of nodes that are changed in place, with tables for objects: slow and simple, to compare patches with. A
/// class, since that is what makes it another thing than what it is compared with.
final class NaiveDocument {
    private var scalar: JSONValue = .null
    private var members: [String: NaiveDocument]?
    private var items: [NaiveDocument]?

    init(_ value: JSONValue) {
        if value.isObject {
            members = [:]
            for member in value.members { members?[member.name] = NaiveDocument(member.value) }
        } else if let items = value.items {
            self.items = items.map(NaiveDocument.init)
        } else {
            scalar = value
        }
    }

    /// The document, its members sorted.
    var value: JSONValue {
        if let members {
            return .object(members.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.value) })
        }
        return items.map { .array($0.map(\.value)) } ?? scalar
    }

    /// The node a pointer leads to.
    func find(_ path: [String]) -> NaiveDocument? {
        guard let first = path.first else { return self }
        let rest = Array(path.dropFirst())
        if let members { return members[first]?.find(rest) }
        guard let items, let index = Self.number(first), index < items.count else { return nil }
        return items[index].find(rest)
    }

    /// Does an operation other than those on the whole document; `false` where it cannot be done.
    func run(_ name: String, _ path: [String], _ value: JSONValue?) -> Bool {
        guard let last = path.last, let parent = find(Array(path.dropLast())) else { return false }
        let isThere = find(path) != nil
        switch name {
        case "add":
            guard let value else { return false }
            if parent.members != nil {
                parent.members?[last] = NaiveDocument(value)
            } else {
                guard let count = parent.items?.count, let index = last == "-" ? count : Self.number(last),
                    index <= count
                else { return false }
                parent.items?.insert(NaiveDocument(value), at: index)
            }
            return true
        case "replace":
            guard isThere, let value else { return false }
            if parent.members != nil {
                parent.members?[last] = NaiveDocument(value)
            } else {
                parent.items?[Self.number(last) ?? 0] = NaiveDocument(value)
            }
            return true
        case "remove":
            guard isThere else { return false }
            if parent.members?.removeValue(forKey: last) == nil { parent.items?.remove(at: Self.number(last) ?? 0) }
            return true
        default: return false
        }
    }

    /// Merges as RFC 7386 says.
    func merge(_ patch: JSONValue) {
        guard patch.isObject else {
            (scalar, members, items) = (patch, nil, nil)
            if let values = patch.items { items = values.map(NaiveDocument.init) }
            return
        }
        if members == nil { (members, items) = ([:], nil) }
        for member in patch.members {
            if member.value == .null {
                members?[member.name] = nil
            } else {
                let node = members?[member.name] ?? NaiveDocument(.null)
                node.merge(member.value)
                members?[member.name] = node
            }
        }
    }

    private static func number(_ text: String) -> Int? {
        guard !text.isEmpty, text == "0" || !text.hasPrefix("0"), text.allSatisfy({ "0123456789".contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
