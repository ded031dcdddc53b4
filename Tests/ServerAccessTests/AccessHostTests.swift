import Testing

@testable import ServerAccess

@Suite struct AccessHostTests {
    @Test(
        "why a file cannot be read is said as a part of what it is read as",
        arguments: [
            (FileProblem.missing, "no such file: create it, or name another one"),
            (.forbidden, "permission denied: let this process read it"),
            (.tooLarge(limit: 9), "it is larger than 9 bytes: name another file"),
            (.other("Is a directory"), "Is a directory"),
        ])
    func problems(problem: FileProblem, words: String) {
        let host = MemoryHost().with("/f", problem)
        #expect(
            failure { () throws(AccessError) in try host.contents(of: "/f", as: .key) }
                == "/f: cannot be read as client key: \(words)")
    }
}
