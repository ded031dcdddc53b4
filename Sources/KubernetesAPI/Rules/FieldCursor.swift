import JSON

/// A place in an object and what is there, from which faults are told.
struct FieldCursor {
    /// The way to a place, which is only written out where there is a fault.
    private indirect enum Place {
        case path(String)
        case field(Place, String)
        case item(Place, Int)
    }

    private let place: Place
    /// What is there; `nil` for nothing and for `null`.
    let value: JSONValue?

    private init(_ place: Place, _ value: JSONValue?) {
        self.place = place
        self.value = value == .null ? nil : value
    }

    /// A place.
    init(_ path: String, _ value: JSONValue?) { self.init(.path(path), value) }

    /// The object itself.
    init(root: JSONValue) { self.init("", root) }

    /// A field below.
    subscript(name: String) -> FieldCursor { FieldCursor(.field(place, name), value?[name]) }

    /// The items of a list; none of anything else.
    var items: [FieldCursor] {
        (value?.items ?? []).enumerated().map { item($0.offset, $0.element) }
    }

    /// The place of an item, with a value to show there.
    func item(_ index: Int, _ value: JSONValue?) -> FieldCursor { FieldCursor(.item(place, index), value) }

    /// Where: `spec.ingress[0].ports[0].endPort`; empty for the object itself.
    var path: String { Self.path(place) }

    private static func path(_ place: Place) -> String {
        switch place {
        case .path(let path): return path
        case .field(let outer, let name):
            let path = path(outer)
            return path.isEmpty ? name : "\(path).\(name)"
        case .item(let outer, let index): return "\(path(outer))[\(index)]"
        }
    }

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
