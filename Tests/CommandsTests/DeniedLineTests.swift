import Testing

@testable import Commands

@Suite struct DeniedLineTests {
    @Test(
        "a denied packet is a line for people, what is missing a question mark, and what cannot be read stays as it is",
        arguments: [
            (
                #"{"from":"shop/web (10.0.0.2)","to":"shop/db (10.0.0.3)","traffic":"tcp 80","direction":"ingress","#
                    + #""policies":["shop/a","shop/b"],"reason":"why"}"#,
                "shop/web (10.0.0.2) → shop/db (10.0.0.3) tcp 80: ingress denied by shop/a, shop/b: why\n"
            ),
            (
                #"{"enforced":false,"from":"a","to":"b","traffic":"t","direction":"egress","reason":"why"}"#,
                "a → b t: egress would be denied: why\n"
            ),
            ("{}", "? → ? ?: ? denied: ?\n"), ("{", "{\n"), ("a\u{1B}b", "a?b\n"),
            (
                #"{"from":"\u001b[2J","to":"b","traffic":"t","direction":"egress","reason":"why"}"#,
                "?[2J → b t: egress denied: why\n"
            ),
        ])
    func words(line: String, text: String) { #expect(DeniedLine(line).text == text) }
}
