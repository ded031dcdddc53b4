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
        #expect(values[.nodeName].origin == .environment("NODE_NAME"))
        #expect(values[.stateDirectory].origin == .serviceManager("STATE_DIRECTORY"))
        #expect(values[.runDirectory].origin == .standard && values[.boot].origin == .standard)
    }

    @Test("a directory that somebody wrote into the file goes before the one that systemd has for its unit")
    func unit() {
        let unit = ["STATE_DIRECTORY": "/var/lib/unit", "RUNTIME_DIRECTORY": "/run/unit"]
        for isFileFirst in [true, false] {
            var values = SettingValues()
            if !isFileFirst { values.add(unit) }
            values.add(.stateDirectory, ["/srv/state"], from: .file("a.yaml"))
            if isFileFirst { values.add(unit) }
            #expect(values[.stateDirectory].texts == ["/srv/state"] && values[.runDirectory].texts == ["/run/unit"])
            #expect(values.conflicts.map(\.setting) == [.stateDirectory])
            values.add(.stateDirectory, ["/flag"], from: .flag)
            #expect(values[.stateDirectory].texts == ["/flag"] && values.conflicts.isEmpty)
        }
    }

    @Test("environment and file that say two things are a conflict, with what holds; the same twice is none")
    func conflicts() throws {
        var values = SettingValues()
        values.add(["NODE_NAME": "n1", "STATE_DIRECTORY": "/a"])
        values.add(.nodeName, ["n2"], from: .file("a.yaml"))
        values.add(.stateDirectory, ["/a"], from: .file("a.yaml"))
        let conflict = try #require(values.conflicts.first)
        #expect(values.conflicts.count == 1 && values[.nodeName].texts == ["n1"])
        #expect("\(conflict.holds)" == "n1 by NODE_NAME in the environment" && "\(conflict.other)" == "n2 in a.yaml")
        var flags = SettingValues()
        flags.add(.nodeName, ["n3"], from: .flag)
        flags.add(["NODE_NAME": "n1"])
        #expect(flags.conflicts.isEmpty)
    }

    @Test("a reload takes up what is live, and the node is named whoever named it")
    func takingUp() {
        var (old, new) = (SettingValues(), SettingValues())
        old.add(.deny, ["reject"], from: .flag)
        old.add(.boot, ["deny"], from: .flag)
        new.add(.enforcement, ["audit"], from: .file("a.yaml"))
        new.add(.boot, ["open"], from: .file("a.yaml"))
        let held = old.naming("n1").takingUp(new)
        #expect(held[.deny].texts == ["drop"] && held[.enforcement].texts == ["audit"])
        #expect(held[.boot].texts == ["deny"] && held[.nodeName].texts == ["n1"])
    }
}
