/// One instruction of the kernel's rule machine, as it stands in a netlink message.
///
/// Between a ``Nftables/Statement`` and bytes: `Lowering` and `Lifting` know what `nft` means by them, the codec knows
/// how they are written. Register numbers are the kernel's own.
enum Expression: Hashable {
    /// Reads something about the packet into a register.
    case meta(key: UInt32, to: UInt32)
    /// Reads bytes of the packet into a register.
    case payload(base: UInt32, offset: UInt32, length: UInt32, to: UInt32)
    /// Reads something about the connection into a register.
    case conntrack(key: UInt32, to: UInt32)
    /// Goes on where a register compares so with a value.
    case compare(operator: UInt32, UInt32, [UInt8])
    /// Goes on where a register lies between two values, or where it does not.
    case range(operator: UInt32, UInt32, from: [UInt8], to: [UInt8])
    /// Masks a register, then flips bits of it.
    case bitwise(UInt32, to: UInt32, mask: [UInt8], flip: [UInt8])
    /// Turns the byte order of a register around.
    case byteOrder(UInt32, to: UInt32, operator: UInt32, length: UInt32, size: UInt32)
    /// Goes on where a register is in a set, or where it is not; with a target, takes the verdict a map has for it.
    case lookup(set: String, UInt32, to: UInt32?, isNegated: Bool)
    /// Ends with a verdict.
    case verdict(code: Int32, chain: String?)
    /// Counts.
    case counter(packets: UInt64, bytes: UInt64)
    /// Uses an object of the table by name.
    case object(type: UInt32, name: String)
    /// Goes on below a rate.
    case limit(rate: UInt64, unit: UInt64, burst: UInt32, type: UInt32, flags: UInt32)
    /// Logs the packet.
    case log(prefix: String?, group: UInt16?, snapLength: UInt32?)
    /// Refuses the packet.
    case reject(type: UInt32, code: UInt8)
    /// Something that we never write.
    case foreign(String)

    /// The name the kernel knows it by.
    var name: String {
        switch self {
        case .meta: "meta"
        case .payload: "payload"
        case .conntrack: "ct"
        case .compare: "cmp"
        case .range: "range"
        case .bitwise: "bitwise"
        case .byteOrder: "byteorder"
        case .lookup: "lookup"
        case .verdict: "immediate"
        case .counter: "counter"
        case .object: "objref"
        case .limit: "limit"
        case .log: "log"
        case .reject: "reject"
        case .foreign(let name): name
        }
    }
}
