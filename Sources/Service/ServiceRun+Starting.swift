internal import Agent
internal import Daemon
internal import Glibc
internal import JSON
internal import KubernetesClient
internal import KubernetesModel
internal import NetlinkKernel
internal import Nftables
internal import ServerAccess
internal import Synchronization

extension ServiceRun {
    /// Waits until no other process writes rules here; `nil` where it is told to end before.
    func becomeWriter() throws(ServiceError) -> WriterLock? {
        var (told, wait) = (Int32?.none, StartWait())
        while !isEnding.load(ordering: .relaxed) {
            do throws(WriterLock.Failure) {
                let lock = try WriterLock()
                board.write { $0.waitingFor = nil }
                return lock
            } catch {
                switch error {
                case .refused(let errno):
                    throw .host("cannot become the one writer of this network namespace: \(errno)")
                case .held(let process):
                    if told != process {
                        log.info(
                            "Another martlet writes rules here; this one waits until it has ended",
                            ["pid": process.map { .number(Int64($0)) }])
                    }
                    told = process
                    tell(
                        waitingFor: "another martlet\(process.map { " (pid \($0))" } ?? "") writes rules here", &wait)
                    usleep(20_000)
                }
            }
        }
        return nil
    }

    /// Opens the table, by the socket that owns it where it was kept; waits while another process owns it.
    func openKernel() throws(ServiceError) -> NetlinkKernel? {
        var inherited = manager.inherited().first { $0.name == Self.ownerName }?.number
        var wait = StartWait()
        while !isEnding.load(ordering: .relaxed) {
            do throws(KernelError) {
                let kernel = try NetlinkKernel(table: Self.table, ownership: .ownerAndPersist, socket: inherited)
                board.write { $0.waitingFor = nil }
                if inherited == nil { store(kernel) }
                return kernel
            } catch {
                if inherited != nil {
                    // It is closed by now, so its number may be another's.
                    inherited = nil
                    log.warning("The socket that was kept cannot be used", ["reason": .string("\(error)")])
                    tell { () throws(DaemonError) in try manager.removeStored(name: Self.ownerName) }
                    continue
                }
                guard case .ownedByAnother = error else { throw .kernel(error) }
                log.limited(.warning, "The table belongs to somebody else", ["reason": .string("\(error)")])
                tell(waitingFor: "\(error)", &wait)
                usleep(100_000)
            }
        }
        return nil
    }

    /// Says what the start waits for: to probes, and to the service manager, which would end a start without a word.
    private func tell(waitingFor words: String, _ wait: inout StartWait) {
        board.write { $0.waitingFor = words }
        guard wait.isDue(words, now: .sinceBoot) else { return }
        tell { () throws(DaemonError) in
            try manager.extendTimeout(seconds: StartWait.extensionSeconds)
            try manager.status("waits: \(words)")
        }
    }

    /// Says that the table cannot be looked at yet.
    func tellRetry(_ error: KernelError) {
        log.limited(
            .warning, "The table cannot be looked at yet; what it holds stays in force, and it is tried again",
            ["reason": .string("\(error)")])
    }

    /// Has the service manager keep the socket that owns the table; one that it handed to us it keeps already.
    private func store(_ kernel: NetlinkKernel) {
        guard kernel.ownership == .ownerAndPersist, let descriptor = kernel.descriptor else { return }
        tell { () throws(DaemonError) in try manager.store(descriptor, name: Self.ownerName) }
    }

    /// Has the agent look again whenever somebody else changed the table. Should the kernel stop telling, it is asked
    /// again, and the table looked at meanwhile.
    func hearOfDrift(_ kernel: NetlinkKernel) throws(ServiceError) -> Task<Void, Never> {
        let port = kernel.port
        var notices = try Self.notices(notFrom: port)
        return Task { [mailbox = loop.mailbox, log] in
            while !Task.isCancelled {
                for await _ in notices {
                    mailbox.putSuspicion()
                }
                guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
                do throws(ServiceError) {
                    notices = try Self.notices(notFrom: port)
                } catch {
                    log.limited(.warning, "Changes of the table are not heard of", ["reason": .string("\(error)")])
                }
                mailbox.putSuspicion()
            }
        }
    }

