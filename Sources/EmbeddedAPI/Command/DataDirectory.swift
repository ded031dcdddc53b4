internal import Glibc
internal import HTTPServer

/// The directory that a server keeps its keys and objects in; only its owner may look into it.
struct DataDirectory: Sendable {
    /// Its path.
    let path: String

    /// How long certificates are good for that are made here: ten years.
    private static let validitySeconds: Int64 = 10 * 365 * 86_400

    /// The directory at a path, made where there is none.
    init(_ path: String) throws(ServerCommandError) {
        self.path = path
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw .failed("cannot make the directory \(path): \(Self.words(errno))")
        }
    }

    /// What a server and its clients know each other by.
    struct Keys: Sendable {
        let authority: [UInt8]
        let certificate: [UInt8]
        let key: [UInt8]
        let token: String
        let readOnlyToken: String
    }

    /// The keys; those that are missing are made.
    func keys(for host: String, _ surroundings: Surroundings) throws(ServerCommandError) -> Keys {
        let authority = try certificate("ca", surroundings) { () throws(HTTPServerError) in
            try SelfSigned.authority(
                named: "martlet-apiserver", validity: Self.validity(surroundings), serial: Self.serial(surroundings))
        }
        let server = try certificate("server-\(host)", surroundings) { () throws(HTTPServerError) in
            try SelfSigned.server(
                names: ["localhost"], addresses: Array(Set([host, "127.0.0.1", "::1"])).sorted(), by: authority,
                validity: Self.validity(surroundings), serial: Self.serial(surroundings))
        }
        return Keys(
            authority: authority.certificate, certificate: server.certificate, key: server.key,
            token: try token("admin.token", surroundings), readOnlyToken: try token("reader.token", surroundings))
    }

    private func certificate(
        _ name: String, _ surroundings: Surroundings, _ make: () throws(HTTPServerError) -> CertifiedKey
    ) throws(ServerCommandError) -> CertifiedKey {
        if let certificate = try read("\(name).crt"), let key = try read("\(name).key") {
            return CertifiedKey(certificate: certificate, key: key)
        }
        let pair: CertifiedKey
        do throws(HTTPServerError) {
            pair = try make()
        } catch {
            throw .failed("cannot make a certificate: \(error)")
        }
        try write(pair.key, to: "\(name).key")
        try write(pair.certificate, to: "\(name).crt")
        return pair
    }

    private func token(_ name: String, _ surroundings: Surroundings) throws(ServerCommandError) -> String {
        if let bytes = try read(name) {
            return String(decoding: bytes.filter { $0 > 0x20 }, as: UTF8.self)
        }
        let token = Hex.text(surroundings.randomBytes(32))
        try write(Array((token + "\n").utf8), to: name)
        return token
    }

    private static func validity(_ surroundings: Surroundings) -> Validity {
        let now = surroundings.now()
        return Validity(start: now - 3_600, end: now + validitySeconds)
    }

    /// The first byte keeps it positive and not zero.
    private static func serial(_ surroundings: Surroundings) -> [UInt8] { [1] + surroundings.randomBytes(15) }

    private func read(_ name: String) throws(ServerCommandError) -> [UInt8]? {
        let place = "\(path)/\(name)"
        guard access(place, F_OK) == 0 else { return nil }
        return try TextFile.read(place)
    }

    /// Writes a file that is there whole or not at all.
    private func write(_ bytes: [UInt8], to name: String) throws(ServerCommandError) {
        let (place, draft) = ("\(path)/\(name)", "\(path)/.\(name).\(getpid())")
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .failed("cannot write \(place): \(Self.words(errno))") }
        let isWritten =
            bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) } == bytes.count && fsync(file) == 0
        let reason = errno
        close(file)
        guard isWritten, rename(draft, place) == 0 else {
            unlink(draft)
            throw .failed("cannot write \(place): \(Self.words(isWritten ? errno : reason))")
        }
    }

    /// What the system calls an error.
    static func words(_ number: Int32) -> String { String(cString: strerror(number)) }
}

/// Small files.
enum TextFile {
    private static let sizeMax = 1 << 20

    /// The bytes of a file.
    static func read(_ path: String) throws(ServerCommandError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .failed("cannot read \(path): \(DataDirectory.words(errno))") }
        defer { close(file) }
        let bytes = [UInt8](unsafeUninitializedCapacity: sizeMax) { buffer, count in
            count = 0
            while count < buffer.count {
                let more = Glibc.read(file, buffer.baseAddress.map { $0 + count }, buffer.count - count)
                if more <= 0 { break }
                count += more
            }
        }
        guard bytes.count < sizeMax else { throw .failed("\(path) is larger than a file of this kind can be") }
        return bytes
    }

    /// The lines of a file that say something.
    static func lines(_ path: String) throws(ServerCommandError) -> [String] {
        String(decoding: try read(path), as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.filter { $0 != " " && $0 != "\t" } }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }
}
