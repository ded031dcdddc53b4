/// What was said of each setting, and where: texts that are not understood yet.
public struct SettingValues: Hashable, Sendable {
    /// Who said it.
    public enum Origin: Hashable, Sendable {
        /// A flag of the command line.
        case flag
        /// A variable of the environment.
        case environment(String)
        /// The configuration file.
        case file(String)
        /// Nobody: it is what usually holds.
        case standard
    }

    /// What was said of one setting.
    public struct Said: Hashable, Sendable {
        /// The texts, one for all but lists.
        public let texts: [String]
        /// Who said it.
        public let origin: Origin
    }

    private var said: [Setting: Said] = [:]

    /// Nothing was said.
    public init() {}

    /// What holds of a setting: flags go before the environment, that before the file, and what is usual comes last.
    public subscript(_ setting: Setting) -> Said {
        said[setting] ?? Said(texts: setting.standard.isEmpty ? [] : [setting.standard], origin: .standard)
    }

    /// Takes what was said, unless somebody who counts more said something too.
    public mutating func add(_ setting: Setting, _ texts: [String], from origin: Origin) {
        if let known = said[setting], known.origin.rank <= origin.rank { return }
        said[setting] = Said(texts: texts, origin: origin)
    }

    /// The configuration file that says all this.
    public var fileText: String { ConfigurationFile.text(of: self) }

    /// Takes what the environment says.
    public mutating func add(_ environment: [String: String]) {
        for setting in Setting.all {
            guard let variable = setting.variable, let text = environment[variable], !text.isEmpty else { continue }
            // The service manager may name several directories; the first is ours.
            let first = setting.form == .path ? String(text.prefix { $0 != ":" }) : text
            add(setting, [first], from: .environment(variable))
        }
    }
}

extension SettingValues.Origin {
    fileprivate var rank: Int {
        switch self {
        case .flag: 0
        case .environment: 1
        case .file: 2
        case .standard: 3
        }
    }
}
