import Testing

@testable import TestSupport

@Suite struct SeededGeneratorTests {
    @Test("gives the numbers of the published SplitMix64 for seed 1234567")
    func publishedSequence() {
        var generator = SeededGenerator(seed: 1_234_567)
        #expect(
            (0..<5).map { _ in generator.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test("draws the same for the same name and seed, and something else for another name or seed")
    func repeats() {
        func draw(_ name: String, _ seed: String?) -> [UInt64] {
            var generator = SeededGenerator.forTest(name, environment: seed)
            return (0..<4).map { _ in generator.next() }
        }
        #expect(draw("a", nil) == draw("a", nil))
        #expect(draw("a", "7") == draw("a", "0x7"))
        #expect(draw("a", nil) != draw("b", nil))
        #expect(draw("a", nil) != draw("a", "7"))
    }

    @Test("says how to have the same run again")
    func description() {
        #expect(SeededGenerator.forTest("a", environment: "0x10").description == "MARTLET_SEED=16")
        #expect(SeededGenerator.forTest("a", environment: nil).seed == SeededGenerator.defaultSeed)
    }

    @Test("refuses a seed that is no number", arguments: ["", "x", "0x", "-1", "18446744073709551616"])
    func refusesSeeds(text: String) async {
        await #expect(processExitsWith: .failure) { [text] in
            _ = SeededGenerator.forTest("a", environment: text)
        }
    }
}
