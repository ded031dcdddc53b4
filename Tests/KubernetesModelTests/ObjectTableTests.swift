import KubernetesModel
import TestSupport
import Testing

@Suite struct ObjectTableTests {
    @Test("holds what a dictionary of the same keys holds, whatever is put in and taken out")
    func agreesWithDictionary() {
        var random = SeededGenerator.forTest("ObjectTableTests")
        var (table, dictionary) = (ObjectTable<Int>(), [ObjectKey: Int]())
        for step in 0..<500 {
            let names = ["a", "b", "c"]
            let key = ObjectKey(
                names.randomElement(using: &random) ?? "", names.randomElement(using: &random) ?? "")
            switch step % 3 {
            case 0: #expect(table.updateValue(step, forKey: key) == dictionary.updateValue(step, forKey: key))
            case 1: (table[key], dictionary[key]) = (nil, nil)
            default: (table[key], dictionary[key]) = (step, step)
            }
            #expect(table.count == dictionary.count && table.values.sorted() == dictionary.values.sorted(), "\(random)")
            #expect(table.keys.sorted() == dictionary.keys.sorted(), "\(random)")
            #expect(dictionary.allSatisfy { table[$0.key] == $0.value && table[ObjectKey("a", "none")] == nil })
            #expect(Set(table.byNamespace.keys) == Set(dictionary.keys.map(\.namespace)), "\(random)")
        }
    }
}
