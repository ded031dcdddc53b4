import Addresses
import CNetfilter
import Nftables

/// Turns the statements of one rule into expressions, each exactly as `nft` itself writes it.
///
/// What `nft` leaves unsaid stands here: before a field of IPv4 comes the check that the packet is IPv4, before a port
/// of TCP that it is TCP, each once a rule.
struct Lowering {
    private(set) var expressions: [Expression] = []

    private var family: IPFamily?
    private var transport: TransportProtocol?
    private let ruleset: Ruleset

    /// Begins a rule; the ruleset says which of the sets that it names hold intervals.
    init(in ruleset: Ruleset) { self.ruleset = ruleset }

    /// The expressions of a rule in a ruleset.
    static func expressions(of rule: Rule, in ruleset: Ruleset) -> [Expression] {
        var lowering = Lowering(in: ruleset)
        for statement in rule.statements { lowering.append(statement) }
        return lowering.expressions
    }

    private mutating func append(_ statement: Statement) {
        switch statement {
        case .match(let match): append(match)
        case .counter: expressions.append(.counter(packets: 0, bytes: 0))
        case .namedCounter(let name): expressions.append(.object(type: UInt32(NFT_OBJECT_COUNTER), name: name))
        case .limit(let limit):
            expressions.append(
                .limit(rate: limit.packets, unit: limit.unit.rawValue, burst: limit.burst, type: 0, flags: 0))
        case .log(let log):
            expressions.append(
                .log(
                    prefix: log.prefix.description.isEmpty ? nil : log.prefix.description, group: log.group,
                    snapLength: log.snapLength == 0 ? nil : log.snapLength))
        case .verdict(let verdict):
            expressions.append(.verdict(code: verdict.code, chain: verdict.target))
        case .verdictMap(let fields, let map):
            load(fields)
            expressions.append(
                .lookup(set: map, Registers.first, to: UInt32(NFT_REG_VERDICT.rawValue), isNegated: false))
        case .reject(let rejection): expressions.append(.reject(type: rejection.kernelType, code: rejection.kernelCode))
        case .foreign(let description): preconditionFailure("\(description) is read, never written")
        }
    }

    private mutating func append(_ match: Match) {
        switch match.test {
        case .member(let set):
            load(match.fields)
            expressions.append(.lookup(set: set, Registers.first, to: nil, isNegated: match.isNegated))
        case .prefix(let cidr): append(match.fields[0], prefix: cidr, isNegated: match.isNegated)
        case .equals(let value):
            load(match.fields)
            compare(value.bytes, isNegated: match.isNegated)
            if !match.isNegated { learn(match.fields[0], value) }
        case .within(let range):
            load(match.fields)
            compare(range, isNegated: match.isNegated)
        case .bits(let mask, let value):
            load(match.fields)
            mask32(mask)
            compare(Datum.mark(value).bytes, isNegated: match.isNegated)
        case .states(let states):
            load(match.fields)
            if match.isNegated {
                compare(Datum.mark(states.rawValue).bytes, isNegated: true)
            } else {
                mask32(states.rawValue)
                compare(Datum.mark(0).bytes, isNegated: true)
            }
        }
    }

    /// Reads fields into the first registers, one behind the other, behind the checks that they need.
    ///
    /// `nft` before 1.1 turns the one byte of a protocol around before a look-up in intervals of several fields. That
    /// changes nothing, and Linux 7.2 refuses it.
    private mutating func load(_ fields: [Field]) {
        for field in fields { require(field) }
        var offset = 0
        for field in fields {
            expressions.append(FieldSource(field).load(to: Registers.number(atByte: offset)))
            offset += field.type?.paddedByteCount ?? 0
        }
    }

    private mutating func require(_ field: Field) {
        if let needed = field.requiredFamily, family != needed {
            expressions.append(FieldSource(.family).load(to: Registers.first))
            compare(Datum.family(needed).bytes, isNegated: false)
            family = needed
        }
        if let needed = field.requiredTransport, transport != needed {
            expressions.append(FieldSource(.transportProtocol).load(to: Registers.first))
            compare(Datum.transport(needed).bytes, isNegated: false)
            transport = needed
        }
    }

