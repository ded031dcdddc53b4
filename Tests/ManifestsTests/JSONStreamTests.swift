import TestSupport
import Testing

@testable import Manifests

@Suite struct JSONStreamTests {
    /// What is said of a text that comes in parts of this length.
    private func remarks(_ text: String, partLength: Int) -> [String] {
        let bytes = json(text)
        let reading = Reading(streaming: bytes, cuts: Array(stride(from: 0, to: bytes.count, by: partLength)))
        return reading.remarks.filter { !$0.isEmpty } + reading.objects
    }

    private let head = "{\n'kind':'List','apiVersion':'v1','items':[\n"
    private let node = "{'kind':'Node','apiVersion':'v1','metadata':{'name':'n'}}"

    @Test(
        "a text that is cut in the middle is told with its last line, and nothing of it is kept",
        arguments: [1, 7, 900])
    func cutShort(partLength: Int) {
        let error = "error: the text ends too early: it was cut, or a quote or a bracket is not closed"
        #expect(
            remarks("\(head)\(node),\n\(node),\n{'kind':\n", partLength: partLength)
                == ["f:6: \(error)", "unreadable: 1"])
        #expect(remarks("\(head)\(node)", partLength: partLength) == ["f:3: \(error)", "unreadable: 1"])
    }

    @Test("what is broken ends at ---, and what stands behind is read", arguments: [1, 7, 900])
    func goesOn(partLength: Int) {
        #expect(
            remarks("\(head)\(node),\n{'\\x'}]}\n--- x\n----\n---\n\(node)\n", partLength: partLength) == [
                "f:4: error: no such escape: a backslash goes before one of \"\\/bfnrt or before u and four digits",
                "f:5: error: .: is a string: write an object", "unreadable: 2",
                "Node(name: \"n\", addresses: [], podRanges: [])",
            ])
    }

    @Test("values side by side are read one by one; behind one that is broken nothing is", arguments: [1, 7, 900])
    func sideBySide(partLength: Int) {
        #expect(
            remarks("\(node)\n\(head)]} 7\n}\n\(node.replacing("'n'", with: "'m'"))", partLength: partLength) == [
                "f:4: error: .: is a number: write an object",
                "f:5: error: a value belongs here: an object, an array, a string, a number, true, false or null",
                "unreadable: 2", "Node(name: \"n\", addresses: [], podRanges: [])",
            ])
    }

    @Test("an item that is much longer than the parts is read all the same")
    func longItem() {
        let name = String(repeating: "x", count: 100_000)
        let text = "\(head)\(node),{'kind':'\(name)','apiVersion':'v1'},\(node.replacing("'n'", with: "'m'"))]}"
        #expect(
            remarks(text, partLength: 1_000) == [
                "unreadable: 0", "note: passed over, since policies do not ask about them: \(name) (1)",
                "Node(name: \"m\", addresses: [], podRanges: [])", "Node(name: \"n\", addresses: [], podRanges: [])",
            ])
    }
}
