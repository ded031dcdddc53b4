import Agent
import Glibc
import NetlinkKernel
import Nftables
import Synchronization
import TestSupport
import Testing

@testable import Daemon
@testable import Service

/// The service whole, in a network namespace of its own and on a directory of manifests.
@Suite struct ServiceRunTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("it guards its node, answers at its socket, and leaves the rules in force at its end", .requiresKernel)
    func whole() throws {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        let running = try start(in: namespace)
        #expect(Deadline(seconds: 60).waits { running.service.health.ready.allSatisfy { $0.problem == nil } })
        #expect(try table(in: namespace).contains("pod/shop/db/ingress"))
        let client = ControlClient(socket: folder.file("run/martlet.sock"))
        #expect(String(decoding: try client.get("/status").successful().body, as: UTF8.self).contains(#""ready":true"#))
        let metrics = running.service.measure(request("/metrics"))
        #expect(metrics.text.contains("martlet_nft_chains ") && metrics.text.contains("martlet_local_pods 1"))
        running.end()
        #expect(running.problem == nil)
        #expect(try table(in: namespace).contains("pod/shop/db/ingress"))
        let said = running.lines.take().map(JournalTests.plain)
        #expect(said.first?.hasPrefix("info Martlet starts version=1.2 node=n0 source=manifests in ") == true)
        #expect(said.last == "info Martlet ends rules=stay in force")
        #expect(try BootStore(folder.file("state"), table: "martlet").ruleset(.last, .init(node: "n0")) != nil)
    }

    @Test("a reload takes up what is live, says what is not, and refuses what is wrong", .requiresKernel)
    func reloads() throws {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        let running = try start(in: namespace)
        let service = running.service
        #expect(Deadline(seconds: 60).waits { service.board.now.status?.hasProgrammed == true })
        running.configure { $0.add(.enforcement, ["never"], from: .file("a.yaml")) }
        #expect(service.reload() == "a.yaml: enforcement is never: write enforce, audit, off")
        #expect(service.board.now.configurationProblem == "a.yaml: enforcement is never: write enforce, audit, off")
        running.configure { values in
            values.add(.resync, ["30"], from: .environment("RESYNC"))
            values.add(.resync, ["40"], from: .file("a.yaml"))
            values.add(.enforcement, ["off"], from: .flag)
            values.add(.boot, ["open"], from: .flag)
            values.add(.cleanup, ["true"], from: .flag)
        }
        #expect(service.reload() == nil && service.board.now.configurationProblem == nil)
        let said = running.lines.take()
        #expect(said.contains { $0.contains(#""settings":"boot""#) })
        #expect(
            said.map(JournalTests.plain).contains {
                $0.hasPrefix("warning Two places say a setting, and one of them holds setting=resyncIntervalSeconds")
                    && $0.hasSuffix("holds=30 by RESYNC in the environment doesNotHold=40 in a.yaml")
            }, "\(said)")
        let held = service.held.withLock { $0 }
        #expect(held[.resync].texts == ["30"] && held[.boot].texts == ["last"] && held[.nodeName].texts == ["n0"])
        #expect(try Deadline(seconds: 60).waits { try !table(in: namespace).contains("pod/shop/db/ingress") })
        running.end()
        #expect(running.problem == nil)
        #expect(try namespace.command(["nft", "list", "tables"]).isEmpty)
        #expect(running.lines.take().map(JournalTests.plain).last == "info Martlet ends rules=removed")
    }

    @Test(
        "a second one waits until the first has ended, and can be told to reload and to end while it waits",
        .requiresKernel)
    func waits() throws {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        let lock = try namespace.run { () throws(WriterLock.Failure) in try WriterLock() }
        let manager = try NotifySocket(folder.file("notify"))
        let running = try start(in: namespace, manager: manager.served)
        let service = running.service
        #expect(Deadline(seconds: 60).waits { service.board.now.waitingFor != nil })
        #expect(service.health.ready.contains { $0.problem?.hasPrefix("another martlet") == true })
        // systemd would end a start that takes longer than it was told.
        #expect(try manager.next() == "EXTEND_TIMEOUT_USEC=30000000")
        #expect(try manager.next() == "STATUS=waits: another martlet (pid \(getpid())) writes rules here")
        service.hear(.reload)
        let clock = ContinuousClock()
        let time = clock.measure { #expect(service.measure(request("/metrics")).status == 200) }
        #expect(time < .seconds(1.5), "nobody is asked who is not there")
        running.end()
        running.service.hear(.end)
        withExtendedLifetime(lock) {}
        #expect(running.problem == nil)
        #expect(
            running.lines.take().map(JournalTests.plain).last
                == "info Martlet ends before it began rules=stay as they are")
        #expect(try namespace.command(["nft", "list", "tables"]).isEmpty)
    }

    @Test("what cannot begin is said, and what had begun ends", .requiresKernel)
    func fails() throws {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        try folder.write("", to: "run")
        let running = try start(in: namespace)
        running.join()
        let problem = try #require(running.problem)
        #expect("\(problem)".contains("\(folder.path)/run"), "\(problem)")
        // The lock is free again, and no probe answers.
        withExtendedLifetime(try namespace.run { () throws(WriterLock.Failure) in try WriterLock() }) {}
    }

    @Test("probes that cannot be answered at first are answered once this one writes, or end it", .requiresKernel)
    func probes() throws {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        let other = try namespace.run { () throws(DaemonError) in
            try Responder([ResponderAddress("127.0.0.1:9977")]) { _ in .text("") }
        }
        let running = try start(in: namespace) { values in
            values.add(.healthz, ["127.0.0.1:9976"], from: .flag)
            values.add(.metrics, ["127.0.0.1:9977"], from: .flag)
        }
        running.join()
        other.stop()
        #expect(running.problem.map { "\($0)".contains("127.0.0.1:9977") } == true)
        #expect(running.lines.take().contains { $0.contains("Probes cannot be answered yet") })
        // The one that could listen does so no more.
        try namespace.run { () throws(DaemonError) in
            try Responder([ResponderAddress("127.0.0.1:9976")]) { _ in .text("") }
        }.stop()
    }

    @Test("probes have their paths, and others are told which there are")
    func paths() throws {
        let service = try ServiceRun(
            version: "1.2",
            { () throws(ConfigurationError) in
                let values = SettingValues()
                return (values, try RunConfiguration(values, hostName: "n0"))
            }, log: { _ in Lines().writer() })
        #expect(service.probe(request("/livez")).text == "ok\n")
        #expect(service.probe(request("/livez", "verbose")).text == "[+]loop ok\nlivez check passed\n")
        #expect(service.probe(request("/readyz")).status == 503)
        #expect(service.probe(request("/healthz")).text.hasSuffix("healthz check failed\n"))
        #expect(
            service.probe(request("/metrics")).text
                == "there is no /metrics here: ask for /livez, /readyz or /healthz\n")
        #expect(service.measure(request("/livez")).text == "there is no /livez here: ask for /metrics\n")
        #expect(service.sourceName == "API server")
        let counted = service.board.now.measures.probes
        #expect(counted[.init(path: "/livez", code: 200)] == 2 && counted[.init(path: "/readyz", code: 503)] == 1)
        #expect(counted.count == 3, "a path that is none is not counted")
    }

    @Test("a configuration that is wrong is why there is no service, in one line")
    func wrong() {
        #expect {
            _ = try ServiceRun(version: "1.2") { () throws(ConfigurationError) in
                throw ConfigurationError("--boot x: no")
            }
        } throws: { "\($0)" == "--boot x: no" }
        #expect("\(ServiceError.host("no"))" == "no")
        #expect("\(ServiceError.kernel(.notPermitted))" == "\(KernelError.notPermitted)")
    }

    private func start(
        in namespace: NetworkNamespace, manager: ServiceManager = ServiceManager(process: 0) { _ in nil },
        _ change: (inout SettingValues) -> Void = { _ in }
    ) throws -> Running {
        try Command.output(of: ["mkdir", "-p", folder.file("manifests")])
        try folder.write(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: db, namespace: shop}
            spec: {nodeName: n0}
            status: {phase: Running, podIP: 10.0.0.2}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: db, namespace: shop}
            spec: {podSelector: {}}
            """, to: "manifests/a.yaml")
        var values = SettingValues()
        change(&values)
        for (setting, text) in [
            // Links are looked at by threads that are of no namespace.
            (Setting.manifests, folder.file("manifests")), (.nodeName, "n0"), (.podLinks, "ignore"),
            (.runDirectory, folder.file("run")), (.stateDirectory, folder.file("state")), (.healthz, "0"),
            (.metrics, "0"), (.loggingFormat, "json"),
        ] { values.add(setting, [text], from: .flag) }
        return try Running(values, in: namespace, manager)
    }

    private func table(in namespace: NetworkNamespace) throws -> String {
        try namespace.command(["nft", "list", "table", "inet", "martlet"])
    }

    private func request(_ path: String, _ query: String...) -> ResponderRequest {
        ResponderRequest(method: .get, path: path, query: query.map { .init($0, "") }, body: [], peer: .network)
    }
}

/// A service on a thread of its own, in a network namespace. A class, because it has an end.
private final class Running: Sendable {
    let service: ServiceRun
    let lines: Lines
    private let shared: Shared
    private let thread: OwnThread

    /// What the thread and the test share. A class, for that.
    private final class Shared: Sendable {
        let values: Mutex<SettingValues>
        let problem = Mutex<ServiceError?>(nil)

        init(_ values: SettingValues) { self.values = Mutex(values) }
    }

    init(_ values: SettingValues, in namespace: NetworkNamespace, _ manager: ServiceManager) throws {
        let (lines, shared) = (Lines(), Shared(values))
        let service = try ServiceRun(
            version: "1.2",
            { () throws(ConfigurationError) in
                let values = shared.values.withLock { $0 }
                return (values, try RunConfiguration(values, hostName: "n0"))
            }, manager: manager, log: { _ in lines.writer() })
        (self.service, self.lines, self.shared) = (service, lines, shared)
        // A thread is born into the namespace of the one that makes it.
        thread = try namespace.run { () throws(SystemError) in
            try OwnThread {
                Signals.block()
                do throws(ServiceError) {
                    try service.run()
                } catch {
                    shared.problem.withLock { $0 = error }
                }
            }
        }
    }

    /// Why it ended, where that was no order.
    var problem: ServiceError? { shared.problem.withLock { $0 } }

    /// Changes what is configured.
    func configure(_ change: (inout SettingValues) -> Void) { shared.values.withLock { change(&$0) } }

    /// Orders it to end, and waits until it has.
    func end() {
        service.hear(.end)
        join()
    }

    /// Waits until it has ended by itself.
    func join() { thread.join() }
}