    /// What a comparison says of the packet from here on.
    private mutating func learn(_ field: Field, _ value: Datum) {
        switch (field, value) {
        case (.family, .family(let known)): family = known
        case (.transportProtocol, .transport(let known)): transport = known
        default: return
        }
    }

    /// A prefix of whole bytes is read short and compared; any other is masked.
    private mutating func append(_ field: Field, prefix cidr: CIDR, isNegated: Bool) {
        require(field)
        let bytes = cidr.address.bytes
        if cidr.prefixLength.isMultiple(of: 8) {
            let byteCount = cidr.prefixLength / 8
            expressions.append(FieldSource(field).load(to: Registers.first, byteCount: UInt32(byteCount)))
            compare(Array(bytes.prefix(byteCount)), isNegated: isNegated)
        } else {
            expressions.append(FieldSource(field).load(to: Registers.first))
            mask(Self.mask(ofBits: cidr.prefixLength, byteCount: bytes.count))
            compare(bytes, isNegated: isNegated)
        }
    }

    /// A mask whose first bits are set.
    static func mask(ofBits bitCount: Int, byteCount: Int) -> [UInt8] {
        (0..<byteCount).map { index in
            let bits = min(8, max(0, bitCount - 8 * index))
            return bits == 0 ? 0 : UInt8(truncatingIfNeeded: 0xff00 >> bits)
        }
    }

    private mutating func mask32(_ bits: UInt32) { mask(Datum.mark(bits).bytes) }

    private mutating func mask(_ mask: [UInt8]) {
        expressions.append(
            .bitwise(
                Registers.first, to: Registers.first, mask: mask, flip: [UInt8](repeating: 0, count: mask.count)))
    }

    private mutating func compare(_ value: [UInt8], isNegated: Bool) {
        let operation = isNegated ? NFT_CMP_NEQ : NFT_CMP_EQ
        expressions.append(.compare(operator: UInt32(operation.rawValue), Registers.first, value))
    }

    private mutating func compare(_ range: DatumRange, isNegated: Bool) {
        let (lower, upper) = (range.lower.bytes, range.upper.bytes)
        if isNegated {
            expressions.append(
                .range(operator: UInt32(NFT_RANGE_NEQ.rawValue), Registers.first, from: lower, to: upper))
        } else {
            expressions.append(.compare(operator: UInt32(NFT_CMP_GTE.rawValue), Registers.first, lower))
            expressions.append(.compare(operator: UInt32(NFT_CMP_LTE.rawValue), Registers.first, upper))
        }
    }
}

extension Verdict {
    /// The kernel's number for it.
    var code: Int32 {
        switch self {
        case .accept: Int32(NF_ACCEPT)
        case .drop: Int32(NF_DROP)
        case .return: Int32(NFT_RETURN.rawValue)
        case .continue: Int32(NFT_CONTINUE.rawValue)
        case .jump: Int32(NFT_JUMP.rawValue)
        case .goto: Int32(NFT_GOTO.rawValue)
        }
    }

    /// The verdict of this number and chain; `nil` for one that we do not know.
    init?(code: Int32, chain: String?) {
        switch (code, chain) {
        case (Verdict.accept.code, nil): self = .accept
        case (Verdict.drop.code, nil): self = .drop
        case (Verdict.return.code, nil): self = .return
        case (Verdict.continue.code, nil): self = .continue
        case (Verdict.jump("").code, let chain?): self = .jump(chain)
        case (Verdict.goto("").code, let chain?): self = .goto(chain)
        default: return nil
        }
    }
}

extension Rejection {
    /// The kernel's number for the way of refusing.
    var kernelType: UInt32 {
        switch self {
        case .tcpReset: UInt32(NFT_REJECT_TCP_RST.rawValue)
        case .administrativelyProhibited, .portUnreachable: UInt32(NFT_REJECT_ICMPX_UNREACH.rawValue)
        }
    }

    /// The kernel's number for the message.
    var kernelCode: UInt8 {
        switch self {
        case .tcpReset: 0
        case .administrativelyProhibited: UInt8(NFT_REJECT_ICMPX_ADMIN_PROHIBITED.rawValue)
        case .portUnreachable: UInt8(NFT_REJECT_ICMPX_PORT_UNREACH.rawValue)
        }
    }
}
