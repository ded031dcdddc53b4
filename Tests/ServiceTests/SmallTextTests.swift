import Daemon
import TestSupport
import Testing

@testable import Service

@Suite struct SmallTextTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("files are read whole, up to so many bytes")
    func files() throws {
        let text = String(repeating: "0123456789", count: 20_000)
        try folder.write(text, to: "a")
        #expect(try SmallText.bytes(of: folder.file("a"), bytesMax: 200_000) == Array(text.utf8))
        #expect {
            try SmallText.bytes(of: folder.file("a"), bytesMax: 199_999)
        } throws: { "\($0)".contains("it has over 199999 bytes") }
    }

    @Test("what is not there, or is no file, is an error that names it")
    func errors() throws {
        try Command.output(of: ["ln", "-s", "nowhere", folder.file("c")])
        #expect { try SmallText.bytes(of: folder.file("b"), bytesMax: 1) } throws: {
            "\($0)".contains(folder.file("b")) && "\($0)".contains("No such file")
        }
        #expect { try SmallText.bytes(of: folder.path, bytesMax: 1) } throws: { "\($0)".contains("Is a directory") }
        #expect { try SmallText.entries(of: folder.file("c")) } throws: { "\($0)".contains("No such file") }
    }

    @Test("names come in order, without the two that every directory has; a file has none, nor has what is gone")
    func names() throws {
        for name in ["b", "a", ".c"] { try folder.write("", to: name) }
        #expect(try SmallText.entries(of: folder.path) == [".c", "a", "b"])
        #expect(try SmallText.entries(of: folder.file("a")) == nil)
        #expect(try SmallText.entries(of: folder.file("nothing")) == nil)
    }
}
