internal import Glibc
internal import HTTPServer
internal import JSON
internal import KubernetesAPI

/// The program `martlet-apiserver`.
public enum ServerCommand {
    /// Does what arguments ask for, and gives the exit code.
    public static func run(_ arguments: [String]) -> Int32 {
        do throws(ServerCommandError) {
            let arguments = try ServerArguments(arguments)
            switch arguments.action {
            case .help: print(ServerPage.text, terminator: "")
            case .version: print("martlet-apiserver, the API of Kubernetes \(SelfDescription.version.text)")
            case .printKubeconfig(let isReadOnly): try printKubeconfig(arguments, isReadOnly: isReadOnly)
            case .serve: try serve(arguments)
            }
            return 0
        } catch {
            say("martlet-apiserver: \(error)")
            return error.code
        }
    }

    private static func printKubeconfig(_ arguments: ServerArguments, isReadOnly: Bool) throws(ServerCommandError) {
        let keys = try DataDirectory(arguments.dataDirectory ?? "").keys(for: arguments.address.host, .system)
        print(
            Kubeconfig.text(
                server: "\(arguments.isInsecure ? "http" : "https")://\(arguments.address)", authority: keys.authority,
                token: isReadOnly ? keys.readOnlyToken : keys.token), terminator: "")
    }

    private static func serve(_ arguments: ServerArguments) throws(ServerCommandError) {
        let signals = StopSignals()
        let directory = try arguments.dataDirectory.map { path throws(ServerCommandError) in try DataDirectory(path) }
        let store = try opened(directory, arguments)
        let settings = try ServerSettings(arguments, directory, .system)
        let scheme = arguments.isSecure ? "https" : "http"
        let handler = APIHandler(
            store, settings.rules, .system, SelfDescription(address: arguments.address.description))
        let server: HTTPServer
        do throws(HTTPServerError) {
            server = try HTTPServer(settings.options) { handler.answer($0) }
        } catch {
            throw .failed("cannot listen on \(arguments.address): \(error)")
        }
        say("martlet-apiserver: serving on \(scheme)://\(arguments.address.with(port: server.port))")
        if !arguments.isSecure { say("martlet-apiserver: everyone on this host may change what it keeps") }
        if directory == nil { say("martlet-apiserver: objects are in memory, and gone when it ends") }
        while !signals.came(withinSeconds: 1) { handler.tick() }
        server.stop()
    }

    private static func opened(_ directory: DataDirectory?, _ arguments: ServerArguments) throws(ServerCommandError)
        -> ObjectStore
    {
        let store: ObjectStore
        do throws(StoreError) {
            // In microseconds: more than there can be changes, also where a server is started again at once.
            store = try ObjectStore(
                directory: directory?.path, history: .init(eventsMax: arguments.historyMax),
                firstRevision: Surroundings.microseconds)
        } catch {
            throw .failed("\(error)")
        }
        do throws(APIFailure) {
            try FirstObjects.make(in: store, .system)
        } catch {
            throw .failed("cannot make the first namespaces: \(error.message)")
        }
        return store
    }

    /// Words for people, on standard error.
    private static func say(_ words: String) {
        let bytes = Array((words + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

extension Surroundings {
    /// The system's clock, and bytes that nobody can guess.
    static let system = Surroundings(
        now: { Int64(time(nil)) },
        randomBytes: { count in
            do throws(HTTPServerError) {
                return try RandomBytes.make(count: count)
            } catch {
                preconditionFailure("\(error)")
            }
        })

    /// Microseconds since 1970.
    static var microseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}

/// Waits for the signals that end a program.
private struct StopSignals {
    private var set = sigset_t()

    /// From now on these signals are taken here alone; to be made before any thread is.
    init() {
        sigemptyset(&set)
        for signal in [SIGTERM, SIGINT] { sigaddset(&set, signal) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
        // A client that goes away is no reason to end.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Whether one came within so many seconds.
    func came(withinSeconds seconds: Int) -> Bool {
        var (set, time) = (set, timespec(tv_sec: seconds, tv_nsec: 0))
        return sigtimedwait(&set, nil, &time) > 0
    }
}
