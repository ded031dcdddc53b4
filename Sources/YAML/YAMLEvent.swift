/// What libyaml tells next of a document.
struct YAMLEvent {
    /// A scalar as it is written.
    struct Scalar {
        /// Its characters, in UTF-8, without quotes, folding and escapes.
        var bytes: [UInt8]
        /// Its tag in full; `nil` where none is written.
        var tag: String?
        /// Whether its form says what it is; a quoted text without a tag is a text whatever it says.
        var isPlain: Bool
    }

    /// The kinds that matter to who builds a tree.
    enum Kind {
        /// The text begins.
        case streamStart
        /// The text ends.
        case streamEnd
        /// A document begins.
        case documentStart
        /// A document ends.
        case documentEnd
        /// `*name`.
        case alias(String)
        /// A scalar.
        case scalar(Scalar)
        /// An array begins.
        case sequenceStart
        /// An object begins.
        case mappingStart
        /// An array or object ends.
        case collectionEnd
    }

    /// What it is.
    var kind: Kind
    /// The name that `&` gives it.
    var anchor: String?
    /// Where it begins.
    var place: TextPlace
}
