import Nftables
import Testing

@testable import NetlinkKernel

struct UserDataTests {
    private func comment(_ bytes: [UInt8], _ type: UserData.CommentType = .object) -> String? {
        bytes.withUnsafeBytes { UserData.comment(in: $0, type: type)?.description }
    }

    @Test func `a comment is a field of its kind's type with a zero at its end`() {
        #expect(UserData.comment(LimitedText("ab")) == [0, 3, 97, 98, 0])
        #expect(UserData.comment(LimitedText("ab"), type: .set) == [7, 3, 97, 98, 0])
        #expect(comment(UserData.comment(LimitedText("ünï"))) == "ünï")
        #expect(UserData.comment(LimitedText(String(repeating: "x", count: 500))).count == 131)
    }

    @Test func `a set says how its keys are ordered, and its comment is found behind that`() {
        let set = UserData.set(KeyLayout(.ipv4Address), comment: LimitedText("c"))
        #expect(set == [0, 4, 2, 0, 0, 0, 7, 2, 99, 0])
        #expect(comment(set, .set) == "c")
        #expect(UserData.set(KeyLayout(.transportProtocol), comment: nil) == [0, 4, 1, 0, 0, 0])
        #expect(UserData.set(KeyLayout(.ipv4Address, .port), comment: nil) == [0, 4, 0, 0, 0, 0])
        #expect(UserData.map(KeyLayout(.port), comment: nil) == [0, 4, 2, 0, 0, 0, 1, 4, 0, 0, 0, 0])
    }

    @Test(arguments: [[], [0], [0, 5, 97], [7, 1, 0], [0, 255, 0, 0], [1, 1, 1, 0]] as [[UInt8]])
    func `bytes without a whole comment have none`(_ bytes: [UInt8]) {
        #expect(comment(bytes) == nil)
    }

    @Test func `bytes that are no text are repaired, not trusted`() {
        #expect(comment([0, 3, 0xff, 97, 0]) == "\u{FFFD}a")
        #expect(comment([0, 2, 97, 98]) == "ab")
    }
}
