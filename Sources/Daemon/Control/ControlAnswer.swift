/// What an agent answered.
public struct ControlAnswer: Equatable, Sendable {
    /// The status code.
    public var status: Int
    /// What kind of text the body is.
    public var contentType: String
    /// The body.
    public var body: [UInt8]

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// An answer that says yes; one that says no is thrown, with its sentence.
    public func successful() throws(DaemonError) -> ControlAnswer {
        guard (200..<300).contains(status) else {
            throw .refused(status: status, sentence: text.trimmingLineEnd)
        }
        return self
    }
}

extension String {
    /// Without the line's end behind it.
    fileprivate var trimmingLineEnd: String { last?.isNewline == true ? String(dropLast()) : self }
}
