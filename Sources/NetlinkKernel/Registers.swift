import CNetfilter
import Nftables

/// How the kernel numbers its 16 registers of 4 bytes: four old names for those that begin 16 bytes, new ones between.
enum Registers {
    /// The first register, into which everything of one field is read.
    static let first = UInt32(NFT_REG_1.rawValue)

    /// The register that begins so many bytes behind the first.
    static func number(atByte offset: Int) -> UInt32 {
        offset.isMultiple(of: 16)
            ? UInt32(NFT_REG_1.rawValue) + UInt32(offset / 16)
            : UInt32(NFT_REG32_00.rawValue) + UInt32(offset / 4)
    }

    /// How many bytes behind the first a register begins; `nil` for a number that is none.
    static func byteOffset(of register: UInt32) -> Int? {
        switch register {
        case UInt32(NFT_REG_1.rawValue)...UInt32(NFT_REG_4.rawValue):
            Int(register - UInt32(NFT_REG_1.rawValue)) * 16
        case UInt32(NFT_REG32_00.rawValue)...UInt32(NFT_REG32_15.rawValue):
            Int(register - UInt32(NFT_REG32_00.rawValue)) * 4
        default: nil
        }
    }
}
