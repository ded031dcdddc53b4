/// Where a rule is broken on purpose: one line each, with the reason.
let ruleExceptions: [RuleException] = [
    RuleException(rule: "tab", path: "README.md", reason: "shows what nft prints, to the byte"),
    RuleException(rule: "main type", path: "Sources/Nftables/Changes.swift", reason: "its main thing is a function"),
]

/// Source files without a test file of their own name, each with the test file that covers it and why it does.
let coveredElsewhere: [(source: String, test: String, reason: String)] = [
    (
        "Sources/Addresses/IPv6Groups.swift", "Tests/AddressesTests/IPAddressTests.swift",
        "part of reading and printing an address"
    )
]
