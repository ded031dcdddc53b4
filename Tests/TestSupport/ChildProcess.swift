import CTestSystem
import Glibc

/// One running child with its two output pipes; it does not outlive its owner.
struct ChildProcess: ~Copyable {
    private let arguments: [String]
    private let identifier: pid_t
    /// Readable when the child has ended: a grandchild that keeps our pipes open cannot make us wait.
    private let ended: Descriptor
    private let output: Descriptor
    private let errors: Descriptor

    /// Starts a program found in PATH: `posix_spawnp`, which leaves it in the calling thread's namespaces.
    init(_ arguments: [String], input: [UInt8]) throws(SystemError) {
        precondition(!arguments.isEmpty, "a command has at least a name")
        let standardInput = try Descriptor.memory(holding: input)
        let output = try Pipe()
        let errors = try Pipe()
        let identifier = try spawn(arguments, [standardInput.number, output.writing.number, errors.writing.number])
        let process = pidfd_open(identifier, 0)
        guard process >= 0 else {
            let error = SystemError("pidfd_open")
            end(identifier)
            throw error
        }
        self.arguments = arguments
        self.identifier = identifier
        self.ended = Descriptor(process)
        self.output = output.forReading()
        self.errors = errors.forReading()
    }

    /// Reads all the child writes until it ends, or kills it when the time is over.
    consuming func finish(by deadline: Deadline) throws(SystemError) -> CommandResult {
        var collected = Collected()
        do throws(SystemError) {
            while try !collected.take(output: output, errors: errors, ended: ended, by: deadline) {}
        } catch {
            end(identifier)
            throw error
        }
        let status = end(identifier, killing: !collected.hasEnded)
        return CommandResult(
            arguments: arguments, end: collected.hasEnded ? commandEnd(status) : .timedOut,
            outputBytes: collected.output, errorBytes: collected.errors)
    }
}

/// What was read from a child so far.
private struct Collected {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var hasEnded = false
    private var outputIsOpen = true
    private var errorsAreOpen = true

    /// One round of `poll`; true when there is nothing more to wait for.
    mutating func take(
        output: borrowing Descriptor, errors: borrowing Descriptor, ended: borrowing Descriptor, by deadline: Deadline
    ) throws(SystemError) -> Bool {
        // A descriptor below zero is one that poll skips.
        var polled = [
            pollfd(fd: outputIsOpen ? output.number : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errorsAreOpen ? errors.number : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: hasEnded ? -1 : ended.number, events: Int16(POLLIN), revents: 0),
        ]
        // Once the child has ended, only what stands in the pipes already is taken.
        let ready = poll(&polled, nfds_t(polled.count), hasEnded ? 0 : deadline.milliseconds)
        if ready < 0 && errno == EINTR { return false }
        _ = try SystemError.check(ready, "poll")
        if ready == 0 { return true }
        if polled[0].revents != 0 { outputIsOpen = try append(from: output, to: &self.output) }
        if polled[1].revents != 0 { errorsAreOpen = try append(from: errors, to: &self.errors) }
        if polled[2].revents != 0 { hasEnded = true }
        return deadline.hasPassed
    }

    private func append(from pipe: borrowing Descriptor, to bytes: inout [UInt8]) throws(SystemError) -> Bool {
        guard let more = try pipe.read(bytesMax: 65_536) else { return false }
        bytes += more
        return true
    }
}

/// Starts a child that has `descriptors` as 0, 1, 2 and no others, with no blocked and no ignored signals.
func spawn(_ arguments: [String], _ descriptors: [Int32]) throws(SystemError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }
    for (number, descriptor) in descriptors.enumerated() {
        posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    posix_spawn_file_actions_addclosefrom_np(&actions, Int32(descriptors.count))
    useDefaultSignals(&attributes)

    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    var identifier: pid_t = 0
    let failure = posix_spawnp(&identifier, arguments[0], &actions, &attributes, &pointers, martlet_environment())
    guard failure == 0 else { throw SystemError("start \(arguments[0])", code: failure) }
    return identifier
}

private func useDefaultSignals(_ attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
}

/// Waits for a child, killed first where it has not ended by itself, and returns its status.
@discardableResult
private func end(_ identifier: pid_t, killing: Bool = true) -> Int32 {
    if killing { kill(identifier, SIGKILL) }
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    return status
}

/// What a status of `waitpid` says.
func commandEnd(_ status: Int32) -> CommandEnd {
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: signal)
}
