import Glibc
import Testing

@testable import ServerAccess

@Suite struct SystemAccessHostTests {
    private let host = SystemAccessHost()

    @Test("a file is read whole, and what cannot be read is told apart")
    func files() throws {
        let directory = try TemporaryDirectory()
        let text = String(repeating: "0123456789", count: 20_000)
        try directory.write("file", text)
        #expect(try host.contents(of: directory.path + "/file") == Array(text.utf8))
        try directory.write("empty", "")
        #expect(try host.contents(of: directory.path + "/empty") == [])
        #expect(throws: FileProblem.missing) { try host.contents(of: directory.path + "/no") }
        #expect(throws: FileProblem.missing) { try host.contents(of: directory.path + "/file/no") }
        #expect(throws: FileProblem.other("Is a directory")) { try host.contents(of: directory.path) }
    }

    @Test("a file without end is given up")
    func endless() {
        #expect(throws: FileProblem.tooLarge(limit: SystemAccessHost.sizeMax)) { try host.contents(of: "/dev/zero") }
    }

    @Test("variables and the host's name are those of the system")
    func settings() {
        #expect(host.variable("PATH") == getenv("PATH").map { String(cString: $0) })
        #expect(host.variable("MARTLET_NO_SUCH_VARIABLE") == nil)
        #expect(!host.name.isEmpty)
    }

    @Test("a kubeconfig on disk names its files, and the cache follows them through a link that is swapped")
    func onDisk() throws {
        let directory = try TemporaryDirectory()
        for (version, token) in [("one", "first\n"), ("two", "second\n")] {
            try directory.makeDirectory(version)
            try directory.write("\(version)/token", token)
            try directory.write("\(version)/ca.crt", certificate)
        }
        try directory.link("data", to: "one")
        let text = kubeconfig(
            cluster: "server: \"https://a\", certificate-authority: data/ca.crt", user: "tokenFile: data/token")
        try directory.write("config", text)
        let access = try ServerAccess(AccessOptions(kubeconfig: directory.path + "/config"), on: host)
        var cache = CredentialCache(access)
        #expect(try cache.credentials(at: .zero, on: host).token?.text == "first")
        // As kubelet does it with what it mounts.
        try directory.link("next", to: "two")
        #expect(rename(directory.path + "/next", directory.path + "/data") == 0)
        #expect(try cache.credentials(at: .seconds(49), on: host).token?.text == "first")
        let later = try cache.credentials(at: .seconds(50), on: host)
        #expect(later.token?.text == "second" && later.authorities == Array(certificate.utf8))
        #expect(cache.takeNews() == [])
    }
}

/// A directory that is gone with its files when nobody needs it any more. It is a class for the sake of that.
private final class TemporaryDirectory {
    let path: String
    private var names: [String] = []

    /// What could not be made.
    struct Failure: Error { let name: String }

    init() throws {
        var template = Array("/tmp/martlet-access-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(name: "the directory") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in names.reversed() { remove("\(path)/\(name)") }
        rmdir(path)
    }

    func write(_ name: String, _ text: String) throws {
        guard let file = fopen("\(path)/\(name)", "w") else { throw Failure(name: name) }
        names.append(name)
        fputs(text, file)
        fclose(file)
    }

    func makeDirectory(_ name: String) throws {
        guard mkdir("\(path)/\(name)", 0o700) == 0 else { throw Failure(name: name) }
        names.append(name)
    }

    func link(_ name: String, to target: String) throws {
        guard symlink(target, "\(path)/\(name)") == 0 else { throw Failure(name: name) }
        names.append(name)
    }
}
