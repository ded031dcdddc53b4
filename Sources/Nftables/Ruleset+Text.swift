extension Ruleset {
    /// The ruleset as `nft` prints and reads it: sorted, and so the same text for the same value.
    ///
    /// Counters, sets and maps come first, then chains, those with a hook last: the order in which we make them in the
    /// kernel, so `nft list table` prints a table that we made at once with these very bytes. Elements of several
    /// fields are sorted by their first field, where `nft` 1.0.6 sorts by the last.
    public var text: String {
        var blocks = counters.sorted().map { "\tcounter \($0) {\n\t\tpackets 0 bytes 0\n\t}\n" }
        blocks += sets.sorted { $0.key < $1.key }.map { $1.text(name: $0) }
        blocks += maps.sorted { $0.key < $1.key }.map { $1.text(name: $0) }
        blocks += sortedChains.map { $1.text(name: $0) }
        let head = "table inet \(table) {\n" + commentLine(comment, indent: "\t")
        return head + blocks.joined(separator: "\n") + "}\n"
    }

    /// The chains by name, those with a hook behind the others.
    public var sortedChains: [(name: String, chain: Chain)] {
        chains.map { (name: $0.key, chain: $0.value) }.sorted {
            ($0.chain.base == nil ? 0 : 1, $0.name) < ($1.chain.base == nil ? 0 : 1, $1.name)
        }
    }
}

/// A comment on a line of its own, or nothing.
private func commentLine(_ comment: LimitedText?, indent: String) -> String {
    comment.map { "\(indent)comment \"\($0)\"\n" } ?? ""
}

extension NamedSet {
    /// The set of this name as `nft` lists it.
    func text(name: String) -> String {
        "\tset \(name) {\n\t\ttype \(layout.typeText)\n" + layout.flagsLine + commentLine(comment, indent: "\t\t")
            + layout.elementsText(layout.printed(Array(elements), \.self).map { $0.text(layout) }) + "\t}\n"
    }
}

extension VerdictMap {
    /// The map of this name as `nft` lists it.
    func text(name: String) -> String {
        let elements = layout.printed(sorted, \.key).map { "\($0.key.text(layout)) : \($0.value.text)" }
        return "\tmap \(name) {\n\t\ttype \(layout.typeText) : verdict\n" + layout.flagsLine
            + commentLine(comment, indent: "\t\t") + layout.elementsText(elements) + "\t}\n"
    }
}

extension Chain {
    /// The chain of this name as `nft` lists it.
    func text(name: String) -> String {
        "\tchain \(name) {\n" + commentLine(comment, indent: "\t\t") + (base.map { "\t\t\($0.text)\n" } ?? "")
            + rules.map { "\t\t\($0.text)\n" }.joined() + "\t}\n"
    }
}

extension BaseChain {
    /// The line that gives a chain its hook.
    var text: String {
        "type \(kind.rawValue) hook \(hook.word) priority \(priorityText); "
            + "policy \(policy == .accept ? "accept" : "drop");"
    }

    /// The priority by the nearest of the names that `nft` has for this hook, as `nft` prints it.
    private var priorityText: String {
        for (name, value) in Self.priorityNames(hook) where abs(Int(priority) - Int(value)) <= 10 {
            let offset = priority - value
            return offset == 0 ? name : "\(name) \(offset < 0 ? "-" : "+") \(abs(offset))"
        }
        return String(priority)
    }

    private static func priorityNames(_ hook: Hook) -> [(String, Int32)] {
        let everywhere: [(String, Int32)] = [("raw", -300), ("mangle", -150), ("filter", 0), ("security", 50)]
        return switch hook {
        case .prerouting: everywhere + [("dstnat", -100)]
        case .postrouting: everywhere + [("srcnat", 100)]
        case .input, .forward, .output: everywhere
        }
    }
}

extension KeyLayout {
    fileprivate var flagsLine: String { isInterval ? "\t\tflags interval\n" : "" }

    /// Items sorted by their element, in the order in which `nft` prints them: it sorts names of interfaces from
    /// behind, as the numbers that they are to a host with the low byte first.
    fileprivate func printed<Item>(_ items: [Item], _ element: (Item) -> Element) -> [Item] {
        guard fields == [.interfaceName] else { return items }
        return items.sorted { left, right in
            element(left).bytes.reversed().lexicographicallyPrecedes(element(right).bytes.reversed())
        }
    }

    /// How many elements `nft` prints on one line.
    private var elementsPerLine: Int {
        if isConcatenation { return 1 }
        return switch fields[0] {
        case .ipv4Address: 2
        case .ipv6Address, .interfaceName: 1
        case .transportProtocol, .port: 5
        }
    }

    fileprivate func elementsText(_ elements: [String]) -> String {
        guard !elements.isEmpty else { return "" }
        var text = "\t\telements = { "
        for (index, element) in elements.enumerated() {
            if index > 0 { text += index.isMultiple(of: elementsPerLine) ? ",\n\t\t\t     " : ", " }
            text += element
        }
        return text + " }\n"
    }
}
