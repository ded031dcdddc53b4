import Testing

@testable import NetlinkKernel

struct RegistersTests {
    @Test func `a register's number and its place lead to each other`() {
        #expect([0, 4, 8, 12, 16, 20, 32, 48].map { Registers.number(atByte: $0) } == [1, 9, 10, 11, 2, 13, 3, 4])
        for offset in stride(from: 0, to: 64, by: 4) {
            #expect(Registers.byteOffset(of: Registers.number(atByte: offset)) == offset)
        }
    }

    @Test func `both names of a register are one place, and a number beyond them is none`() {
        #expect(Registers.byteOffset(of: 1) == Registers.byteOffset(of: 8))
        #expect(Registers.byteOffset(of: 4) == Registers.byteOffset(of: 20))
        for number: UInt32 in [0, 5, 6, 7, 24, 99, .max] { #expect(Registers.byteOffset(of: number) == nil) }
    }
}
