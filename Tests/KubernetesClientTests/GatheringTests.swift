import KubernetesModel
import TestSupport
import Testing

@testable import KubernetesClient

@Suite struct GatheringTests {
    @Test("an older state of an object does not replace a newer one, the same and a newer one do")
    func replaces() {
        var gathering = Gathering()
        gathering.add(namespace("a", "first", "5"))
        gathering.add(namespace("a", "older", "4"))
        #expect(gathering.objects == [namespace("a", "first", "5")])
        gathering.add(namespace("a", "same", "5"))
        #expect(gathering.objects == [namespace("a", "same", "5")])
        gathering.add(namespace("a", "newer", "6"))
        #expect(gathering.objects == [namespace("a", "newer", "6")])
    }

    @Test("an object that is gone is taken out, unless it was seen later than that")
    func removes() {
        var gathering = Gathering()
        gathering.add(namespace("a", "", "5"))
        gathering.remove(namespace("a", "", "4"))
        #expect(gathering.keys.count == 1)
        gathering.remove(namespace("b", "", "9"))
        #expect(gathering.objects.count == 1)
        gathering.remove(namespace("a", "", "6"))
        #expect(gathering.objects == [] && gathering.keys.isEmpty)
    }

    @Test("it holds what a dictionary would, whatever comes and goes")
    func agrees() {
        var generator = SeededGenerator.forTest("gathering")
        for _ in 0..<rounds(200, long: 2_000) {
            var gathering = Gathering()
            var model: [String: (version: Int, text: String)] = [:]
            for _ in 0..<40 {
                let name = "n\(Int.random(in: 0...6, using: &generator))"
                let version = Int.random(in: 1...30, using: &generator)
                let object = namespace(name, "\(version)", "\(version)")
                let isStale = (model[name]?.version ?? 0) > version
                if Bool.random(using: &generator) {
                    gathering.add(object)
                    if !isStale { model[name] = (version, "\(version)") }
                } else {
                    gathering.remove(object)
                    if !isStale { model[name] = nil }
                }
                let wanted = Set(model.map { namespace($0.key, $0.value.text, $0.value.text) })
                #expect(Set(gathering.objects) == wanted && gathering.objects.count == wanted.count, "\(generator)")
                #expect(Set(gathering.keys) == Set(wanted.compactMap { $0.object?.key }), "\(generator)")
            }
        }
    }

    private func namespace(_ name: String, _ text: String, _ version: String) -> SentObject {
        SentObject(object: .namespace(Namespace(name, labels: ["text": text])), resourceVersion: version)
    }
}
