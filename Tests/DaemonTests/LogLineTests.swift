import JSON
import Testing

@testable import Daemon

@Suite struct LogLineTests {
    private let moment = LogMoment(seconds: 1_761_351_315, nanoseconds: 525_108_000)

    @Test("a line of text is as klog writes it, and no data ends it or colours it")
    func text() {
        let fields: [LogLine.Field] = [
            .init("pod", "web/a"), .init("count", 3), .init("odd name=", "a\"b\nc\u{1B}[31m\u{202E}"),
            .init("ok", .bool(true)),
        ]
        #expect(
            LogLine(.info, "Rules \"written\"", fields, at: moment).text(process: 12345, origin: "agent")
                == #"I1025 00:15:15.525108   12345 agent] "Rules \"written\"" pod="web/a" count=3 "#
                + #"odd_name_="a\"b\nc\u001b[31m\u202e" ok=true"#)
        #expect(
            LogLine(.error, "X", at: moment).text(process: 12_345_678, origin: "a").hasPrefix(
                "E1025 00:15:15.525108 12345678 a]"))
    }

    @Test("a line of JSON has time, level and message first")
    func json() {
        #expect(
            LogLine(.warning, "X", [.init("pod", "web/a\n")], at: moment).json()
                == #"{"ts":1761351315.525108,"level":"warning","msg":"X","pod":"web/a\n"}"#)
    }

    @Test("a line that is far too long is cut, and still a line and an object")
    func long() throws {
        let line = LogLine(.debug, "X", [.init("all", .string(String(repeating: "é", count: 40_000)))], at: moment)
        let text = line.text(process: 1, origin: "a")
        #expect(text.utf8.count < 17_000 && text.hasSuffix("…"))
        #expect(line.json().utf8.count < 17_000 && line.json().hasSuffix("…\"}"))
    }

    @Test("levels have their letters, words and priorities, by how much they matter")
    func levels() {
        #expect(LogLevel.allCases.sorted().map(\.letter) == ["E", "W", "I", "D"])
        #expect(LogLevel.allCases.map(\.priority) == [3, 4, 6, 7])
        #expect(LogLevel.allCases.map(\.word) == ["error", "warning", "info", "debug"])
    }
}
