/// Which state of an object or of a list it is.
///
/// The API promises since 1.35 that versions of one resource are decimal numbers that grow. Before, they were so too.
/// Of what is no such number nobody can say which is older.
struct ResourceVersion: Hashable, Sendable {
    /// As the API server writes it.
    let text: String
    private let number: UInt64?

    /// No version.
    static let none = ResourceVersion("")

    /// The version that is written so.
    init(_ text: String) {
        self.text = text
        let isPlain = text.utf8.first.map { UInt8(ascii: "1")...UInt8(ascii: "9") ~= $0 } ?? false
        number = isPlain ? UInt64(text) : nil
    }

    /// Whether it surely is an older one.
    func isOlder(than other: ResourceVersion) -> Bool {
        guard let number, let other = other.number else { return false }
        return number < other
    }

    /// Whether it surely is not a newer one.
    func isCovered(by other: ResourceVersion) -> Bool {
        guard let number, let other = other.number else { return false }
        return number <= other
    }
}
