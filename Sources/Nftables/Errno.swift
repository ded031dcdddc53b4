/// An error number of the kernel.
public struct Errno: Error, RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number, above zero.
    public let rawValue: Int32

    /// The error with this number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// Not permitted.
    public static let notPermitted = Errno(rawValue: 1)
    /// No such object.
    public static let noEntry = Errno(rawValue: 2)
    /// Interrupted by a signal.
    public static let interrupted = Errno(rawValue: 4)
    /// Nothing there yet.
    public static let tryAgain = Errno(rawValue: 11)
    /// No memory.
    public static let noMemory = Errno(rawValue: 12)
    /// Not allowed.
    public static let accessDenied = Errno(rawValue: 13)
    /// In use.
    public static let busy = Errno(rawValue: 16)
    /// There already.
    public static let exists = Errno(rawValue: 17)
    /// Makes no sense.
    public static let invalid = Errno(rawValue: 22)
    /// More elements than the set may hold.
    public static let tooManyElements = Errno(rawValue: 23)
    /// Jumps too deep.
    public static let tooManyLinks = Errno(rawValue: 31)
    /// Out of range.
    public static let outOfRange = Errno(rawValue: 34)
    /// Jumps in a circle.
    public static let loop = Errno(rawValue: 40)
    /// Overlaps with something that is there.
    public static let notEmpty = Errno(rawValue: 39)
    /// Bytes that make no sense.
    public static let badMessage = Errno(rawValue: 74)
    /// The generation has moved.
    public static let restart = Errno(rawValue: 85)
    /// Too long for one message.
    public static let messageSize = Errno(rawValue: 90)
    /// The protocol is not built in.
    public static let protocolNotSupported = Errno(rawValue: 93)
    /// Not supported here.
    public static let notSupported = Errno(rawValue: 95)
    /// The family is not built in.
    public static let familyNotSupported = Errno(rawValue: 97)
    /// The receive buffer overran.
    public static let noBufferSpace = Errno(rawValue: 105)
    /// Nothing came in time.
    public static let timedOut = Errno(rawValue: 110)

    /// The name, and in words what nf_tables means by it.
    public var description: String {
        Self.words[rawValue].map { "\($0.name), \($0.meaning)" } ?? "errno \(rawValue)"
    }

    private static let words: [Int32: (name: String, meaning: String)] = [
        1: ("EPERM", "not permitted, or the table belongs to another process"),
        2: ("ENOENT", "no such object"), 4: ("EINTR", "interrupted"), 11: ("EAGAIN", "nothing there yet"),
        12: ("ENOMEM", "out of memory"), 13: ("EACCES", "not allowed"), 16: ("EBUSY", "still in use"),
        17: ("EEXIST", "there already, with another meaning"), 22: ("EINVAL", "makes no sense to this kernel"),
        23: ("ENFILE", "the set is full"), 31: ("EMLINK", "more than 16 jumps deep, or a jump to a base chain"),
        34: ("ERANGE", "too long"), 39: ("ENOTEMPTY", "overlaps with an element that is there"),
        40: ("ELOOP", "jumps in a circle"), 71: ("EPROTO", "not possible in this family"),
        74: ("EBADMSG", "an answer that makes no sense"), 85: ("ERESTART", "changed by somebody else meanwhile"),
        90: ("EMSGSIZE", "too long for one message"),
        93: ("EPROTONOSUPPORT", "not built into this kernel"), 95: ("EOPNOTSUPP", "not supported by this kernel"),
        97: ("EAFNOSUPPORT", "not built into this kernel"), 105: ("ENOBUFS", "the receive buffer overran"),
        110: ("ETIMEDOUT", "no answer in time"),
    ]
}
