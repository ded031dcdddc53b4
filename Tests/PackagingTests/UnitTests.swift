import JSON
import ServerSupport
import TestSupport
import Testing

/// The units of systemd/, and what is installed beside them.
@Suite struct UnitTests {
    @Test(
        "a unit exposes little of the host to its program",
        arguments: [("martlet.service", 1.9), ("martlet-apiserver.service", 1.3)])
    func exposure(_ unit: String, _ most: Double) throws {
        let text = try Repository.text("systemd/\(unit)")
        #expect(try exposure(of: text) <= most)
        let open = text.replacing("SystemCallFilter=@system-service\n", with: "")
        #expect(try exposure(of: open) > most, "all system calls")
    }

    @Test("the agent's unit tells, watches, keeps the owner's socket and starts before pods do")
    func agent() throws {
        let unit = try Repository.text("systemd/martlet.service")
        let wanted = [
            "Type=notify", "WatchdogSec=60", "FileDescriptorStoreMax=1", "FileDescriptorStorePreserve=yes",
            "Restart=always", "StateDirectory=martlet", "RuntimeDirectory=martlet",
            "EnvironmentFile=-/etc/default/martlet", "Environment=LIBDISPATCH_LOG=NO",
            "AmbientCapabilities=CAP_NET_ADMIN", "CapabilityBoundingSet=CAP_NET_ADMIN",
            "ExecStart=/usr/sbin/martlet run --config /etc/martlet/config.yaml $MARTLET_ARGS",
        ]
        let lines = unit.split(separator: "\n")
        for line in wanted { #expect(lines.contains { $0 == line }, "\(line)") }
        #expect(lines.contains { $0.hasPrefix("Before=") && $0.contains("kubelet.service") })
        #expect(lines.contains { $0.hasPrefix("After=") && $0.contains("nftables.service") })
        #expect(!unit.contains("\nProcSubset=pid"), "whether bridges call the rules stands in /proc/sys")
        #expect(!unit.contains("\nExecStopPost="), "what ends leaves the rules in force")
    }

    @Test("systemd knows every word of the units, but for what only newer ones know")
    func isKnown() throws {
        for unit in ["martlet.service", "martlet-apiserver.service"] {
            let said = try complaints(about: try Repository.text("systemd/\(unit)"))
            #expect(said.filter { !$0.contains("FileDescriptorStorePreserve") } == [], "\(unit)")
        }
        #expect(try complaints(about: "[Service]\nExecStart=/bin/true\nWatchdogSecs=60\n").count == 1)
    }

    @Test("the configuration that is installed is the one that the agent writes, and it takes it")
    func configuration() throws {
        let installed = try Repository.text("systemd/config.yaml")
        let written = try Repository.martlet("run", "--write-config-to", "-")
        #expect(written.succeeded && written.output == installed, "made by martlet run --write-config-to -")
        let read = try Repository.martlet(
            "run", "--config", "\(Repository.root)/systemd/config.yaml", "--write-config-to", "-")
        #expect(read.output == installed, "\(read.errors)")
    }

    @Test("the shell knows the scripts of the packages")
    func scripts() throws {
        for package in ["martlet", "martlet-apiserver"] {
            for script in ["postinst", "prerm", "postrm"] {
                let path = "\(Repository.root)/deploy/deb/\(package)/\(script)"
                let checked = try Command.run(["sh", "-n", path])
                #expect(checked.succeeded, "\(checked.errors)")
                #expect(try Repository.text("deploy/deb/\(package)/\(script)").hasPrefix("#!/bin/sh\n"))
            }
        }
    }

    /// What `systemd-analyze security` says of a unit that is not installed.
    private func exposure(of unit: String) throws -> Double {
        let files = try TemporaryFolder()
        let file = try write(unit, files)
        let said = try Command.run(["systemd-analyze", "security", "--offline=yes", "--no-pager", file]).output
        let line = said.split(separator: "\n").last { $0.contains("Overall exposure level") }
        let words = line?.split { $0 == " " || $0 == ":" } ?? []
        return try #require(words.compactMap { Double($0) }.first, "systemd-analyze says how exposed it is")
    }

    private func complaints(about unit: String) throws -> [String] {
        let files = try TemporaryFolder()
        let here = unit.replacing("=/usr/sbin/martlet-apiserver", with: "=/bin/true").replacing(
            "=/usr/sbin/martlet", with: "=/bin/true")
        let file = try write(
            String(here.split(separator: "\n").filter { !$0.hasPrefix("Documentation=") }.joined(separator: "\n")),
            files)
        return try Command.run(["systemd-analyze", "verify", "--man=no", file]).errors.split(separator: "\n")
            .filter { $0.contains(file) }.map { String($0) }
    }

    private func write(_ text: String, _ files: TemporaryFolder) throws -> String {
        let file = files.file("tried.service")
        _ = try Command.run(["tee", file], input: Array(text.utf8))
        return file
    }
}
