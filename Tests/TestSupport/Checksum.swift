import CTestSystem

/// The Internet checksum (RFC 1071) of `bytes`, in which its own place is zero.
func internetChecksum(_ bytes: [UInt8]) -> UInt16 {
    var sum: UInt32 = 0
    for (index, byte) in bytes.enumerated() { sum += index.isMultiple(of: 2) ? UInt32(byte) << 8 : UInt32(byte) }
    while sum > 0xFFFF { sum = (sum & 0xFFFF) + sum >> 16 }
    return ~UInt16(sum)
}

/// The CRC-32C of `bytes`: SCTP's checksum, which stands in the packet in little-endian order.
func crc32c(_ bytes: [UInt8]) -> UInt32 { martlet_crc32c(bytes, bytes.count) }

/// A number in network order.
func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) }
}

/// A number in the order opposite to the network's.
func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { [UInt8]($0) }
}
