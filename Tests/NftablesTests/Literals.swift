public import Addresses
import Nftables

extension IPAddress: ExpressibleByStringLiteral {
    /// The address in this text, which has to be one.
    public init(stringLiteral text: String) {
        do { try self.init(parsing: text) } catch { preconditionFailure("\(text): \(error)") }
    }
}

extension CIDR: ExpressibleByStringLiteral {
    /// The prefix in this text, which has to be one.
    public init(stringLiteral text: String) {
        do { try self.init(parsing: text) } catch { preconditionFailure("\(text): \(error)") }
    }
}

extension Datum {
    /// The address in this text.
    static func address(_ text: String) -> Datum { .address(IPAddress(stringLiteral: text)) }
}

extension DatumRange {
    /// The addresses from one to another.
    static func addresses(_ lower: String, _ upper: String) -> DatumRange {
        DatumRange(.address(lower), .address(upper))
    }

    /// The ports from one to another.
    static func ports(_ lower: UInt16, _ upper: UInt16) -> DatumRange { DatumRange(.port(lower), .port(upper)) }
}
