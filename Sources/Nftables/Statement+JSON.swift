import Addresses
import JSON

extension Statement {
    /// The statement in the schema of libnftables-json(5).
    var json: JSONValue {
        switch self {
        case .match(let match): .one("match", match.json)
        case .counter: .one("counter", .members(["packets": 0, "bytes": 0]))
        case .namedCounter(let name): .one("counter", .string(name))
        case .limit(let limit): .one("limit", limit.json)
        case .log(let log): .one("log", log.json)
        case .verdict(let verdict): verdict.json
        case .verdictMap(let fields, let map):
            .one("vmap", .members(["key": fields.json, "data": .string("@\(map)")]))
        case .reject(let rejection): .one("reject", rejection.json)
        case .foreign: .one("xt", .null)  // as `nft` says of what it has no words for
        }
    }
}

extension Verdict {
    /// The verdict in the schema of libnftables-json(5).
    var json: JSONValue {
        switch self {
        case .accept: .one("accept", .null)
        case .drop: .one("drop", .null)
        case .return: .one("return", .null)
        case .continue: .one("continue", .null)
        case .jump(let chain): .one("jump", .members(["target": .string(chain)]))
        case .goto(let chain): .one("goto", .members(["target": .string(chain)]))
        }
    }
}

extension Match {
    fileprivate var json: JSONValue {
        let comparison = isNegated ? "!=" : "=="
        return switch test {
        case .equals(let value): compared(comparison, fields.json, value.json(of: fields[0]))
        case .within(let range): compared(comparison, fields.json, range.json)
        case .prefix(let cidr): compared(comparison, fields.json, cidr.json)
        case .bits(let mask, let equal):
            compared(
                comparison, .one("&", .array([fields.json, .number(Int64(mask))])), .number(Int64(equal)))
        case .states(let states): compared(isNegated ? "!=" : "in", fields.json, states.json)
        case .member(let set): compared(comparison, fields.json, .string("@\(set)"))
        }
    }

    private func compared(_ comparison: String, _ left: JSONValue, _ right: JSONValue) -> JSONValue {
        .members(["op": .string(comparison), "left": left, "right": right])
    }
}

extension [Field] {
    fileprivate var json: JSONValue { count == 1 ? self[0].json : .one("concat", .array(map(\.json))) }
}

extension Field {
    fileprivate var json: JSONValue {
        let words = text.split(separator: " ").map { JSONValue.string(String($0)) }
        return switch self {
        case .sourceAddress, .destinationAddress, .destinationPort, .icmpType, .icmpv6Type:
            .one("payload", .members(["protocol": words[0], "field": words[1]]))
        case .transportProtocol, .family, .packetMark: .one("meta", .members(["key": words[1]]))
        case .inputInterface, .outputInterface: .one("meta", .members(["key": words[0]]))
        case .connectionMark, .connectionState: .one("ct", .members(["key": words[1]]))
        }
    }
}

extension Datum {
    /// The value, with its name where `nft` has one.
    fileprivate func json(of field: Field) -> JSONValue {
        guard case .icmpType(let type) = self else { return json }
        return ICMPTypeNames.name(of: type, in: field).map { .string($0) } ?? json
    }

    /// The value, without names that depend on the field.
    fileprivate var json: JSONValue {
        switch self {
        case .address(let address): .string(address.description)
        case .transport(let transport): transport.json
        case .port(let port): .number(Int64(port))
        case .icmpType(let type): .number(Int64(type))
        case .interface(let name): .string(name)
        case .family(let family): family == .ipv4 ? "ipv4" : "ipv6"
        case .mark(let mark): .number(Int64(mark))
        }
    }
}

extension TransportProtocol {
    fileprivate var json: JSONValue {
        let name = nftName
        return name.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            ? .number(Int64(rawValue)) : .string(name)
    }
}

extension DatumRange {
    /// One value, a prefix or both ends, as ``text`` has it.
    var json: JSONValue {
        if lower == upper { return lower.json }
        if let cidr { return cidr.json }
        return .one("range", .array([lower.bound, upper.bound]))
    }

    /// The prefix whose addresses these are; `nil` where there is none.
    private var cidr: CIDR? {
        guard case .address(let first) = lower, case .address(let last) = upper else { return nil }
        let hostBitCount = 128 - (first.bits ^ last.bits).leadingZeroBitCount
        let cidr = CIDR(first, prefixLength: first.family.bitWidth - hostBitCount)
        return cidr.first == first && cidr.last == last ? cidr : nil
    }
}

extension Datum {
    /// The value as an end of a range, where protocols have no names.
    fileprivate var bound: JSONValue {
        if case .transport(let transport) = self { .number(Int64(transport.rawValue)) } else { json }
    }
}

extension CIDR {
    fileprivate var json: JSONValue {
        .one(
            "prefix", .members(["addr": .string(address.description), "len": .number(Int64(prefixLength))]))
    }
}

extension ConnectionStates {
    fileprivate var json: JSONValue {
        let words = words.map { JSONValue.string($0) }
        return words.count == 1 ? words[0] : .array(words)
    }
}

extension Limit {
    fileprivate var json: JSONValue {
        .members([
            "rate": .number(Int64(clamping: packets)), "burst": .number(Int64(burst)), "per": .string(unit.word),
        ])
    }
}

extension Log {
    fileprivate var json: JSONValue {
        let isPlain = prefix.description.isEmpty && group == nil && snapLength == 0
        return isPlain
            ? .null
            : .members([
                "prefix": prefix.description.isEmpty ? nil : prefix.json, "group": group.map { .number(Int64($0)) },
                "snaplen": snapLength == 0 ? nil : .number(Int64(snapLength)),
            ])
    }
}

extension Rejection {
    fileprivate var json: JSONValue {
        switch self {
        case .tcpReset: .members(["type": "tcp reset"])
        case .administrativelyProhibited: .members(["type": "icmpx", "expr": "admin-prohibited"])
        case .portUnreachable: .members(["type": "icmpx", "expr": "port-unreachable"])
        }
    }
}

extension JSONValue {
    /// An object of one member, which is how the schema says what something is.
    static func one(_ name: String, _ value: JSONValue) -> JSONValue {
        .members([name: value])
    }
}
