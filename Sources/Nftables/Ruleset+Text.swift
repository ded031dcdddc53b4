extension Ruleset {
    /// The ruleset as `nft` prints and reads it: sorted, and so the same text for the same value.
    ///
    /// Counters, sets and maps come first, then chains, those with a hook last: the order in which we make them in the
    /// kernel, so `nft list table` prints a table that we made at once with these very bytes. Elements of several
    /// fields are sorted by their first field, where `nft` 1.0.6 sorts by the last.
    public var text: String {
        var text = ""
        write { text += $0 }
        return text
    }

    /// Hands the text out block by block: that of a whole cluster is too long to be held more than once.
    public func write<Failure: Error>(_ take: (String) throws(Failure) -> Void) throws(Failure) {
        try take("table inet \(table) {\n" + commentLine(comment, indent: "\t"))
        var gap = ""
        func give(_ block: String) throws(Failure) {
            try take(gap + block)
            gap = "\n"
        }
        for name in counters.sorted() { try give("\tcounter \(name) {\n\t\tpackets 0 bytes 0\n\t}\n") }
        for name in sets.keys.sorted() { if let set = sets[name] { try give(set.text(name: name)) } }
        for name in maps.keys.sorted() { if let map = maps[name] { try give(map.text(name: name)) } }
        for (name, chain) in sortedChains { try give(chain.text(name: name)) }
        try take("}\n")
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
            + elementsText + "\t}\n"
    }

    private var elementsText: String {
        if layout == KeyLayout(.ipv4Address), !elements.isEmpty { return ipv4Text }
        return layout.elementsText(layout.printed(Array(elements), \.self).map { $0.text(layout) })
    }

    /// The same of plain addresses, without a text for each: the table of a large cluster is little else.
    private var ipv4Text: String {
        var text = Array("\t\telements = { ".utf8)
        text.reserveCapacity(20 * elements.count)
        for index in 0..<elements.count {
            if index > 0 { text += (index.isMultiple(of: layout.elementsPerLine) ? layout.lineEnd : ", ").utf8 }
            for place in 4 * index..<4 * index + 4 {
                if place > 4 * index { text.append(UInt8(ascii: ".")) }
                text.append(decimal: elements.bytes[place])
            }
        }
        text += " }\n".utf8
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends a number in decimal digits.
    fileprivate mutating func append(decimal number: UInt8) {
        if number > 99 { append(UInt8(ascii: "0") + number / 100) }
        if number > 9 { append(UInt8(ascii: "0") + number / 10 % 10) }
        append(UInt8(ascii: "0") + number % 10)
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
    fileprivate var elementsPerLine: Int {
        if isConcatenation { return 1 }
        return switch fields[0] {
        case .ipv4Address: 2
        case .ipv6Address, .interfaceName: 1
        case .transportProtocol, .port: 5
        }
    }

    /// What stands between two elements on different lines.
    fileprivate var lineEnd: String { ",\n\t\t\t     " }

    fileprivate func elementsText(_ elements: [String]) -> String {
        guard !elements.isEmpty else { return "" }
        var text = "\t\telements = { "
        for (index, element) in elements.enumerated() {
            if index > 0 { text += index.isMultiple(of: elementsPerLine) ? lineEnd : ", " }
            text += element
        }
        return text + " }\n"
    }
}
