import Testing

@testable import ServerAccess

@Suite struct RotatingTests {
    private static let broken = AccessError(.file("/f"), .emptyToken)
    private static let gone = AccessError(.file("/f"), .unreadable(.token, .missing))

    @Test("a value is due before it was read, when it is old, when it expired, and after each failure")
    func due() throws {
        var rotating = Rotating<Int>(ageMax: .seconds(10))
        #expect(rotating.isDue(at: .zero))
        _ = try rotating.take(.success(1), at: .seconds(5))
        #expect(!rotating.isDue(at: .milliseconds(14_999)) && rotating.isDue(at: .seconds(15)))
        rotating.expire()
        #expect(rotating.isDue(at: .seconds(5)))
        _ = try rotating.take(.failure(Self.broken), at: .seconds(6))
        #expect(rotating.isDue(at: .seconds(6)))
        _ = try rotating.take(.success(2), at: .seconds(7))
        #expect(!rotating.isDue(at: .seconds(7)))
    }

    @Test("a failure leaves what there was, and is told once, as is its end")
    func keeps() throws {
        var rotating = Rotating<Int>(ageMax: .seconds(10))
        #expect(try rotating.take(.success(1), at: .zero) == nil)
        let kept = "until then what there was before is used"
        #expect(try rotating.take(.failure(Self.broken), at: .zero) == "\(Self.broken); \(kept)")
        #expect(try rotating.take(.failure(Self.broken), at: .zero) == nil)
        #expect(try rotating.take(.failure(Self.gone), at: .zero) == "\(Self.gone); \(kept)")
        #expect(rotating.value == 1)
        #expect(try rotating.take(.success(2), at: .zero) == "/f: is good again")
        #expect(try rotating.take(.success(3), at: .zero) == nil)
        #expect(rotating.value == 3)
    }

    @Test("a failure with nothing to keep is thrown")
    func throwing() {
        var rotating = Rotating<Int>(ageMax: .seconds(10))
        #expect(throws: Self.gone) { try rotating.take(.failure(Self.gone), at: .zero) }
        #expect(rotating.value == nil && rotating.isDue(at: .zero))
    }
}
