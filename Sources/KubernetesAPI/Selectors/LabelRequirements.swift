/// What a label selector of a request asks for, all of it: `app=web,tier in (a,b),!old`.
public struct LabelRequirements: Hashable, Sendable {
    /// What is asked of the value of a key.
    enum Test: Hashable, Sendable {
        case isIn(Set<String>)
        case isNotIn(Set<String>)
        case exists
        case isAbsent
        case isGreater(Int64)
        case isLess(Int64)
    }

    /// One requirement.
    struct Requirement: Hashable, Sendable {
        let key: String
        let test: Test

        /// Whether the value that the key has, if it has one, is what is asked for.
        func matches(_ value: String?) -> Bool {
            switch test {
            case .isIn(let values): value.map { values.contains($0) } ?? false
            case .isNotIn(let values): value.map { !values.contains($0) } ?? true
            case .exists: value != nil
            case .isAbsent: value == nil
            case .isGreater(let bound): value.flatMap { Int64($0) }.map { $0 > bound } ?? false
            case .isLess(let bound): value.flatMap { Int64($0) }.map { $0 < bound } ?? false
            }
        }
    }

    let requirements: [Requirement]

    /// Reads the text of a selector; an empty one asks for nothing.
    public init(parsing text: String) throws(APIFailure) {
        var tokens = LabelTokens(text)
        do throws(LabelSelectorError) { requirements = try Self.requirements(&tokens) } catch {
            throw APIFailure(.badRequest, error.words)
        }
    }

    /// Whether nothing is asked for.
    public var isEmpty: Bool { requirements.isEmpty }

    /// Whether labels are as asked, given what finds the value of a key.
    public func matches(_ labels: (String) -> String?) -> Bool {
        requirements.allSatisfy { $0.matches(labels($0.key)) }
    }
}

/// Why a text is no label selector.
struct LabelSelectorError: Error {
    /// In the words of an API server.
    let words: String
}
