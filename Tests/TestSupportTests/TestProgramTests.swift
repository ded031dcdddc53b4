import Testing

@testable import TestSupport

@Suite struct TestProgramTests {
    @Test("what chooses tests is left out of the arguments, and what names files to write")
    func arguments() {
        #expect(TestProgram.kept(["--filter", "a", "--x", "--skip", "b", "y", "--xunit-output", "c"]) == ["--x", "y"])
        #expect(TestProgram.kept(["--event-stream-output-path"]) == [])
        let command = TestProgram.command(filter: "Some.test", ["A": "1", "B": "2"])
        #expect(command.prefix(3) == ["env", "A=1", "B=2"] && command.suffix(2) == ["--filter", "Some.test"])
    }

    /// Set in the child alone.
    private static let wish = TestProgram.variable("MARTLET_PROGRAM_CHILD")

    @Test("the child of the test below does as it is told", .enabled(if: wish != nil, "is run by a test"))
    func child() { #expect(Self.wish == "pass") }

    @Test("a test in a process of its own passes, fails, or is not there")
    func childProcess() throws {
        func failure(_ name: String, _ wish: String) throws -> String? {
            try TestProgram.failure(ofTest: name, ["MARTLET_PROGRAM_CHILD": wish], timeoutSeconds: 60)
        }
        #expect(try failure("TestProgramTests.child\\(", "pass") == nil)
        #expect(try failure("TestProgramTests.child\\(", "fail")?.contains("Expectation failed") == true)
        #expect(try failure("TestProgramTests.nobody", "pass") != nil)
    }

    @Test("memory that is touched is in use")
    func resident() throws {
        let before = try residentBytes()
        let bytes = [UInt8](repeating: 1, count: 64 << 20)
        #expect(try residentBytes() - before > 32 << 20)
        #expect(bytes.last == 1)
    }
}
