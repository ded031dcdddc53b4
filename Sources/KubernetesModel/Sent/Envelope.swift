internal import Protobuf

/// What Kubernetes puts around a message: four bytes, and a message that says the kind.
enum Envelope {
    /// `k8s` and a zero.
    static let magic: [UInt8] = [0x6b, 0x38, 0x73, 0]
    /// The field of the envelope that holds the object.
    static let rawField: UInt64 = 2

    /// Where in a range the object stands.
    static func content(of bytes: [UInt8], in range: Range<Int>) throws(SentError) -> Range<Int> {
        guard bytes[range].starts(with: magic) else {
            throw .malformed("it does not begin as Kubernetes' protobuf does")
        }
        let rest = range.dropFirst(magic.count)
        return try field(rawField, of: bytes, in: rest) ?? rest.upperBound..<rest.upperBound
    }

    /// Where the last bytes field of a number stands.
    static func field(_ number: UInt64, of bytes: [UInt8], in range: Range<Int>) throws(SentError) -> Range<Int>? {
        do throws(ProtobufError) {
            return try bytes.span.lastField(number, in: range)
        } catch {
            throw SentError(error)
        }
    }
}
