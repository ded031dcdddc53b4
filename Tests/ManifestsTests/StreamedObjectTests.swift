import Testing

@testable import Manifests

@Suite struct StreamedObjectTests {
    private let bare = "{'metadata':{'name':'a'}}"

    private func read(_ text: String) -> Reading { Reading(streaming: json(text), cuts: []) }

    @Test("items whose list says only behind them what they are are read as they are where it says so first")
    func waiting() {
        let first = read("{'kind':'NodeList','apiVersion':'v1','items':[\(bare),\(bare)]}")
        #expect(first.objects == ["Node(name: \"a\", addresses: [], podRanges: [])"])
        #expect(read("{'items':[\(bare),\(bare)],'apiVersion':'v1','kind':'NodeList'}") == first)
    }

    @Test("a list that says two things of its items is refused, and none of them is kept")
    func contradiction() {
        let refused = read("\n{'kind':'NodeList','apiVersion':'v1','items':[\(bare)],'kind':'PodList'}")
        #expect(
            refused.remarks == [
                "f:2: error: says twice what it is a list of: remove one of the two", "unreadable: 1", "",
            ])
        #expect(refused.objects == [])
    }

    @Test("items of what turns out to be no list are none, and the lines behind them are right")
    func noList() {
        let found = read(
            "{'items':[\n\(bare),\n\(bare)\n],\n'kind':'Node','apiVersion':'v1','metadata':{\n'name':'A'}}")
        #expect(found.objects == ["Node(name: \"A\", addresses: [], podRanges: [])"])
        #expect(found.remarks.first?.hasPrefix("f:6: error: Node A: metadata.name: ") == true)
    }
}