    private static func notices(notFrom port: UInt32) throws(ServiceError) -> AsyncStream<DriftNotice> {
        do throws(KernelError) {
            return try DriftWatch.notices(table: table, ownPort: port)
        } catch {
            throw .kernel(error)
        }
    }

    /// Opens what is kept for the next boot; `nil` where nothing is to be kept, or can be.
    func openStore() -> BootStore? {
        guard let directory = configuration.stateDirectory else { return nil }
        do throws(DaemonError) {
            return try BootStore(directory, table: Self.table)
        } catch {
            log.warning(
                "Nothing can be kept for the next boot, so pods will be open until the cluster is known",
                ["reason": .string("\(error)")])
            return nil
        }
    }

    /// What is to hold where there is no table; of rules that cannot be read, none to or from pods.
    func kept(_ store: BootStore?) -> Ruleset? {
        guard let store else { return nil }
        do throws(DaemonError) {
            let kept = try store.ruleset(configuration.boot, configuration.agent)
            if kept == nil, configuration.boot == .deny {
                log.error(
                    "The pod ranges of this node are not known yet, so its pods are OPEN until the cluster is known")
            }
            return kept
        } catch {
            log.error(
                "The rules that were kept cannot be read; until the cluster is known nothing passes to or from pods",
                ["reason": .string("\(error)")])
        }
        do throws(DaemonError) {
            if let closed = try store.closed(configuration.agent) { return closed }
            log.error(
                "The pod ranges of this node are not known either, so its pods are OPEN until the cluster is known")
        } catch {
            log.error(
                "The pod ranges that were kept cannot be read either, so pods are OPEN until the cluster is known",
                ["reason": .string("\(error)")])
        }
        return nil
    }

    /// Opens the table of connections; `nil` where that is not possible.
    func openConnections() -> ConntrackTable? {
        do throws(KernelError) {
            return try ConntrackTable()
        } catch {
            log.warning(
                "Open connections cannot be looked at: those that policies no longer allow will go on",
                ["reason": .string("\(error)")])
            return nil
        }
    }

    /// Begins to follow links; `nil` where that is not wanted, or not possible.
    func followLinks() -> LinkFollower? {
        guard configuration.verifiesLinks else { return nil }
        do throws(KernelError) {
            let follower = try LinkFollower(loop.mailbox, board, log)
            board.write { $0.followsLinks = true }
            return follower
        } catch {
            log.warning("The links of pods cannot be followed", ["reason": .string("\(error)")])
            return nil
        }
    }

    /// Opens what the cluster is read from.
    func openSource() throws(ServiceError) -> RunSource {
        switch configuration.source {
        case .manifests(let directory):
            let source = ManifestSource(directory) { [log] words in log.info("Manifests", ["what": .string(words)]) }
            return RunSource(source, figures: nil) { source.problem }
        case .server(let options): return try openServer(options)
        }
    }

    private func openServer(_ options: AccessOptions) throws(ServiceError) -> RunSource {
        let access: ServerAccess
        do throws(AccessError) {
            access = try ServerAccess(options, on: SystemAccessHost())
        } catch {
            throw .access(error)
        }
        for warning in access.warnings { log.warning("\(warning)") }
        var server = APIServerSource.Options()
        server.node = configuration.agent.node
        server.stateDirectory = configuration.stateDirectory
        server.userAgent = "martlet/\(version)"
        do throws(SourceError) {
            let source = try APIServerSource(access, server) { [log] note in
                log.limited(note.level, "API server", ["what": .string("\(note)")], key: "\(note.resource)")
            }
            return RunSource(source, figures: { await source.statistics() }) { [board] in board.now.feedProblem }
        } catch {
            throw .host("\(error)")
        }
    }
}

extension SourceNote {
    /// How much it matters: what is tried again or was not understood more than what is as it should be.
    fileprivate var level: LogLevel {
        switch note {
        case .listed, .watchEnded, .expired, .simplified, .outdated: .info
        case .failed, .forbidden, .unauthorized, .passedOver, .credentials, .unwritten, .defective: .warning
        }
    }
}
