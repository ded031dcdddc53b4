import Glibc
import Testing

@testable import Daemon

@Suite struct ProcessFiguresTests {
    @Test("the figures are those of this process")
    func now() throws {
        let bells = try (0..<10).map { _ in try Bell() }
        let figures = try ProcessFigures.now()
        #expect(figures.cpuSeconds > 0 && figures.cpuSeconds < 100_000)
        #expect(figures.residentBytes > 1_000_000 && figures.residentBytes < figures.virtualBytes)
        #expect(figures.openDescriptors >= 20 && figures.descriptorsMax > Double(figures.openDescriptors))
        #expect(figures.threads > 0 && bells.count == 10)
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        #expect(figures.startSeconds < Double(time.tv_sec) + 1 && figures.startSeconds > Double(time.tv_sec) - 86400)
        let text = PrometheusText.text(figures.families)
        for name in ["cpu_seconds_total", "resident_memory_bytes", "open_fds", "max_fds", "start_time_seconds"] {
            #expect(text.contains("\nprocess_\(name) "))
        }
    }

    @Test("a name with parentheses and spaces moves no field, and a short line is none")
    func line() throws {
        let numbers = (3...52).map { String($0) }.joined(separator: " ")
        let stat = try #require(ProcessStat("1 (a) b) (c) \(numbers)\n"))
        #expect(stat.cpuTicks == 14 + 15 && stat.threads == 20 && stat.startTicks == 22)
        #expect(stat.virtualBytes == 23 && stat.residentPages == 24)
        #expect(
            ProcessStat("1 (a) 3 4 5") == nil && ProcessStat("") == nil
                && ProcessStat("1 (a) \(numbers.replacing("14", with: "x"))") == nil)
    }
}
