import Glibc
import TestSupport
import Testing

@Suite struct BuiltProgramTests {
    @Test("the programs are where the tests are")
    func place() throws {
        let tests = try BuiltProgram.path("martletPackageTests.xctest")
        #expect(tests.hasPrefix("/") && access(tests, X_OK) == 0)
    }
}
