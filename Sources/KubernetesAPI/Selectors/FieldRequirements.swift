/// What a field selector of a request asks for, all of it: `metadata.name=web,status.phase!=Running`.
public struct FieldRequirements: Hashable, Sendable {
    /// One requirement.
    struct Requirement: Hashable, Sendable {
        let field: String
        let value: String
        let isEqual: Bool
    }

    let requirements: [Requirement]

    /// Reads the text of a selector for a kind, whose objects can be told apart by the supported fields alone.
    public init(parsing text: String, supported: [String], kind: ResourceKind) throws(APIFailure) {
        var requirements: [Requirement] = []
        for term in Self.terms(of: text) where !term.isEmpty {
            guard let requirement = Self.requirement(term) else {
                throw APIFailure(.badRequest, "invalid selector: '\(text)'; can't understand '\(term)'")
            }
            guard supported.contains(requirement.field) else {
                throw Self.refusal(requirement.field, supported, kind)
            }
            requirements.append(requirement)
        }
        self.requirements = requirements
    }

    /// Whether nothing is asked for.
    public var isEmpty: Bool { requirements.isEmpty }

    /// Whether fields are as asked, given what finds the value of one; one that is absent is empty.
    public func matches(_ field: (String) -> String?) -> Bool {
        requirements.allSatisfy { ((field($0.field) ?? "") == $0.value) == $0.isEqual }
    }

    /// The value that a field has to have; `nil` where it may have several.
    public func value(of field: String) -> String? {
        requirements.first { $0.field == field && $0.isEqual }?.value
    }

    /// Kinds of the core say it in other words than all others.
    private static func refusal(_ field: String, _ supported: [String], _ kind: ResourceKind) -> APIFailure {
        let known = supported.map { APIFailure.quoted($0) }.joined(separator: ", ")
        return APIFailure(
            .badRequest,
            kind.group.isEmpty
                ? "field label not supported: \(field)"
                : "\(APIFailure.quoted(field)) is not a known field selector: only \(known)")
    }

    /// The parts between commas that no backslash stands before.
    private static func terms(of text: String) -> [String] {
        var terms = [""]
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if scalar == "," && !isEscaped {
                terms.append("")
            } else {
                terms[terms.count - 1].unicodeScalars.append(scalar)
            }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return terms
    }

    private static func requirement(_ term: String) -> Requirement? {
        let scalars = Array(term.unicodeScalars)
        var place = 0
        while place < scalars.count {
            if scalars[place] == "\\" {
                place += 2
                continue
            }
            for (sign, isEqual) in [("!=", false), ("==", true), ("=", true)] {
                guard scalars[place...].starts(with: sign.unicodeScalars) else { continue }
                let field = text(scalars[..<place])
                return unescaped(scalars[(place + sign.unicodeScalars.count)...])
                    .map { Requirement(field: field, value: $0, isEqual: isEqual) }
            }
            place += 1
        }
        return nil
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    /// A value without its backslashes; `nil` where a comma, an equals sign or a backslash lacks its own.
    private static func unescaped(_ scalars: ArraySlice<Unicode.Scalar>) -> String? {
        var result: [Unicode.Scalar] = []
        var isEscaped = false
        for scalar in scalars {
            let isSpecial = scalar == "," || scalar == "=" || scalar == "\\"
            if isEscaped {
                guard isSpecial else { return nil }
                result.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                guard !isSpecial else { return nil }
                result.append(scalar)
            }
        }
        return isEscaped ? nil : text(result[...])
    }
}
