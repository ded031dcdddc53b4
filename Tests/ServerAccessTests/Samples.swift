@testable import ServerAccess

/// A text in PEM that nobody could read further than to its markers.
func pem(_ kind: String, _ body: String = "QUJD") -> String {
    "-----BEGIN \(kind)-----\n\(body)\n-----END \(kind)-----\n"
}

let certificate = pem("CERTIFICATE")
let privateKey = pem("EC PRIVATE KEY")

/// The base64 of a text.
func base64(_ text: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bytes = Array(text.utf8)
    return stride(from: 0, to: bytes.count, by: 3).map { start in
        let group = bytes[start..<min(start + 3, bytes.count)]
        let bits = (0..<3).reduce(UInt32(0)) { $0 << 8 | UInt32(start + $1 < bytes.count ? bytes[start + $1] : 0) }
        let letters = (0...group.count).map { String(alphabet[Int(bits >> UInt32(18 - 6 * $0)) & 63]) }
        return letters.joined() + String(repeating: "=", count: 3 - group.count)
    }.joined()
}

/// A kubeconfig with one context, whose cluster and user hold these lines in braces.
func kubeconfig(cluster: String = "server: \"https://10.0.0.1:6443\"", user: String = "token: t0k3n") -> String {
    """
    apiVersion: v1
    kind: Config
    current-context: main
    contexts:
    - name: main
      context: {cluster: here, user: me, namespace: web}
    clusters:
    - name: here
      cluster: {\(cluster)}
    users:
    - name: me
      user: {\(user)}

    """
}

/// What goes wrong, in words; nothing where it does not.
func failure(_ body: () throws(AccessError) -> some Any) -> String? {
    do throws(AccessError) {
        _ = try body()
        return nil
    } catch {
        return error.description
    }
}

/// The access that a kubeconfig gives.
func access(_ text: String, _ options: AccessOptions = AccessOptions()) throws(AccessError) -> ServerAccess {
    var options = options
    options.kubeconfig = "/etc/k/config"
    return try ServerAccess(options, on: MemoryHost().with("/etc/k/config", text))
}
