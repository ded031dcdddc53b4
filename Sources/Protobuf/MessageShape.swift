/// Which fields of a message somebody looks at, and what they hold: the rest is passed over.
public final class MessageShape: Sendable {
    /// What a field holds, as the `.proto` file says it.
    public enum Content: Sendable {
        /// `string`.
        case text
        /// `bool`.
        case flag
        /// `int32` and `int64`.
        case number
        /// A message of seconds (1) and nanoseconds (2), such as `Time`.
        case time
        /// A message of a type (1), a number (2) and a string (3), of which one counts: `IntOrString`.
        case numberOrText
        /// `map<string, string>`.
        case map
        /// A message.
        case message(MessageShape)
    }

    /// A field that is looked at.
    public struct Field: Sendable {
        let number: UInt32
        let mark: UInt8
        let content: Content
        let isRepeated: Bool

        /// The field of this number, which is found again by its mark.
        public init(_ number: UInt32, mark: UInt8, _ content: Content, isRepeated: Bool = false) {
            precondition(number > 0 && mark > 0, "fields and marks are counted from 1")
            self.number = number
            self.mark = mark
            self.content = content
            self.isRepeated = isRepeated
        }
    }

    /// By number; most messages number their fields without wide gaps.
    private let fields: [Field?]

    /// These fields.
    public init(_ fields: [Field]) {
        var byNumber = [Field?](repeating: nil, count: Int((fields.map(\.number).max() ?? 0) + 1))
        for field in fields { byNumber[Int(field.number)] = field }
        self.fields = byNumber
    }

    /// The field of a number, where it is looked at.
    func field(_ number: UInt64) -> Field? { number < fields.count ? fields[Int(number)] : nil }
}
