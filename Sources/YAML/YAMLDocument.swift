/// One document of a text: its JSON, or why it has none.
public struct YAMLDocument: Sendable {
    /// The line of the whole text on which it begins, from 1.
    public let line: Int
    /// The document as JSON, or the first thing that is wrong with it.
    public let content: Result<[UInt8], YAMLError>
    private let tree: YAMLTree?

    /// A document that was read.
    init(line: Int, json: [UInt8], _ tree: YAMLTree) {
        self.line = line
        content = .success(json)
        self.tree = tree
    }

    /// A document that cannot be read.
    init(line: Int, _ error: YAMLError) {
        self.line = line
        content = .failure(error)
        tree = nil
    }

    /// The line of the whole text on which the field of this path stands, such as `spec.ingress[0].from[1]`; what
    /// stands in a list is `items[0]…`.
    ///
    /// Of a field that is missing it is the line of the innermost part of the path that is there. `nil` where the
    /// document cannot be read, or the path.
    public func line(of path: String) -> Int? {
        DocumentPath(path).flatMap { path in tree?.line(of: path) }
    }
}
