/// A map from keys to verdicts.
public struct VerdictMap: Hashable, Sendable {
    /// How its keys are laid out.
    public let layout: KeyLayout
    /// What each key leads to.
    public var verdicts: [Element: Verdict]
    /// What the map is for; the kernel keeps the first one it was given.
    public let comment: LimitedText?

    /// The map of these verdicts.
    public init(_ layout: KeyLayout, _ verdicts: [Element: Verdict] = [:], comment: String? = nil) {
        self.init(layout, verdicts, keeping: comment.map { LimitedText($0) })
    }

    /// The map of these verdicts, with a comment that was made already.
    public init(_ layout: KeyLayout, _ verdicts: [Element: Verdict], keeping comment: LimitedText?) {
        self.layout = layout
        self.verdicts = verdicts
        self.comment = comment
    }

    /// Keys and verdicts, in the order of the keys.
    public var sorted: [(key: Element, value: Verdict)] { verdicts.sorted { $0.key < $1.key } }
}
