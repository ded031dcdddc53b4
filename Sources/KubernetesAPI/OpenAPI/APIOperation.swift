/// Something that can be asked for at a path, as OpenAPI tells it.
struct APIOperation {
    /// The method of HTTP, in small letters.
    let method: String
    /// `x-kubernetes-action`.
    let action: String
    /// What is done, in a sentence.
    let words: String
    /// A word for the operation that no other has.
    let id: String
    let kind: ResourceKind
    /// What is sent; `nil` where nothing is.
    let body: Schema?
    /// What is answered.
    let answer: Schema
    /// The codes of answers that are no failure.
    let codes: [Int]
    /// What can be asked for behind the question mark.
    let parameters: [APIParameter]

    /// The types of what is sent.
    var bodyTypes: [String] {
        guard method == "patch" else { return ["application/json"] }
        return ["json-patch", "merge-patch", "strategic-merge-patch"].map { "application/\($0)+json" } + [
            "application/apply-patch+yaml"
        ]
    }
}

/// A path and what can be asked for there.
struct APIPath {
    let path: String
    let operations: [APIOperation]

    /// The names in braces.
    var names: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}

/// A word behind the question mark.
struct APIParameter {
    let name: String
    /// `string`, `integer` or `boolean`.
    let type: String
    let words: String

    static let pretty = APIParameter(
        name: "pretty", type: "string", words: "Whether the answer is laid out for people.")

    static let listing = [
        APIParameter(name: "allowWatchBookmarks", type: "boolean", words: "Whether a watch may have bookmarks."),
        APIParameter(name: "continue", type: "string", words: "Where the last part of the list ended."),
        APIParameter(name: "fieldSelector", type: "string", words: "Selects objects by their fields."),
        APIParameter(name: "labelSelector", type: "string", words: "Selects objects by their labels."),
        APIParameter(name: "limit", type: "integer", words: "How many objects a part of the list may have."),
        APIParameter(name: "resourceVersion", type: "string", words: "The state that is wanted."),
        APIParameter(name: "resourceVersionMatch", type: "string", words: "Exact or NotOlderThan."),
        APIParameter(name: "sendInitialEvents", type: "boolean", words: "Whether a watch begins with what there is."),
        APIParameter(name: "timeoutSeconds", type: "integer", words: "How long the answer may take."),
        APIParameter(name: "watch", type: "boolean", words: "Whether to go on with each change."),
    ]

    static let writing = [
        APIParameter(name: "dryRun", type: "string", words: "All to have nothing stored."),
        APIParameter(name: "fieldManager", type: "string", words: "Who owns the fields that are written."),
        APIParameter(name: "fieldValidation", type: "string", words: "Ignore, Warn or Strict."),
    ]

    static let forcing = APIParameter(
        name: "force", type: "boolean", words: "Whether to take fields from those who own them.")

    static let deleting = [
        APIParameter(name: "dryRun", type: "string", words: "All to have nothing stored."),
        APIParameter(name: "gracePeriodSeconds", type: "integer", words: "How long objects may take to end."),
        APIParameter(name: "propagationPolicy", type: "string", words: "Orphan, Background or Foreground."),
    ]
}
