import Pictures
import Testing

@Suite struct TextWidthTests {
    @Test("letters are as wide as in wide fonts, those of other scripts as wide as high")
    func widths() {
        #expect(TextWidth.of("", size: 12) == 0)
        // DejaVu Sans has 634 thousandths for a digit, 278 for i, 982 for m; all but the last bound is ours.
        #expect(TextWidth.of("0", size: 1000) == 645 && TextWidth.of("m", size: 1000) == 1000)
        #expect(TextWidth.of("i", size: 1000) >= 278 && TextWidth.of("語", size: 1000) >= 1000)
        #expect(TextWidth.of("web", size: 12, isBold: true) > TextWidth.of("web", size: 12))
    }

    @Test("what is too wide keeps its beginning and end")
    func fitting() {
        #expect(TextWidth.fitting("web", size: 12, widthMax: 100) == "web")
        let name = String(repeating: "a", count: 100) + "[Pod]"
        let cut = TextWidth.fitting(name, size: 12, widthMax: 100)
        #expect(cut.hasPrefix("aaaa") && cut.hasSuffix("[Pod]") && cut.contains("…"))
        #expect(TextWidth.of(cut, size: 12) <= 100)
        #expect(TextWidth.fitting(name, size: 12, widthMax: 1) == "a…")
    }
}
