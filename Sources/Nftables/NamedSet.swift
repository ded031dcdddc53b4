/// A set of keys or of intervals of keys that rules look packets up in.
///
/// Its kind is its layout: one or more fields hashed, or one interval, or intervals of several fields.
///
/// It is one reference: a table has hundreds of sets, and whoever changes one of them copies the dictionary of all.
public struct NamedSet: Sendable {
    /// What it holds: a class that never changes, to be shared.
    private final class Content: Sendable {
        let elements: Elements
        let comment: LimitedText?

        init(_ elements: Elements, _ comment: LimitedText?) {
            self.elements = elements
            self.comment = comment
        }
    }

    private var content: Content

    /// The set of these elements.
    public init(_ elements: Elements, comment: String? = nil) {
        self.init(elements, keeping: comment.map { LimitedText($0) })
    }

    /// The set of these elements, with a comment that was made already.
    public init(_ elements: Elements, keeping comment: LimitedText?) { content = Content(elements, comment) }

    /// The elements.
    public var elements: Elements {
        get { content.elements }
        set { content = Content(newValue, comment) }
    }

    /// What the set holds; the kernel keeps the first one it was given.
    public var comment: LimitedText? { content.comment }

    /// How its keys are laid out.
    public var layout: KeyLayout { elements.layout }
}

extension NamedSet: Hashable {
    /// Whether both hold the same, under the same comment.
    public static func == (left: NamedSet, right: NamedSet) -> Bool {
        left.content === right.content || left.elements == right.elements && left.comment == right.comment
    }

    /// Takes up both.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(elements)
        hasher.combine(comment)
    }
}
