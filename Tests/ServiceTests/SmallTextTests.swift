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
    func errors() {
        #expect { try SmallText.bytes(of: folder.file("b"), bytesMax: 1) } throws: {
            "\($0)".contains(folder.file("b")) && "\($0)".contains("No such file")
        }
        #expect { try SmallText.bytes(of: folder.path, bytesMax: 1) } throws: { "\($0)".contains("Is a directory") }
        #expect { try SmallText.names(in: folder.file("b")) } throws: { "\($0)".contains("No such file") }
    }

    @Test("names come in order, without the two that every directory has")
    func names() throws {
        for name in ["b", "a", ".c"] { try folder.write("", to: name) }
        #expect(try SmallText.names(in: folder.path) == [".c", "a", "b"])
        #expect(SmallText.isDirectory(folder.path) && !SmallText.isDirectory(folder.file("a")))
        #expect(!SmallText.isDirectory(folder.file("nothing")))
    }
}
