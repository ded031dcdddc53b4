/// Why there is no way to an API server, or nothing to show it, and where that is written.
///
/// No part of it holds a secret: values are never quoted, only names.
public struct AccessError: Error, Hashable, Sendable {
    /// What the error is about.
    public enum Place: Hashable, Sendable {
        /// An option, or a variable of the environment.
        case setting(String)
        /// A file.
        case file(String)
        /// A place in the text of a file.
        case text(file: String, line: Int, column: Int)
        /// A field of a kubeconfig; the line is not known where there is none.
        case field(file: String, line: Int?, path: String)
        /// All that was tried.
        case everything
    }

    /// Where.
    public let place: Place
    /// What is wrong.
    public let reason: Reason

    /// What is wrong at a place.
    init(_ place: Place, _ reason: Reason) {
        self.place = place
        self.reason = reason
    }
}

extension AccessError: CustomStringConvertible {
    /// Where, what, and how to mend it.
    public var description: String {
        switch place {
        case .setting(let name): "\(name): \(reason)"
        case .file(let path): "\(path.shown): \(reason)"
        case .text(let path, let line, let column): "\(path.shown):\(line):\(column): \(reason)"
        case .field(let file, let line, let path): "\(file.shown)\(line.map { ":\($0)" } ?? ""): \(path): \(reason)"
        case .everything: "\(reason)"
        }
    }
}
