import JSON

extension StrategicPatch {
    /// What a patch says of a list.
    struct ListPatch {
        /// The items to merge, or to replace the list with; `nil` where there are none.
        var items: [JSONValue]?
        /// Whether the list is taken out.
        var isCleared = false
        /// The plain values to take out.
        var deleted: [JSONValue]?
        /// The items by which the list is ordered.
        var order: [JSONValue]?
    }

    /// A list with a patch for it; `nil` where no list is left.
    static func list(_ patch: ListPatch, into old: JSONValue?, _ schema: Schema?) throws(APIFailure) -> JSONValue? {
        guard !patch.isCleared else { return nil }
        guard case .list(let item, let rules)? = schema?.shape, let key = rules.mergeKey else {
            guard patch.deleted == nil, patch.order == nil else {
                throw failure("Invalid patch format of setElementOrder list")
            }
            return try patch.items.map { items throws(APIFailure) in .array(items) } ?? old
        }
        let live = old?.items ?? []
        if patch.items == nil && old?.items == nil { return old }
        let deleted = Set(patch.deleted ?? [])
        let kept = live.filter { !deleted.contains($0) }
        return .array(try MergedList(key: key, item: item, live: live).merged(kept, patch))
    }

    /// A list whose items are told apart by a key, or are plain values where the key is empty.
    struct MergedList {
        /// The field that tells items apart; empty for plain values.
        let key: String
        /// What an item is.
        let item: Schema
        /// The list before the patch, whose order counts.
        let live: [JSONValue]

        /// The items of a list with those of a patch.
        func merged(_ old: [JSONValue], _ patch: ListPatch) throws(APIFailure) -> [JSONValue] {
            let items = patch.items ?? []
            if items.contains(where: { directive($0) == "replace" }) {
                return try plain(items.filter { directive($0) != "replace" })
            }
            let deleted = Set(try identities(of: items.filter { directive($0) == "delete" }))
            let added = items.filter { directive($0) != "delete" }
            try check(added, patch.order)
            var result = old.filter { !deleted.contains(identity($0)) }
            var places = places(of: result)
            for (item, identity) in zip(added, try identities(of: added)) {
                if let place = places[identity] {
                    result[place] = try StrategicPatch.value(item, into: result[place], self.item)
                } else {
                    places[identity] = result.count
                    result.append(try StrategicPatch.value(item, into: nil, self.item))
                }
            }
            return ordered(result, by: patch.order ?? added)
        }

        private func directive(_ item: JSONValue) -> String? { key.isEmpty ? nil : item[Directive.patch]?.string }

        /// What tells an item apart; `null` where it lacks that.
        private func identity(_ item: JSONValue) -> JSONValue { key.isEmpty ? item : item[key] ?? .null }

        private func identities(of items: [JSONValue]) throws(APIFailure) -> [JSONValue] {
            try items.map { item throws(APIFailure) in
                guard !key.isEmpty else { return item }
                guard let identity = item[key], identity != .null else {
                    throw APIFailure(.invalid, "map: \(item.text) does not contain declared merge key: \(key)")
                }
                return identity
            }
        }

        /// Items that replace a list: what they say of parts of theirs is done, on nothing.
        private func plain(_ items: [JSONValue]) throws(APIFailure) -> [JSONValue] {
            try items.map { item throws(APIFailure) in try StrategicPatch.value(item, into: nil, self.item) }
        }

        /// Items stand in a patch as its directive orders them, or one of both is a mistake.
        private func check(_ items: [JSONValue], _ order: [JSONValue]?) throws(APIFailure) {
            guard let order else { return }
            var rest = try identities(of: order)[...]
            for identity in try identities(of: items) {
                guard let place = rest.firstIndex(of: identity) else {
                    throw StrategicPatch.failure(
                        "The order in patch list:\n\(JSONValue.array(items).text)\n doesn't match "
                            + "$setElementOrder list:\n\(JSONValue.array(order).text)\n")
                }
                rest = rest[(place + 1)...]
            }
        }

        /// Items that an order names stand in that order; the others keep theirs, and stand before one of the named
        /// only where they stood before it on the server.
        private func ordered(_ items: [JSONValue], by order: [JSONValue]) -> [JSONValue] {
            let ranks = places(of: order)
            let named = items.filter { ranks[identity($0)] != nil }.enumerated().sorted {
                (ranks[identity($0.element)] ?? 0, $0.offset) < (ranks[identity($1.element)] ?? 0, $1.offset)
            }.map(\.element)
            var others = items.filter { ranks[identity($0)] == nil }[...]
            let livePlaces = places(of: live)
            var result: [JSONValue] = []
            for item in named {
                while let other = others.first, let mine = livePlaces[identity(other)],
                    let its = livePlaces[identity(item)], mine < its
                {
                    result.append(other)
                    others = others.dropFirst()
                }
                result.append(item)
            }
            return result + others
        }

        private func places(of items: [JSONValue]) -> [JSONValue: Int] {
            Dictionary(items.enumerated().map { (identity($0.element), $0.offset) }) { first, _ in first }
        }
    }
}
