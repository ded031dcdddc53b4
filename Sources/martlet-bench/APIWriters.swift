import Glibc

/// Writers as controllers and kubelets are: several connections, each of which makes a pod and then sets its status.
struct APIWriters {
    /// What came of it.
    struct Outcome {
        /// How long it took.
        var time = 0.0
        /// The JSON of all pods at the end, in bytes.
        var byteCount = 0
        /// The bodies of the first answers, in their order: what a database would have to hold of them.
        var bodies: [[UInt8]] = []
    }

    private static let strategic = "application/strategic-merge-patch+json"

    let port: UInt16
    let connectionCount: Int
    let bodiesMax: Int

    /// Has so many pods made.
    func write(_ numbers: Range<Int>) throws -> Outcome {
        var outcome = Outcome()
        let lines = try (0..<connectionCount).map { _ in try HTTPLine(port: port) }
        outcome.time = try Clock.time { try write(numbers, lines, &outcome) }
        return outcome
    }

    private func write(_ numbers: Range<Int>, _ lines: [HTTPLine], _ outcome: inout Outcome) throws {
        var rest = numbers.makeIterator()
        var current: [Int?] = lines.map { _ in rest.next() }
        var isMade = lines.map { _ in false }
        for (line, number) in zip(lines, current) { if let number { try create(number, line) } }
        while current.contains(where: { $0 != nil }) {
            for index in try Polling.ready(lines.map(\.socket)) {
                guard let number = current[index], let answer = try lines[index].receive() else { continue }
                try check(answer, number, isMade: isMade[index], &outcome)
                isMade[index].toggle()
                if isMade[index] {
                    try lines[index].send(
                        "PATCH", "\(APIPods.path)/\(APIPods.name(number))/status", APIPods.status(number),
                        type: Self.strategic)
                } else {
                    current[index] = rest.next()
                    if let next = current[index] { try create(next, lines[index]) }
                }
            }
        }
    }

    private func create(_ number: Int, _ line: HTTPLine) throws {
        try line.send("POST", APIPods.path, APIPods.creation(number))
    }

    private func check(
        _ answer: HTTPLine.Answer, _ number: Int, isMade: Bool, _ outcome: inout Outcome
    ) throws(BenchError) {
        guard answer.status == (isMade ? 200 : 201) else {
            throw .command("pod \(number): \(answer.status) \(String(decoding: answer.body, as: UTF8.self))")
        }
        // The answer is the pod as it is kept, and a line feed.
        if isMade { outcome.byteCount += answer.body.count - 1 }
        if outcome.bodies.count < bodiesMax { outcome.bodies.append(answer.body) }
    }
}

/// Waiting for many sockets.
enum Polling {
    private static let patienceMilliseconds: Int32 = 60_000

    /// Which of them have something to read, by their places; throws where none has within a minute.
    static func ready(_ sockets: [Int32]) throws(BenchError) -> [Int] {
        var entries = sockets.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&entries, nfds_t(entries.count), patienceMilliseconds) > 0 else {
            throw .command("nothing comes any more")
        }
        return entries.indices.filter { entries[$0].revents != 0 }
    }
}
