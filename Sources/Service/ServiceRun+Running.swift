internal import Agent
internal import Daemon
internal import JSON
internal import Nftables
internal import PolicyCompiler
internal import Synchronization

extension ServiceRun {
    /// Does what a signal says. It may come at any time, also while this waits to begin.
    func hear(_ message: Signals.Message) {
        switch message {
        case .end:
            isEnding.store(true, ordering: .relaxed)
            loop.stop()
        case .reload:
            // Whoever has not said yet that it is ready cannot be so again.
            let isGuarding = isGuarding.load(ordering: .relaxed)
            if isGuarding { tell { () throws(DaemonError) in try manager.reloading() } }
            _ = reload()
            if isGuarding { tell { () throws(DaemonError) in try manager.ready() } }
        case .report:
            lookAtSource()
            let problems = health.ready.compactMap(\.problem)
            log.info("Status", ["health": .string(problems.isEmpty ? "ok" : problems.joined(separator: "; "))])
        }
    }

    /// Reads the configuration again; what is wrong with it, in which case all stays as it is.
    func reload() -> String? { reloading.withLock { _ in reloadAlone() } }

    private func reloadAlone() -> String? {
        let (values, new): (SettingValues, RunConfiguration)
        do throws(ConfigurationError) {
            (values, new) = try configure()
        } catch {
            board.write { $0.configurationProblem = "\(error)" }
            log.error("The configuration was not taken up; the one before holds", ["reason": .string("\(error)")])
            return "\(error)"
        }
        board.write { $0.configurationProblem = nil }
        held.withLock { $0 = $0.takingUp(values) }
        tellConflicts(values)
        let late = RunConfiguration.needingRestart(self.values, values)
        if !late.isEmpty {
            log.warning(
                "Some settings hold from the next start on",
                ["settings": .string(late.map(\.path).joined(separator: ", "))])
        }
        log.configure(format: configuration.logsJSON ? .json : .text, verbosity: new.verbosity)
        cleansUp.store(new.cleansUp, ordering: .relaxed)
        let options = configuration.agent(takingUp: new)
        if isGuarding.load(ordering: .relaxed) { readDenials(options) }
        loop.enqueue { core in core.change(options) }
        log.info("The configuration was read again")
        return nil
    }

    /// Says of which settings environment and file say two things, and which holds.
    func tellConflicts(_ values: SettingValues) {
        for conflict in values.conflicts {
            log.warning(
                "Two places say a setting, and one of them holds",
                [
                    "setting": .string(conflict.setting.path), "holds": .string("\(conflict.holds)"),
                    "doesNotHold": .string("\(conflict.other)"),
                ])
        }
    }

    /// Reads what is denied, where rules log it.
    func readDenials(_ options: AgentOptions) {
        if options.compiler.log != nil { denials.start(group: configuration.logGroup, loop) }
    }

    /// Says that the rules could not be kept.
    func tellUnkept(_ error: DaemonError) {
        log.limited(
            .warning, "The rules cannot be kept for the next boot", ["reason": .string("\(error)")], key: "keep")
    }

    /// Tells the service manager something, which is not worth an end where it fails.
    func tell(_ body: () throws(DaemonError) -> Void) {
        do throws(DaemonError) {
            try body()
        } catch {
            log.limited(.warning, "The service manager cannot be told", ["reason": .string("\(error)")])
        }
    }
}
