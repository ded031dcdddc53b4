import Addresses

extension Rule {
    /// The rule as `nft` prints it.
    public var text: String {
        let comment = comment.map { " comment \"\($0)\"" } ?? ""
        return statements.map(\.text).joined(separator: " ") + comment
    }
}

extension Statement {
    /// The statement as `nft` prints it.
    public var text: String {
        switch self {
        case .match(let match): match.text
        case .counter: "counter packets 0 bytes 0"
        case .namedCounter(let name): "counter name \"\(name)\""
        case .limit(let limit): limit.text
        case .log(let log): log.text
        case .verdict(let verdict): verdict.text
        case .verdictMap(let fields, let map): "\(fields.map(\.text).joined(separator: " . ")) vmap @\(map)"
        case .reject(let rejection): rejection.text
        case .foreign(let description): "# unknown: \(description)"
        }
    }
}

extension Match {
    /// The comparison as `nft` prints it.
    var text: String {
        let left = fields.map(\.text).joined(separator: " . ")
        if case .bits(let mask, let value) = test {
            return "\(left) & \(markText(mask)) \(isNegated ? "!=" : "==") \(markText(value))"
        }
        return "\(left) \(isNegated ? "!= " : "")\(test.text(of: fields[0]))"
    }
}

extension Test {
    fileprivate func text(of field: Field) -> String {
        switch self {
        case .equals(let value): value.text(of: field)
        case .within(let range): "\(range.lower.number ?? "")-\(range.upper.number ?? "")"
        case .prefix(let cidr): cidr.description
        case .bits(let mask, let value): "& \(markText(mask)) == \(markText(value))"
        case .states(let states): states.words.joined(separator: ",")
        case .member(let set): "@\(set)"
        }
    }
}

extension Datum {
    /// The value as `nft` prints it in a rule, where ICMP types have names.
    fileprivate func text(of field: Field) -> String {
        guard case .icmpType(let type) = self else { return text }
        return ICMPTypeNames.name(of: type, in: field) ?? String(type)
    }

    /// The value as `nft` prints it.
    var text: String {
        switch self {
        case .transport(let transport): transport.nftName
        case .interface(let name): "\"\(name)\""
        case .family(let family): family == .ipv4 ? "ipv4" : "ipv6"
        case .mark(let mark): markText(mark)
        case .address, .port, .icmpType: number ?? ""
        }
    }

    /// The value without any name, as it stands in a range; `nil` where there are no ranges of it.
    var number: String? {
        switch self {
        case .address(let address): address.description
        case .transport(let transport): String(transport.rawValue)
        case .port(let port): String(port)
        case .icmpType(let type): String(type)
        case .interface, .family, .mark: nil
        }
    }
}

extension Element {
    /// The element as `nft` prints it.
    public func text(_ layout: KeyLayout) -> String {
        guard let ranges = ranges(layout) else { return "?" }
        return ranges.map(\.text).joined(separator: " . ")
    }
}

extension DatumRange {
    /// A value, a prefix where the range is one, or both ends.
    var text: String {
        if lower == upper { return lower.text }
        guard case .address(let first) = lower, case .address(let last) = upper else {
            return "\(lower.number ?? "?")-\(upper.number ?? "?")"
        }
        let hostBits = first.bits ^ last.bits
        let isPrefix = hostBits & (hostBits &+ 1) == 0 && first.bits & hostBits == 0
        return isPrefix
            ? "\(first)/\(first.family.bitWidth - (128 - hostBits.leadingZeroBitCount))" : "\(first)-\(last)"
    }
}

extension Limit {
    fileprivate var text: String {
        let burst = burst == Self.usualBurst ? "" : " burst \(burst) packets"
        return "limit rate \(packets)/\(unit.word)\(burst)"
    }
}

extension Log {
    fileprivate var text: String {
        let parts = [
            "log", prefix.description.isEmpty ? "" : "prefix \"\(prefix)\"", group.map { "group \($0)" } ?? "",
            snapLength == 0 ? "" : "snaplen \(snapLength)",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// A mark as `nft` prints it: `0x00004000`.
private func markText(_ mark: UInt32) -> String {
    let digits = String(mark, radix: 16)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
}
