import Glibc
import KubernetesModel
import ServerSupport
import Testing

@testable import KubernetesClient

@Suite struct VersionStoreTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("resource-versions.json")
    }

    @Test("what was kept is there after a restart, for the same server only")
    func roundTrip() {
        var store = VersionStore(in: folder.path, of: "https://a")
        #expect(Resource.allCases.map { store[$0] } == ["", "", "", "", ""])
        let kept = [("12", Resource.pods), ("7", .nodes), ("13", .pods), ("13", .pods)].map { store.keep($0, of: $1) }
        #expect(kept == [true, true, true, false])
        #expect(store[.pods] == "13")
        #expect(store.write() == nil)
        let again = VersionStore(in: folder.path, of: "https://a")
        #expect(Resource.allCases.map { again[$0] } == ["", "13", "", "7", ""])
        let other = VersionStore(in: folder.path, of: "https://b")
        #expect(Resource.allCases.map { other[$0] } == ["", "", "", "", ""])
    }

    @Test("the file is JSON, sorted, that only we may read, and no draft is left")
    func form() throws {
        var store = VersionStore(in: folder.path, of: "https://a/\"x\"")
        for resource in [Resource.pods, .networkPolicies, .namespaces] { _ = store.keep("1", of: resource) }
        #expect(store.write() == nil)
        let wanted = #"{"server":"https://a/\"x\"","namespaces":"1","networkpolicies":"1","pods":"1"}"# + "\n"
        #expect(text(of: path) == wanted)
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(access(path + ".new", F_OK) != 0)
    }

    @Test(
        "what cannot be read holds no versions, and is written anew",
        arguments: [
            "", "{", "[]", "null", #"{"server":"https://a","pods":"1""#, #"{"server":"https://a","pods":1}"#,
            #"{"server":"https://a","pods":"1"} x"#, #"{"pods":"1"}"#, "\u{0}", #"{"server":"https://a","pods":["1"]}"#,
        ])
    func corrupt(contents: String) {
        write(contents, to: path)
        var store = VersionStore(in: folder.path, of: "https://a")
        #expect(store[.pods] == "")
        _ = store.keep("5", of: .pods)
        #expect(store.write() == nil)
        #expect(VersionStore(in: folder.path, of: "https://a")[.pods] == "5")
    }

    @Test("names that are no resources are passed over")
    func others() {
        write(#"{"secrets":"3","pods":"1","server":"https://a"}"#, to: path)
        #expect(VersionStore(in: folder.path, of: "https://a")[.pods] == "1")
    }

    @Test("a file that is longer than any such file holds no versions")
    func long() {
        write(#"{"server":"https://a","pods":"1","x":""# + String(repeating: "x", count: 70_000) + "\"}", to: path)
        #expect(VersionStore(in: folder.path, of: "https://a")[.pods] == "")
    }

    @Test("a directory that cannot be written is said once, and again once it was well in between")
    func unwritable() {
        var store = VersionStore(in: folder.path + "/missing", of: "https://a")
        let missing = folder.path + "/missing"
        let path = "\(missing)/resource-versions.json"
        let wanted = "\(path): No such file or directory: after a restart the newest state is asked for"
        _ = store.keep("1", of: .pods)
        #expect(store.write() == wanted)
        #expect(store.write() == nil)
        #expect(mkdir(missing, 0o700) == 0)
        #expect(store.write() == nil)
        #expect(VersionStore(in: missing, of: "https://a")[.pods] == "1")
        unlink(path)
        #expect(rmdir(missing) == 0)
        #expect(store.write() == wanted)
    }

    @Test("what cannot be written leaves what was there")
    func keepsOld() {
        var store = VersionStore(in: folder.path, of: "https://a")
        _ = store.keep("1", of: .pods)
        #expect(store.write() == nil)
        // The draft is a directory: nobody can open it.
        #expect(mkdir(path + ".new", 0o700) == 0)
        _ = store.keep("2", of: .pods)
        let problem = store.write()
        #expect(problem?.contains("Is a directory") == true)
        #expect(VersionStore(in: folder.path, of: "https://a")[.pods] == "1")
        #expect(rmdir(path + ".new") == 0)
    }

    private func write(_ text: String, to path: String) {
        guard let file = fopen(path, "w") else { return }
        defer { fclose(file) }
        fwrite(text, 1, text.utf8.count, file)
    }

    private func text(of path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
