import TestSupport
import Testing

@testable import Service

@Suite struct SettingTests {
    @Test("flags, other names and places in the file are each said once")
    func different() {
        let flags = Setting.all.flatMap { [$0.flag] + $0.aliases }
        #expect(Set(flags).count == flags.count)
        let paths = Setting.all.map(\.path)
        #expect(Set(paths).count == paths.count)
        let variables = Setting.all.compactMap(\.variable)
        #expect(Set(variables).count == variables.count)
    }

    @Test("no place in the file is a setting and a group of settings, and groups are one deep")
    func groups() {
        for setting in Setting.all {
            #expect(setting.path.split(separator: ".").count <= 2)
            #expect(!Setting.all.contains { $0.path.hasPrefix("\(setting.path).") })
        }
    }

    @Test("what usually holds is right by its own rules", arguments: Setting.all)
    func standards(_ setting: Setting) throws {
        guard !setting.standard.isEmpty else { return }
        var values = SettingValues()
        values.add(setting, [setting.standard], from: .flag)
        _ = try RunConfiguration(values, hostName: "n1")
    }

    @Test("flags that other agents have are there under those names too")
    func conventions() {
        let flags = Set(Setting.all.flatMap { [$0.flag] + $0.aliases })
        for name in [
            "kubeconfig", "master", "server", "hostname-override", "node-name", "metrics-bind-address",
            "healthz-bind-address", "v", "logging-format",
        ] { #expect(flags.contains(name), "--\(name)") }
    }

    @Test("docs/run.md has a row for each, which says the same")
    func documented() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let page = try Command.output(of: ["cat", "/\(root)/docs/run.md"]).split(separator: "\n").map(String.init)
        for setting in Setting.all {
            let names = ([setting.flag] + setting.aliases).map { $0.count == 1 ? "`-\($0)`" : "`--\($0)`" }
            let standard = setting.standard.isEmpty ? "" : "`\(setting.standard)`"
            let row = [
                names.joined(separator: ", "), "`\(setting.path)`", standard, setting.isLive ? "yes" : "",
                setting.words,
            ]
            #expect(page.contains("| \(row.joined(separator: " | ")) |"), "\(row)")
        }
        #expect(page.count { $0.contains("` | `") && $0.hasPrefix("| `-") } == Setting.all.count)
    }
}
