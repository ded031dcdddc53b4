import Glibc

/// Many watches of the pods, in one loop, each of which has to get every event.
///
/// A class, since the loop and the rounds share what they have read.
final class APIWatchers {
    /// How long one event took, of all watches.
    struct Delays {
        /// Since the write was sent.
        var sinceSent: [Double] = []
        /// Since its answer was read.
        var sinceAnswered: [Double] = []
    }

    private let lines: [HTTPLine]
    private let writer: HTTPLine
    private var readers: [EventReader]

    /// Begins so many watches at the state that there is.
    init(_ count: Int, port: UInt16, revision: String) throws {
        writer = try HTTPLine(port: port)
        lines = try (0..<count).map { _ in try HTTPLine(port: port) }
        readers = lines.map { _ in EventReader() }
        for line in lines {
            try line.send("GET", "\(APIPods.path)?watch=1&resourceVersion=\(revision)")
        }
    }

    /// Changes a pod, and waits until the writer has its answer and all watches have the event, and only that one.
    func change(_ number: Int, round: Int) throws -> Delays {
        var delays = Delays()
        let marker = "\"round\":\"\(round)\""
        let sent = Clock.now()
        try writer.send(
            "PATCH", "\(APIPods.path)/\(APIPods.name(number))", "{\"metadata\":{\"labels\":{\(marker)}}}",
            type: "application/merge-patch+json")
        var answered: Double?
        var arrivals: [Double] = []
        let sockets = [writer.socket] + lines.map(\.socket)
        while answered == nil || arrivals.count < lines.count {
            for index in try Polling.ready(sockets) {
                if index == 0 {
                    guard let answer = try writer.receive() else { continue }
                    guard answer.status == 200 else { throw BenchError.command("a change: \(answer.status)") }
                    answered = Clock.now()
                } else if try readers[index - 1].add(try lines[index - 1].read(), marker: marker) {
                    arrivals.append(Clock.now())
                }
            }
        }
        delays.sinceSent = arrivals.map { $0 - sent }
        // One that came before the answer was read did not have to be waited for.
        delays.sinceAnswered = arrivals.map { max(0, $0 - (answered ?? sent)) }
        return delays
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
