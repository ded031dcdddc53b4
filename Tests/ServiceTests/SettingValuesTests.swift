import Testing

@testable import Service

@Suite struct SettingValuesTests {
    @Test("flags go before the environment, that before the file, and what is usual comes last, in whatever order")
    func order() {
        let sayings: [(String, SettingValues.Origin)] = [
            ("by-flag", .flag), ("by-environment", .environment("NODE_NAME")), ("by-file", .file("a.yaml")),
        ]
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [1, 0, 2], [0, 2, 1], [2, 0, 1]] {
            for left in 0..<3 {
                var values = SettingValues()
                for index in order where index >= left {
                    values.add(.nodeName, [sayings[index].0], from: sayings[index].1)
                }
                #expect(values[.nodeName].texts == [sayings[left].0])
                #expect(values[.nodeName].origin == sayings[left].1)
            }
        }
        #expect(SettingValues()[.nodeName].texts.isEmpty)
        #expect(SettingValues()[.boot].texts == ["last"] && SettingValues()[.boot].origin == .standard)
    }

    @Test(
        "the environment says what it has variables for; of several directories the first is ours, and empty is nothing"
    )
    func environment() {
        var values = SettingValues()
        values.add([
            "NODE_NAME": "a:b", "STATE_DIRECTORY": "/var/lib/a:/var/lib/b", "RUNTIME_DIRECTORY": "", "BOOT": "deny",
        ])
        #expect(values[.nodeName].texts == ["a:b"])
        #expect(values[.stateDirectory].texts == ["/var/lib/a"])
        #expect(values[.stateDirectory].origin == .environment("STATE_DIRECTORY"))
        #expect(values[.runDirectory].origin == .standard && values[.boot].origin == .standard)
    }
}
