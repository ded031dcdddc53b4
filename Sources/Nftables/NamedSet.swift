/// A set of keys or of intervals of keys that rules look packets up in.
///
/// Its kind is its layout: one or more fields hashed, or one interval, or intervals of several fields.
public struct NamedSet: Hashable, Sendable {
    /// The elements.
    public var elements: Elements
    /// What the set holds; the kernel keeps the first one it was given.
    public let comment: LimitedText?

    /// The set of these elements.
    public init(_ elements: Elements, comment: String? = nil) {
        self.init(elements, keeping: comment.map { LimitedText($0) })
    }

    /// The set of these elements, with a comment that was made already.
    public init(_ elements: Elements, keeping comment: LimitedText?) {
        self.elements = elements
        self.comment = comment
    }

    /// How its keys are laid out.
    public var layout: KeyLayout { elements.layout }
}
