/// Something that goes wrong with requests, on purpose.
public struct ServerFault: Sendable {
    /// How a connection ends before its time.
    public enum Cut: String, CaseIterable, Sendable {
        /// Closed, without the farewell of TLS.
        case close
        /// Closed as it should be.
        case clean
        /// Reset by TCP.
        case reset
        /// Only the stream, by RST_STREAM; HTTP/1.1 is closed.
        case stream
    }

    /// An answer that is given instead of the right one.
    public struct Answer: Sendable {
        let json: String

        /// A status with an object, given as JSON and sent in the form the client wants, or with a text.
        public init(
            _ status: Int, retryAfter: String? = nil, object: String? = nil, text: String? = nil,
            contentType: String? = nil
        ) {
            let members = [
                ("retryAfter", retryAfter.map(quoted)), ("object", object.map(oneLine)), ("text", text.map(quoted)),
                ("contentType", contentType.map(quoted)),
            ]
            let said = members.compactMap { name, value in value.map { ",\"\(name)\":\($0)" } }
            json = "{\"status\":\(status)\(said.joined())}"
        }

        /// The page of a web server that is no API server.
        public static let webPage = Answer(
            200, text: "<!DOCTYPE html><html><body>Welcome</body></html>", contentType: "text/html; charset=utf-8")
    }

    /// What is done. Bytes are those of the body, as it goes over the wire; events are counted from 0, bookmarks too.
    public enum Action: Sendable {
        /// Waits first.
        case delay(milliseconds: Int)
        /// Takes the request and never answers.
        case blackHole
        /// Says by GOAWAY that the connection takes no more requests; this one is answered still.
        case goAway(code: Int)
        /// Answers something else.
        case answer(Answer)
        /// Names another type of content.
        case contentType(String)
        /// Ends after so many bytes.
        case cut(after: Int, how: Cut = .close)
        /// Says nothing more after so many bytes, and keeps the connection.
        case silence(after: Int)
        /// Turns all bits of one byte around.
        case flip(at: Int)
        /// Sends so many bytes at a time, each in a chunk or frame of its own, after a first piece of another size.
        case dribble(bytes: Int, first: Int? = nil, milliseconds: Int = 0)
        /// Ends a watch, as it should end, after so many events.
        case end(afterEvents: Int)
        /// Sends something that is no event in place of one.
        case garbage(at: Int)
        /// Sends an event of that type with that object, given as JSON, before one; or `now`, without waiting for it.
        case insert(at: Int, type: String, object: String, now: Bool = false)
        /// Sends each event twice.
        case duplicate
        /// Sends after each event the one again that came so many before.
        case replay(Int)
        /// Leaves out the mark at the end of the initial events.
        case withoutEndAnnotation
        /// Sends no bookmarks.
        case withoutBookmarks
    }

    let path: String?
    let isWatch: Bool?
    let query: String?
    let skip: Int
    let times: Int?
    let actions: [Action]

    /// What happens to requests for a path, to watches or to lists, with a text in their query: to so many of them, or
    /// to all until the faults are cleared; after so many that are let pass.
    public init(
        _ actions: Action..., path: String? = nil, watch: Bool? = nil, query: String? = nil, skip: Int = 0,
        times: Int? = 1
    ) {
        self.path = path
        self.isWatch = watch
        self.query = query
        self.skip = skip
        self.times = times
        self.actions = actions
    }

    /// The fault as the control channel wants it.
    var json: String {
        var members: [String] = []
        if let path { members.append("\"path\":\(quoted(path))") }
        if let isWatch { members.append("\"watch\":\(isWatch)") }
        if let query { members.append("\"query\":\(quoted(query))") }
        members.append("\"skip\":\(skip)")
        members.append("\"times\":\(times.map { String($0) } ?? "null")")
        members.append("\"do\":{\((actions.flatMap(\.members) + insertions).joined(separator: ","))}")
        return "{\(members.joined(separator: ","))}"
    }

    /// All that is to be inserted, as one member.
    private var insertions: [String] {
        let inserted = actions.compactMap { action -> String? in
            guard case .insert(let place, let type, let object, let now) = action else { return nil }
            return "{\"at\":\(place),\"now\":\(now),\"type\":\(quoted(type)),\"object\":\(oneLine(object))}"
        }
        return inserted.isEmpty ? [] : ["\"insert\":[\(inserted.joined(separator: ","))]"]
    }
}

extension ServerFault.Action {
    /// The members that say the action; none for what is inserted, which is said all together.
    fileprivate var members: [String] {
        switch self {
        case .delay(let milliseconds): ["\"delayMilliseconds\":\(milliseconds)"]
        case .blackHole: ["\"blackHole\":true"]
        case .goAway(let code): ["\"goAway\":\(code)"]
        case .answer(let answer): ["\"answer\":\(answer.json)"]
        case .contentType(let type): ["\"contentType\":\(quoted(type))"]
        case .cut(let count, let how): ["\"cutAfter\":\(count)", "\"cutHow\":\(quoted(how.rawValue))"]
        case .silence(let count): ["\"silenceAfter\":\(count)"]
        case .flip(let place): ["\"flipAt\":\(place)"]
        case .dribble(let count, let first, let milliseconds):
            ["\"dribble\":\(count)", "\"dribbleFirst\":\(first ?? count)", "\"dribbleMilliseconds\":\(milliseconds)"]
        case .end(let count): ["\"endAfterEvents\":\(count)"]
        case .garbage(let place): ["\"garbageAt\":\(place)"]
        case .insert: []
        case .duplicate: ["\"duplicate\":true"]
        case .replay(let count): ["\"replay\":\(count)"]
        case .withoutEndAnnotation: ["\"withoutEndAnnotation\":true"]
        case .withoutBookmarks: ["\"withoutBookmarks\":true"]
        }
    }
}
