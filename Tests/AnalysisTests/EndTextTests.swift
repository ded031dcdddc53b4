import ClusterSupport
import Testing

@testable import Analysis

@Suite struct EndTextTests {
    @Test(
        "every form of an end is read",
        arguments: [
            ("host", EndText.host), ("Host", .host), ("10.0.0.1", .address(address("10.0.0.1"))),
            ("fd00::1", .address(address("fd00::1"))), ("[fd00::1]", .address(address("fd00::1"))),
            ("web", .object(namespace: nil, kind: nil, name: "web")),
            ("shop/web", .object(namespace: "shop", kind: nil, name: "web")),
            ("shop/deploy/web", .object(namespace: "shop", kind: "deploy", name: "web")),
            ("shop/v1.2", .object(namespace: "shop", kind: nil, name: "v1.2")),
            ("shop/host", .object(namespace: "shop", kind: nil, name: "host")),
        ])
    func reads(_ text: String, _ end: EndText) throws { #expect(try EndText(parsing: text) == end) }

    @Test(
        "what is no end is refused with what would be right",
        arguments: [
            ("", "is empty: write ns/pod, ns/deploy/name, an address, or host"),
            ("shop/", "has nothing beside a \"/\": write ns/pod or ns/deploy/name"),
            ("/web", "has nothing beside a \"/\": write ns/pod or ns/deploy/name"),
            ("a/b/c/d", "has 4 parts: write ns/pod or ns/deploy/name"),
            ("10.0.0.0/8", "is a CIDR, and one address is asked about: write 10.0.0.0, or another of its addresses"),
            (
                "10.0.0.256",
                "is no address: \"10.0.0.256\" has octet \"256\", which is above 255: "
                    + "write a number from 0 to 255 there"
            ),
            (
                "[10.0.0]",
                "is no address: \"10.0.0\" has 3 octets where 4 belong: write all four, such as 10.0.0.1"
            ),
        ])
    func refuses(_ text: String, _ reason: String) {
        #expect(throws: Malformed(reason)) { try EndText(parsing: text) }
    }
}
