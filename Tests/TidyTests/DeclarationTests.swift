import Testing

@Suite struct DeclarationTests {
    private func found(_ source: String) -> [String] {
        declarations(in: tokenize(source)).map { "\($0.kind) \($0.name) \($0.line)-\($0.endLine)" }
    }

    @Test("finds types, functions and computed properties with their ends")
    func finds() {
        let source = """
            struct A {
                var b: Int {
                    1
                }
                var c = { 2 }()
                init?() {}
                subscript(i: Int) -> Int { get {
                    3 } }
                class func d() {
                    if x { }
                }
            }
            extension `A` { deinit { } }
            """
        #expect(
            found(source) == [
                "type A 1-12", "accessor b 2-4", "accessor c 5-5", "function init 6-6", "function subscript 7-8",
                "function d 9-11", "extension A 13-13", "function deinit 13-13",
            ])
    }

    @Test("is not misled by names that are keywords elsewhere")
    func names() {
        #expect(found("f(protocol: x, class: y); a.init(b); a.extension; let c = .struct; self.init()") == [])
        #expect(found("func f(protocol p: Int) {\n}") == ["function f 1-2"])
    }

    @Test("gives no body to what has none")
    func bodiless() {
        let source = """
            protocol P {
                var a: Int { get }
                func b()
            }
            typealias C = Int
            func d() {
            }
            """
        #expect(
            found(source) == ["type P 1-4", "accessor a 2-2", "function b 3-3", "type C 5-5", "function d 6-7"])
    }

    @Test("knows what is private and what is inside a function")
    func placement() {
        let source = """
            private extension A { func a() { func b() {} } }
            struct B { fileprivate init() {}; func c() { let d = { func e() {} } } }
            """
        let all = declarations(in: tokenize(source))
        #expect(all.filter(\.isPrivate).map(\.name) == ["A", "a", "b", "init"])
        #expect(all.filter { !$0.isMember }.map(\.name) == ["b", "e"])
    }
}
