/// Why a question cannot be asked: which part of it, what is wrong, and how to mend it.
public struct QuestionError: Error, Hashable, Sendable {
    /// A part of a question.
    public enum Part: String, Hashable, Sendable {
        /// Who sends.
        case source
        /// Who receives, with the port.
        case destination
        /// The node whose part is asked about.
        case node
        /// Both ends together.
        case question
    }

    /// Which part.
    public let part: Part
    /// What was written there; empty where nothing was.
    public let text: String
    /// What is wrong, and what would be right.
    public let reason: String

    /// Something wrong with a part.
    public init(_ part: Part, of text: String = "", _ reason: String) {
        self.part = part
        self.text = text
        self.reason = reason
    }
}

extension QuestionError: CustomStringConvertible {
    /// `destination "shop/wbe": …`, in one line that no terminal acts on.
    public var description: String {
        let place = text.isEmpty ? part.rawValue : "\(part.rawValue) \(text.quotedForPeople)"
        return "\(place): \(reason)".printable
    }
}
