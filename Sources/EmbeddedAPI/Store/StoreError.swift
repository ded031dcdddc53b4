internal import SQLite

/// Why a store cannot be opened.
enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such directory, and it cannot be made.
    case noDirectory(String, words: String)
    /// Another process, or another store of this one, has it open.
    case inUse(String)
    /// It holds a database of something else.
    case foreign(String)
    /// A later version of Martlet wrote it.
    case newer(String, format: Int64, known: Int64)
    /// What it holds is not as it was written.
    case damaged(String, words: String)
    /// There is no thread to write with.
    case noThread(words: String)
    /// SQLite cannot do what is needed.
    case failed(String, SQLiteError)

    /// What is wrong, with the path.
    var description: String {
        switch self {
        case .noDirectory(let path, let words): "\(path) cannot be made: \(words)"
        case .inUse(let path): "\(path) is in use by another process"
        case .foreign(let path): "\(path) is not a database of Martlet's"
        case .newer(let path, let format, let known):
            "\(path) was written by a newer Martlet: its format is \(format), and this one knows \(known)"
        case .damaged(let path, let words): "\(path) is damaged: \(words)"
        case .noThread(let words): "there is no thread to write with: \(words)"
        case .failed(let path, let error): "\(path): \(error)"
        }
    }

    /// What an error of SQLite's means for a store in a file.
    init(_ error: SQLiteError, _ path: String) {
        if error.isInUse {
            self = .inUse(path)
        } else if error.isDamage {
            self = .damaged(path, words: error.words)
        } else {
            self = .failed(path, error)
        }
    }
}
