internal import JSON

/// Reads a watch in JSON: one object after the other, each a type and an object.
struct JSONWatchReader: WatchReading {
    private let resource: Resource
    private var pieces = JSONPieces()

    /// A reader of a watch of these objects.
    init(_ resource: Resource) { self.resource = resource }

    /// The events that a part ends.
    mutating func add(_ part: [UInt8]) throws(SentError) -> [WatchEvent] {
        pieces.feed(part)
        let resource = resource
        var events: [WatchEvent] = []
        do throws(JSONError) {
            while let event = try pieces.step({ reader throws(JSONError) in try Self.event(of: resource, &reader) }) {
                events.append(event)
            }
        } catch {
            throw SentError(error)
        }
        if pieces.waitingCount > SentError.lengthMax { throw .tooLong }
        return events
    }

    /// Sees that the watch does not end in the middle of an event.
    mutating func end() throws(SentError) {
        guard pieces.isAtEnd() else { throw .cut }
    }

    /// The object may stand before the type; then it is read in a second pass.
    private static func event(of resource: Resource, _ reader: inout JSONReader) throws(JSONError) -> WatchEvent {
        var type: String?
        var event: WatchEvent?
        var unread: JSONTree?
        try reader.beginObject()
        while let name = try reader.nextKey() {
            switch (name, type) {
            case ("type", _): type = try reader.string()
            case ("object", let type?):
                event = try resource.event(type) { shape throws(JSONError) in try reader.tree(shape.json) }
                if case .unknown = event { try reader.skip() }
            case ("object", nil): unread = try reader.tree(.later)
            default: try reader.skip()
            }
        }
        if let event { return event }
        guard let type, var later = unread?.reader(0) else { return .unknown(type ?? "") }
        return try resource.event(type) { shape throws(JSONError) in try later.tree(shape.json) }
    }
}
