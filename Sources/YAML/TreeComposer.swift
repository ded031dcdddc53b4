/// Puts the events of a document together to a tree.
///
/// Names become texts, `<<` is replaced by the members it stands for, and what no JSON can say is an error with its
/// place. A member that is written goes before one that is merged, and of several merged ones the first counts.
struct TreeComposer {
    /// How many arrays and objects may lie in one another; a manifest needs about fifteen.
    static let depthMax = 100
    /// How many bytes aliases and merges may stand for, beyond what is written. A document of a few hundred bytes can
    /// otherwise stand for more than any memory holds.
    static let repeatedMax = 4 << 20

    /// An array or object whose end has not come.
    private struct Frame {
        let node: Int
        let isMapping: Bool
        var children: [Int] = []
        /// The place of a `<<` whose value comes next.
        var pendingMerge: TextPlace?
        /// What each `<<` takes over, and where it stands.
        var merged: [(source: Int, place: TextPlace)] = []

        var wantsKey: Bool { isMapping && pendingMerge == nil && children.count.isMultiple(of: 2) }
    }

    private(set) var tree = YAMLTree()
    private var open: [Frame] = []
    private var anchors: [String: Int] = [:]
    /// How many members were looked at for the sake of a `<<`.
    private var mergeSteps = 0

    /// Takes the next event of a document.
    mutating func add(_ event: YAMLEvent) throws(YAMLError) {
        switch event.kind {
        case .streamStart, .streamEnd, .documentStart, .documentEnd: return
        case .scalar(let scalar): try add(scalar, event)
        case .alias(let name): try addAlias(name, at: event.place)
        case .sequenceStart: try begin(.sequence(0..<0), event)
        case .mappingStart: try begin(.mapping(0..<0), event)
        case .collectionEnd: try end()
        }
    }

    private mutating func add(_ scalar: YAMLEvent.Scalar, _ event: YAMLEvent) throws(YAMLError) {
        let wantsKey = open.last?.wantsKey ?? false
        if wantsKey, ScalarMeaning.isMerge(scalar) {
            open[open.count - 1].pendingMerge = event.place
            return
        }
        let json = try ScalarMeaning(scalar, at: event.place).json
        let range: Range<Int>
        if let json, !wantsKey {
            range = tree.text.count..<tree.text.count + json.utf8.count
            tree.text.append(contentsOf: json.utf8)
        } else {
            // A name that is a number or a boolean becomes its text, as it does under kubectl.
            guard json != "null" else { throw YAMLError(.keyIsNoText, at: event.place) }
            range = if let json { tree.addString(json.utf8) } else { tree.addString(scalar.bytes) }
        }
        let node = tree.add(.scalar(range), at: event.place)
        name(node, event.anchor)
        try attach(node)
    }

    private mutating func addAlias(_ name: String, at place: TextPlace) throws(YAMLError) {
        guard let target = anchors[name] else { throw YAMLError(.unknownAlias(name), at: place) }
        guard !open.contains(where: { $0.node == target }) else { throw YAMLError(.aliasOfItself(name), at: place) }
        guard open.last?.wantsKey ?? false else { return try attach(tree.add(.alias(target), at: place)) }
        guard case .scalar(let range) = tree.nodes[target].content, !tree.text[range].elementsEqual("null".utf8) else {
            throw YAMLError(.keyIsNoText, at: place)
        }
        let isText = tree.text[range.lowerBound] == UInt8(ascii: "\"")
        let key = isText ? range : tree.addString(Array(tree.text[range]))
        try attach(tree.add(.scalar(key), at: place))
    }

    private mutating func begin(_ content: YAMLTree.Content, _ event: YAMLEvent) throws(YAMLError) {
        if open.last?.wantsKey ?? false { throw YAMLError(.keyIsNoText, at: event.place) }
        guard open.count < Self.depthMax else { throw YAMLError(.tooDeep, at: event.place) }
        let node = tree.add(content, at: event.place)
        name(node, event.anchor)
        let isMapping = if case .mapping = content { true } else { false }
        open.append(Frame(node: node, isMapping: isMapping))
    }

    private mutating func end() throws(YAMLError) {
        guard var frame = open.popLast() else { return }
        if frame.isMapping { try complete(&frame) }
        let range = tree.children.count..<tree.children.count + frame.children.count
        tree.children.append(contentsOf: frame.children)
        tree.nodes[frame.node].content = frame.isMapping ? .mapping(range) : .sequence(range)
        try attach(frame.node)
    }

    private mutating func name(_ node: Int, _ anchor: String?) {
        if let anchor { anchors[anchor] = node }
    }

    /// Gives a value or name to the array or object around it.
    private mutating func attach(_ node: Int) throws(YAMLError) {
        guard let last = open.indices.last else { return }
        guard let place = open[last].pendingMerge else { return open[last].children.append(node) }
        open[last].pendingMerge = nil
        open[last].merged.append((node, place))
    }

    /// Looks for names that stand twice, and adds what is merged.
    private mutating func complete(_ frame: inout Frame) throws(YAMLError) {
        var seen: [ArraySlice<UInt8>: Int] = [:]
        seen.reserveCapacity(frame.children.count / 2)
        for key in stride(from: 0, to: frame.children.count, by: 2).map({ frame.children[$0] }) {
            let text = tree.text[tree.keyRange(key)]
            if let first = seen.updateValue(key, forKey: text) {
                let name = String(decoding: text.dropFirst().dropLast(), as: UTF8.self)
                let line = tree.nodes[first].place.line
                throw YAMLError(.duplicateKey(name, firstLine: line), at: tree.nodes[key].place)
            }
        }
        for (source, place) in frame.merged { try merge(source, at: place, into: &frame, &seen) }
    }

    private mutating func merge(
        _ source: Int, at place: TextPlace, into frame: inout Frame, _ seen: inout [ArraySlice<UInt8>: Int]
    ) throws(YAMLError) {
        switch tree.nodes[tree.target(of: source)].content {
        case .mapping(let members): try merge(members, at: place, into: &frame, &seen)
        case .sequence(let sources):
            for source in tree.children[sources] {
                guard case .mapping(let members) = tree.nodes[tree.target(of: source)].content else {
                    throw YAMLError(.mergeOfNoObject, at: tree.nodes[source].place)
                }
                try merge(members, at: place, into: &frame, &seen)
            }
        case .scalar, .alias: throw YAMLError(.mergeOfNoObject, at: place)
        }
    }

    private mutating func merge(
        _ members: Range<Int>, at place: TextPlace, into frame: inout Frame, _ seen: inout [ArraySlice<UInt8>: Int]
    ) throws(YAMLError) {
        mergeSteps += members.count + 1
        guard mergeSteps <= Self.repeatedMax / 64 else { throw YAMLError(.tooMuchRepeated, at: place) }
        for index in stride(from: members.lowerBound, to: members.upperBound, by: 2) {
            let key = tree.children[index]
            guard seen.updateValue(key, forKey: tree.text[tree.keyRange(key)]) == nil else { continue }
            let value = tree.target(of: tree.children[index + 1])
            // As an alias the value counts as repeated.
            frame.children += [key, tree.add(.alias(value), at: place)]
        }
    }
}
