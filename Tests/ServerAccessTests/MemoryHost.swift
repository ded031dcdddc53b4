@testable import ServerAccess

/// A machine made of values.
struct MemoryHost: AccessHost {
    var name = "Node-A.example.com"
    var variables: [String: String] = [:]
    /// What stands in each file, or why nobody can read it.
    var files: [String: Result<[UInt8], FileProblem>] = [:]

    func variable(_ name: String) -> String? { variables[name] }

    func contents(of path: String) throws(FileProblem) -> [UInt8] {
        guard let file = files[path] else { throw .missing }
        return try file.get()
    }

    /// The same with a file that holds a text.
    func with(_ path: String, _ text: String) -> MemoryHost {
        var host = self
        host.files[path] = .success(Array(text.utf8))
        return host
    }

    /// The same with a file that cannot be read.
    func with(_ path: String, _ problem: FileProblem) -> MemoryHost {
        var host = self
        host.files[path] = .failure(problem)
        return host
    }

    /// The same with a variable.
    func with(variable name: String, _ value: String) -> MemoryHost {
        var host = self
        host.variables[name] = value
        return host
    }
}
