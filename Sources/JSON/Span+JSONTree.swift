extension Span<UInt8> {
    /// Reads the parts of the value at `start` that a shape names, as nodes; gives the place behind the value.
    func scan(
        from start: Int, depth: Int, _ label: JSONTree.Node.Label, _ shapes: [JSONShape.Part], _ shape: Int,
        into nodes: inout [JSONTree.Node]
    ) throws(JSONError) -> Int {
        let kind = try kind(at: start)
        if shapes[shape].isLater, kind != .null {
            let end = try pastValue(from: start, depth: depth)
            nodes.append(label, .unread, from: start, to: end)
            return end
        }
        switch kind {
        case .object, .array:
            guard depth < JSONReader.depthMax else { throw fail(.tooDeep, at: start) }
            let index = nodes.count
            nodes.append(label, kind == .object ? .object : .array)
            let end =
                kind == .object
                ? try scanMembers(from: start, depth: depth + 1, of: index, shapes, shape, into: &nodes)
                : try scanItems(from: start, depth: depth + 1, of: index, shapes, shape, into: &nodes)
            nodes[index].next = nodes.count
            return end
        case .string:
            let scanned = try scanString(at: start)
            nodes.append(label, .string, from: start + 1, to: scanned.end - 1, isPlain: scanned.isPlain)
            return scanned.end
        case .number:
            let end = try pastNumber(from: start)
            let number = whole(start..<end)
            nodes.append(label, number == nil ? .otherNumber : .whole, from: Int(number ?? 0))
            return end
        case .bool:
            let isTrue = self[start] == UInt8(ascii: "t")
            nodes.append(label, .bool, from: isTrue ? 1 : 0)
            return try pastLiteral(isTrue ? "true" : "false", from: start)
        case .null:
            nodes.append(label, .null)
            return try pastLiteral("null", from: start)
        }
    }

    private func scanItems(
        from start: Int, depth: Int, of parent: Int, _ shapes: [JSONShape.Part], _ shape: Int,
        into nodes: inout [JSONTree.Node]
    ) throws(JSONError) -> Int {
        var place = pastSpace(from: start + 1)
        if place < count, self[place] == UInt8(ascii: "]") { return place + 1 }
        var label = JSONTree.Node.Label(parent: parent)
        while true {
            place = pastSpace(from: try scan(from: place, depth: depth, label, shapes, shape, into: &nodes))
            label.start += 1
            guard place < count else { throw fail(.endedEarly, at: place) }
            if self[place] == UInt8(ascii: "]") { return place + 1 }
            guard self[place] == UInt8(ascii: ",") else { throw fail(.commaOrBracketExpected, at: place) }
            place = pastSpace(from: place + 1)
        }
    }

    private func scanMembers(
        from start: Int, depth: Int, of parent: Int, _ shapes: [JSONShape.Part], _ shape: Int,
        into nodes: inout [JSONTree.Node]
    ) throws(JSONError) -> Int {
        var place = pastSpace(from: start + 1)
        if place < count, self[place] == UInt8(ascii: "}") { return place + 1 }
        while true {
            place = pastSpace(from: try scanMember(at: place, depth: depth, of: parent, shapes, shape, into: &nodes))
            guard place < count else { throw fail(.endedEarly, at: place) }
            if self[place] == UInt8(ascii: "}") { return place + 1 }
            guard self[place] == UInt8(ascii: ",") else { throw fail(.commaOrBraceExpected, at: place) }
            place = pastSpace(from: place + 1)
        }
    }

    @inline(__always)
    private func scanMember(
        at start: Int, depth: Int, of parent: Int, _ shapes: [JSONShape.Part], _ shape: Int,
        into nodes: inout [JSONTree.Node]
    ) throws(JSONError) -> Int {
        let name = try scanString(at: try nameStart(at: start))
        let place = try pastColon(from: name.end)
        let range = start + 1..<name.end - 1
        let found =
            name.isPlain
            ? shapes[shape].names.index(of: range, in: self) : shapes[shape].names.index(of: unescaped(range))
        if let found {
            let label = JSONTree.Node.Label(mark: shapes[shape].marks[found], parent: parent)
            return try scan(from: place, depth: depth, label, shapes, shapes[shape].shapes[found], into: &nodes)
        }
        guard shapes[shape].keepsOthers else { return try pastValue(from: place, depth: depth) }
        let label = JSONTree.Node.Label(
            isPlain: name.isPlain, start: range.lowerBound, end: range.upperBound, parent: parent)
        return try scan(from: place, depth: depth, label, JSONShape.all.parts, 0, into: &nodes)
    }
}

extension [JSONTree.Node] {
    /// Adds a node without parts.
    @inline(__always)
    mutating func append(
        _ label: JSONTree.Node.Label, _ kind: JSONTree.Node.Kind, from start: Int = 0, to end: Int = 0,
        isPlain: Bool = true
    ) {
        append(.init(kind: kind, label: label, isPlain: isPlain, start: start, end: end, next: count + 1))
    }
}
