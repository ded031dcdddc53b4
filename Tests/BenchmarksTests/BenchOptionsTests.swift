import Benchmarks
import Testing

@Suite struct BenchOptionsTests {
    private static let groups = ["plan", "commit"]

    private static func options(_ arguments: String) -> BenchOptions? {
        BenchOptions(arguments.split(separator: " ").map(String.init), groups: groups)
    }

    @Test("without names all groups run, with names those")
    func names() {
        #expect(Self.options("")?.groups == ["plan", "commit"])
        #expect(Self.options("commit")?.groups == ["commit"])
        #expect(Self.options("commit plan --quick")?.groups == ["plan", "commit"])
    }

    @Test("each option is taken, in any order")
    func options() throws {
        let options = try #require(Self.options("--charts c --quick --json a plan --compare b"))
        #expect(options.isQuick && options.jsonPath == "a" && options.comparedPath == "b" && options.chartPath == "c")
        #expect(options.readPath == nil && options.groups == ["plan"] && !options.listsGroups)
        #expect(options.rounds(9, quick: 2) == 2 && Self.options("")?.rounds(9, quick: 2) == 9)
        #expect(Self.options("--from a --compare b")?.readPath == "a" && Self.options("--list")?.listsGroups == true)
    }

    @Test(
        "what makes no sense is refused",
        arguments: ["--slow", "nobody", "--json", "--json --quick", "--from a --quick", "--from a plan", "plan --from"])
    func refused(_ arguments: String) {
        #expect(Self.options(arguments) == nil)
    }

    @Test("the usage names every option and group")
    func usage() {
        for word in ["--quick", "--json", "--compare", "--charts", "--from", "--list", "plan|commit"] {
            #expect(BenchOptions.usage(Self.groups).contains(word))
        }
    }
}
