import JSON

/// A place in an object and what is there, from which faults are told.
struct FieldCursor {
    /// Where: `spec.ingress[0].ports[0].endPort`; empty for the object itself.
    let path: String
    /// What is there; `nil` for nothing and for `null`.
    let value: JSONValue?

    /// A place.
    init(_ path: String, _ value: JSONValue?) {
        self.path = path
        self.value = value == .null ? nil : value
    }

    /// The object itself.
    init(root: JSONValue) { self.init("", root) }

    /// A field below.
    subscript(name: String) -> FieldCursor {
        FieldCursor(path.isEmpty ? name : "\(path).\(name)", value?[name])
    }

    /// The items of a list; none of anything else.
    var items: [FieldCursor] {
        (value?.items ?? []).enumerated().map { FieldCursor("\(path)[\($0.offset)]", $0.element) }
    }

    /// The place of an item, with a value to show there.
    func item(_ index: Int, _ value: JSONValue?) -> FieldCursor { FieldCursor("\(path)[\(index)]", value) }

    /// Whether there is anything.
    var isSet: Bool { value != nil }

    /// The string that is there, or an empty one: the API makes no difference between the two.
    var string: String { value?.string ?? "" }

    /// The strings in a list, in order.
    var strings: [String] { (value?.items ?? []).compactMap(\.string) }

    /// The members with strings as values, as in labels, in the order given.
    var pairs: [(name: String, text: String)] {
        (value?.members ?? []).compactMap { member in member.value.string.map { (member.name, $0) } }
    }
}

extension FieldCursor {
    /// It has to be there.
    func required(_ detail: String = "") -> FieldFault { FieldFault(.required, path, nil, detail) }

    /// It may not be as it is.
    func invalid(_ detail: String) -> FieldFault { FieldFault(.invalid, path, value, detail) }

    /// It may not be as this is.
    func invalid(_ shown: JSONValue, _ detail: String) -> FieldFault { FieldFault(.invalid, path, shown, detail) }

    /// A string may not be as it is, for each of these reasons; one that is missing is shown as an empty one.
    func invalid(each details: [String]) -> [FieldFault] { details.map { invalid(value ?? "", $0) } }

    /// It may not be there.
    func forbidden(_ detail: String) -> FieldFault { FieldFault(.forbidden, path, nil, detail) }

    /// It is none of these values.
    func unsupported(_ values: [String]) -> FieldFault {
        let quoted = values.map { JSONValue.string($0).text }.joined(separator: ", ")
        return FieldFault(.notSupported, path, value ?? "", "supported values: \(quoted)")
    }

    /// It is there already.
    func duplicate(_ shown: JSONValue? = nil) -> FieldFault { FieldFault(.duplicate, path, shown ?? value) }

    /// It has too many bytes.
    func tooLong(max: Int) -> FieldFault { FieldFault(.tooLong, path, nil, "may not be more than \(max) bytes") }

    /// A list has too many items; their number stands before the limit, as the API server prints it.
    func tooMany(max: Int) -> FieldFault {
        let count = value?.items?.count ?? 0
        return FieldFault(.tooMany, path, nil, "\(count): must have at most \(max) items")
    }
}

extension FieldCursor {
    /// Faults of a string that has to be one of these, or may be missing.
    func faultsUnless(oneOf values: [String], isRequired: Bool = false) -> [FieldFault] {
        if string.isEmpty, !isSet || isRequired { return isRequired ? [required()] : [] }
        return values.contains(string) ? [] : [unsupported(values)]
    }

    /// Faults of a string, where there is one that is not empty.
    func faultsIfSet(_ rule: (String) -> [String]) -> [FieldFault] {
        string.isEmpty ? [] : invalid(each: rule(string))
    }

    /// Faults of a string that has to be there.
    func faultsOfRequired(_ rule: (String) -> [String]) -> [FieldFault] {
        string.isEmpty ? [required()] : invalid(each: rule(string))
    }

    /// Faults of a number, where there is one.
    func faultsOfNumber(in range: ClosedRange<Int64>) -> [FieldFault] {
        guard let number = value?.number, !range.contains(number) else { return [] }
        return [invalid("must be between \(range.lowerBound) and \(range.upperBound), inclusive")]
    }

    /// Faults of a field that has to stay as it was.
    func faultsUnlessSame(as old: FieldCursor) -> [FieldFault] {
        JSONEquality.same(value, old.value) ? [] : [invalid("field is immutable")]
    }
}

extension [FieldCursor] {
    /// Faults of items whose name is that of one before.
    func duplicates(of name: (FieldCursor) -> FieldCursor) -> [FieldFault] {
        var seen: Set<String> = []
        return map(name).filter { !$0.string.isEmpty && !seen.insert($0.string).inserted }.map { $0.duplicate() }
    }
}
