import JSON

/// An object as tables read it.
struct TableRow {
    /// The object.
    let object: JSONValue
    /// The time of the table, in seconds since 1970.
    let now: Int64

    /// An object at a time.
    init(_ object: JSONValue, now: Int64) {
        self.object = object
        self.now = now
    }

    /// The metadata.
    var metadata: JSONValue? { object["metadata"] }
    /// What is wanted.
    var spec: JSONValue? { object["spec"] }
    /// What is.
    var status: JSONValue? { object["status"] }
    /// The name.
    var name: String { metadata?["name"]?.string ?? "" }
    /// How long the object has been there.
    var age: String { age(since: metadata?["creationTimestamp"]) ?? "<unknown>" }

    /// How long ago a time was; `nil` where it is none.
    func age(since time: JSONValue?) -> String? {
        time?.string.flatMap(TimeText.seconds).map { TimeText.duration(seconds: now - $0) }
    }

    /// A text, or what stands for none.
    static func text(_ value: JSONValue?, _ none: String = "<none>") -> String {
        guard let text = value?.string, !text.isEmpty else { return none }
        return text
    }

    /// The first three of some texts and how many there are more.
    static func short(_ texts: [String], _ none: String) -> String {
        let shown = texts.prefix(3).joined(separator: ",")
        if texts.count > 3 { return "\(shown) + \(texts.count - 3) more..." }
        return shown.isEmpty ? none : shown
    }
}
