/// A sum over bytes that notices what a crash or a hand does to them: CRC-64 with the polynomial of ECMA-182.
///
/// A cryptographic hash would not do more: whoever may write the file may write its sum.
struct StateChecksum {
    private static let polynomial: UInt64 = 0xC96C_5795_D787_0F42
    private static let table: [UInt64] = (0..<256).map { byte in
        (0..<8).reduce(UInt64(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ polynomial : sum >> 1 }
    }

    /// The sum over all bytes.
    let value: UInt64

    /// Sums up bytes.
    init(_ bytes: ArraySlice<UInt8>) {
        let table = Self.table
        value = ~bytes.reduce(~0) { sum, byte in table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8 }
    }

    /// The sum in 16 digits.
    var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
