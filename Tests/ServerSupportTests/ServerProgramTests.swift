import TestSupport
import Testing

@testable import ServerSupport

@Suite struct ServerProgramTests {
    @Test("the parts of the server pass their own tests, which are written in its language")
    func partsPass() throws {
        let arguments =
            ["/usr/bin/python3", "-m", "unittest", "discover", "-s", ScriptedServer.program]
            + ["-p", "*_test.py"]
        let result = try Command.run(arguments, timeoutSeconds: 20)
        #expect(result.succeeded, "\(result.errors)")
        #expect(result.errors.contains("Ran ") && !result.errors.contains("Ran 0 tests"))
    }
}
