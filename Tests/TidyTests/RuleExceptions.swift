/// Where a rule is broken on purpose: one line each, with the reason.
let ruleExceptions: [RuleException] = [
    RuleException(rule: "tab", path: "docs/library.md", reason: "shows what nft prints, to the byte"),
    RuleException(rule: "long line", path: "Tests/NftablesTests/Rule+TextTests.swift", reason: "a rule is a line"),
    RuleException(
        rule: "long line", path: "Tests/KubernetesAPITests/StrategicPatchTests.swift", reason: "a document is a line"),
    RuleException(
        rule: "long line", path: "Tests/KubernetesAPITests/ServerSideApplyTests.swift", reason: "a document is a line"),
    RuleException(rule: "main type", path: "Sources/Nftables/Changes.swift", reason: "its main thing is a function"),
]
