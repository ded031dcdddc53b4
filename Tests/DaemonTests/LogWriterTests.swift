import JSON
import Synchronization
import TestSupport
import Testing

@testable import Daemon

/// Keeps what is written. A class, since writer and test share it.
private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

@Suite struct LogWriterTests {
    private let lines = Lines()

    private func writer(_ format: LogWriter.Format = .json, verbosity: Int = 0, hasPriorities: Bool = false)
        -> LogWriter
    {
        let lines = lines
        return LogWriter(
            origin: "agent", format: format, verbosity: verbosity, perMinute: 1, hasPriorities: hasPriorities,
            moment: { LogMoment(seconds: 1) }, write: { lines.add($0) })
    }

    @Test("each call is one line with its end, fields that are nil left out")
    func calls() {
        let writer = writer()
        writer.error("A", ["x": 1, "y": nil])
        writer.warning("B")
        writer.info("C", ["z": "w"])
        #expect(
            lines.all == [
                #"{"ts":1.000000,"level":"error","msg":"A","x":1}"# + "\n",
                #"{"ts":1.000000,"level":"warning","msg":"B"}"# + "\n",
                #"{"ts":1.000000,"level":"info","msg":"C","z":"w"}"# + "\n",
            ])
    }

    @Test("what explains is said up to the number that was asked for, which can be changed")
    func verbosity() {
        let writer = writer(verbosity: 4)
        writer.debug(4, "A")
        writer.debug(5, "B")
        #expect(writer.says(debug: 4) && !writer.says(debug: 5))
        writer.configure(format: .text, verbosity: 5)
        writer.debug(5, "C")
        #expect(lines.all.count == 2 && lines.all.first?.hasSuffix("\"A\"}\n") == true)
        #expect(lines.all.last?.hasSuffix("agent] \"C\"\n") == true)
    }

    @Test("the journal is told how much each line matters")
    func priorities() {
        let writer = writer(.text, verbosity: 1, hasPriorities: true)
        writer.error("A")
        writer.warning("B")
        writer.info("C")
        writer.debug(1, "D")
        #expect(lines.all.map { $0.prefix(4) } == ["<3>E", "<4>W", "<6>I", "<7>D"])
    }

    @Test("floods are limited by message or key, and what was left out is said")
    func floods() {
        let writer = writer()
        for second in [0.0, 1, 2] { writer.limited(.warning, "A", ["n": 1], at: second) }
        writer.limited(.warning, "A", at: 61)
        writer.limited(.info, "B", key: "A", at: 62)
        #expect(writer.suppressedTotal == 3)
        writer.sayOverdue(at: 130)
        let expected = [
            #"{"ts":1.000000,"level":"warning","msg":"A","n":1}"#,
            #"{"ts":1.000000,"level":"warning","msg":"A","suppressed":2}"#,
            #"{"ts":1.000000,"level":"info","msg":"Lines were suppressed","about":"A","suppressed":1}"#,
        ]
        #expect(lines.all == expected.map { "\($0)\n" })
    }
}
