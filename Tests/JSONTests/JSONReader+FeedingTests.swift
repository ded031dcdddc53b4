import JSON
import Testing

@Suite struct JSONReaderFeedingTests {
    /// The items of an array of strings and numbers that comes in parts, each read once all of it is there.
    private func items(_ parts: [String]) throws -> [String] {
        var reader = JSONReader([])
        var waiting = parts[...]
        var items: [String] = []
        func take(_ step: (inout JSONReader) throws -> Bool) throws -> Bool {
            while true {
                let mark = reader.mark
                do {
                    let goesOn = try step(&reader)
                    if waiting.isEmpty || reader.offset < reader.count { return goesOn }
                } catch let error as JSONError {
                    guard reader.mayLackMore(error), !waiting.isEmpty else { throw error }
                }
                reader.goBack(to: mark)
                reader.feed(Array((waiting.popFirst() ?? "").utf8))
            }
        }
        _ = try take {
            try $0.beginArray(); return true
        }
        while try take({ reader in
            guard try reader.nextItem() else { return false }
            let item = try reader.peek() == .string ? reader.string() : "\(try reader.wholeNumber() ?? -1)"
            items.append(item)
            return true
        }) {}
        return items
    }

    @Test("wherever a text is cut in two, it is read as if it were whole")
    func everyCut() throws {
        let text = "[ 12, \"ab\\ud83d\\ude00é\",345 ,\"\", 6]"
        for cut in text.indices {
            let found = try items([String(text[..<cut]), String(text[cut...])])
            // An item that was read before it turned out that more may come is read again.
            #expect(Set(found).isSuperset(of: ["12", "ab😀é", "345", "", "6"]) && found.last == "6", "\(text[..<cut])")
        }
    }

    @Test("what was read is forgotten, what was not is kept, and depth and commas are remembered")
    func forgets() throws {
        var reader = JSONReader(Array("[[1,".utf8))
        try reader.beginArray()
        #expect(try reader.nextItem())
        try reader.beginArray()
        #expect(try reader.nextItem() && reader.wholeNumber() == 1)
        reader.feed(Array(" 2]]x".utf8))
        #expect(reader.offset == 0 && Array(reader[0..<reader.count]) == Array(", 2]]x".utf8))
        #expect(try reader.nextItem() && reader.wholeNumber() == 2)
        #expect(try !reader.nextItem() && !reader.nextItem())
        #expect(reader.cut(at: reader.offset) == Array("x".utf8) && reader.passSpace() == nil)
        try reader.finish()
    }

    @Test("an error far from the end is one whatever follows")
    func certain() throws {
        var reader = JSONReader(Array(("x" + String(repeating: " ", count: 14)).utf8))
        let error = #expect(throws: JSONError.self) { try reader.skip() }
        #expect(try reader.mayLackMore(#require(error)) == true)
        reader.feed([UInt8(ascii: " ")])
        #expect(try reader.mayLackMore(#require(error)) == false)
        reader.pass(to: 3)
        #expect(reader.offset == 3 && reader.passSpace() == nil)
    }
}
