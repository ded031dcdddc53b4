import Pictures
import Testing

@Suite struct SVGCanvasTests {
    @Test("numbers have one decimal at most", arguments: [(1.0, "1"), (-0.25, "-0.3"), (12.04, "12"), (3.96, "4")])
    func numbers(_ value: Double, _ text: String) {
        #expect(SVGCanvas.number(value) == text)
    }

    @Test("each element is a line of its own, and what is said is escaped")
    func elements() {
        var canvas = SVGCanvas()
        canvas.rect(1, 2, 3, 4.5, "bar", radius: 2, title: "a<b")
        canvas.text("x & \u{7}y", 5, 6, "label")
        canvas.text("up", 5, 6, "label", isSlanted: true)
        canvas.line([(0, 1), (2.5, 3)], "axis")
        canvas.disc(7, 8, radius: 3, "point")
        let picture = canvas.picture(width: 10.2, height: 20, title: "A \"picture\"", style: ".bar { fill: red; }\n")
        #expect(
            picture == """
                <svg xmlns="http://www.w3.org/2000/svg" width="11" height="20" viewBox="0 0 11 20" role="img">
                <title>A &quot;picture&quot;</title>
                <style>
                .bar { fill: red; }
                </style>
                <rect class="page" width="11" height="20"/>
                <rect class="bar" x="1" y="2" width="3" height="4.5" rx="2"><title>a&lt;b</title></rect>
                <text class="label" x="5" y="6">x &amp; \u{FFFD}y</text>
                <text class="label" transform="translate(5 6) rotate(-45)">up</text>
                <polyline class="axis" points="0,1 2.5,3"/>
                <circle class="point" cx="7" cy="8" r="3"/>
                </svg>

                """)
    }
}
