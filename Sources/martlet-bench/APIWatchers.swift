import Glibc

/// Many watches of the pods, in one loop, each of which has to get every event.
///
/// A class, since the loop and the rounds share what they have read.
final class APIWatchers {
    /// When things happened around one write.
    struct Times {
        /// When it was sent.
        let sent: Double
        /// When its answer had been read.
        let answered: Double
        /// When the event had come, for each watch.
        let arrivals: [Double]

        /// How long the event took since the write was sent.
        var sinceSent: [Double] { arrivals.map { $0 - sent } }
        /// The same since the answer was read: what came before that did not have to be waited for.
        var sinceAnswered: [Double] { arrivals.map { max(0, $0 - answered) } }
    }

    private let lines: [HTTPLine]
    private let writer: HTTPLine
    private var readers: [EventReader]

    /// Begins so many watches of what is below a path, at a revision.
    init(_ count: Int, of path: String, port: UInt16, revision: String) throws {
        writer = try HTTPLine(port: port)
        lines = try (0..<count).map { _ in try HTTPLine(port: port) }
        readers = lines.map { _ in EventReader() }
        for line in lines { try line.send("GET", "\(path)?watch=1&resourceVersion=\(revision)") }
    }

    /// Gives a pod a label, and waits until the writer has its answer and all watches have the event, and only that
    /// one.
    func send(_ change: LabelChange) throws -> Times {
        let sent = Clock.now()
        try change.send(by: writer)
        var answered: Double?
        var arrivals: [Double] = []
        let sockets = [writer.socket] + lines.map(\.socket)
        while answered == nil || arrivals.count < lines.count {
            for index in try Polling.ready(sockets) {
                if index == 0 {
                    guard let answer = try writer.receive() else { continue }
                    guard answer.status == 200 else { throw BenchError.command("a change: \(answer.status)") }
                    answered = Clock.now()
                } else if try readers[index - 1].add(try lines[index - 1].read(), marker: change.marker) {
                    arrivals.append(Clock.now())
                }
            }
        }
        return Times(sent: sent, answered: answered ?? sent, arrivals: arrivals)
    }

    /// How long an event is.
    var eventByteCount: Int { readers.first?.lastByteCount ?? 0 }

    /// Throws unless each watch has had so many events.
    func check(eventCount: Int) throws(BenchError) {
        for reader in readers where reader.eventCount != eventCount {
            throw .command("a watch had \(reader.eventCount) events, not \(eventCount)")
        }
    }
}

/// Takes the chunks of an answer apart, and the lines in them.
struct EventReader {
    private var waiting: [UInt8] = []
    private var line: [UInt8] = []
    private var isInBody = false

    /// How many lines were whole.
    private(set) var eventCount = 0
    /// How long the last one was.
    private(set) var lastByteCount = 0

    /// Takes what has come; whether an event is whole now, which has to have the marker in it.
    mutating func add(_ bytes: [UInt8], marker: String) throws(BenchError) -> Bool {
        waiting += bytes
        if !isInBody {
            guard let end = HTTPHead.end(of: waiting) else { return false }
            guard HTTPHead(waiting[..<end]).status == 200 else { throw .command("a watch was refused") }
            waiting.removeFirst(end)
            isInBody = true
        }
        var isWhole = false
        while let chunk = nextChunk() {
            line += chunk
            guard line.last == UInt8(ascii: "\n") else { continue }
            try take(marker)
            isWhole = true
        }
        return isWhole
    }

    /// A chunk that has come whole, taken out: its length in sixteens, a line end, its bytes, a line end.
    private mutating func nextChunk() -> ArraySlice<UInt8>? {
        guard let end = waiting.firstIndex(of: UInt8(ascii: "\r")),
            let count = Int(String(decoding: waiting[..<end], as: UTF8.self), radix: 16),
            waiting.count >= end + 2 + count + 2
        else { return nil }
        let chunk = waiting[(end + 2)..<(end + 2 + count)]
        waiting = Array(waiting[(end + 2 + count + 2)...])
        return chunk
    }

    private mutating func take(_ marker: String) throws(BenchError) {
        let lineEnds = line.count { $0 == UInt8(ascii: "\n") }
        guard lineEnds == 1, line.place(of: marker) != nil else {
            throw .command("a watch had \(lineEnds) events where one with \(marker) was due")
        }
        eventCount += 1
        lastByteCount = line.count
        line = []
    }
}
