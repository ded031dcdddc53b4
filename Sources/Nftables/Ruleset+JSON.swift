public import JSON

extension Ruleset {
    /// The ruleset in the schema of libnftables-json(5), as `nft -j list table` prints it and `nft -j -f` reads it.
    ///
    /// Loading it makes what loading ``text`` makes, but for comments: `nft` 1.0.6 has no JSON for those of tables and
    /// chains, and prints those of sets and maps without reading them. There are no handles and no version, which only
    /// a kernel and an `nft` could give. Chains stand before the maps that lead to them and rules behind both, since
    /// `nft` makes one object after the other; its own listing has maps first, and it does not read that back. Foreign
    /// objects are left out.
    public var json: JSONValue {
        var objects: [JSONValue] = [.one("table", .members(["family": "inet", "name": .string(table)]))]
        objects += counters.sorted().map { name in
            .one(
                "counter",
                .members([
                    "family": "inet", "name": .string(name), "table": .string(table), "packets": 0, "bytes": 0,
                ]))
        }
        objects += sets.sortedByName.map { .one("set", json(of: $0.value, $0.name)) }
        objects += sortedChains.map { .one("chain", json(of: $0.chain, $0.name)) }
        objects += maps.sortedByName.map { .one("map", json(of: $0.value, $0.name)) }
        for (name, chain) in sortedChains { objects += chain.rules.map { .one("rule", json(of: $0, in: name)) } }
        return .one("nftables", .array(objects))
    }

    private func json(of set: NamedSet, _ name: String) -> JSONValue {
        .members([
            "family": "inet", "name": .string(name), "table": .string(table), "type": set.layout.typeJSON,
            "flags": set.layout.flagsJSON, "comment": set.comment?.json,
            "elem": set.elements.isEmpty ? nil : .array(set.elements.map { $0.json(set.layout) }),
        ])
    }

    private func json(of map: VerdictMap, _ name: String) -> JSONValue {
        let elements = map.sorted.map { JSONValue.array([$0.key.json(map.layout), $0.value.json]) }
        return .members([
            "family": "inet", "name": .string(name), "table": .string(table), "type": map.layout.typeJSON,
            "map": "verdict", "flags": map.layout.flagsJSON, "comment": map.comment?.json,
            "elem": elements.isEmpty ? nil : .array(elements),
        ])
    }

    private func json(of chain: Chain, _ name: String) -> JSONValue {
        .members([
            "family": "inet", "table": .string(table), "name": .string(name),
            "type": chain.base.map { .string($0.kind.rawValue) }, "hook": chain.base.map { .string($0.hook.word) },
            "prio": chain.base.map { .number(Int64($0.priority)) },
            "policy": chain.base.map { $0.policy == .accept ? "accept" : "drop" },
        ])
    }

    private func json(of rule: Rule, in chain: String) -> JSONValue {
        .members([
            "family": "inet", "table": .string(table), "chain": .string(chain), "comment": rule.comment?.json,
            "expr": .array(rule.statements.map(\.json)),
        ])
    }
}

extension LimitedText {
    /// The text as a JSON string.
    var json: JSONValue { .string(description) }
}

extension KeyLayout {
    fileprivate var typeJSON: JSONValue {
        isConcatenation ? .array(fields.map { .string($0.rawValue) }) : .string(fields[0].rawValue)
    }

    fileprivate var flagsJSON: JSONValue? { isInterval ? ["interval"] : nil }
}

extension Element {
    fileprivate func json(_ layout: KeyLayout) -> JSONValue {
        let values = (ranges(layout) ?? []).map(\.json)
        return values.count == 1 ? values[0] : .one("concat", .array(values))
    }
}
