/// What was said of each setting, and where: texts that are not understood yet.
public struct SettingValues: Hashable, Sendable {
    /// Who said it.
    public enum Origin: Hashable, Sendable {
        /// A flag of the command line.
        case flag
        /// A variable of the environment that whoever deploys it sets.
        case environment(String)
        /// The configuration file.
        case file(String)
        /// A variable that systemd sets by itself, as a unit has it for whoever says nothing else.
        case serviceManager(String)
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

    /// A setting of which environment and file say two things.
    struct Conflict: Hashable {
        let setting: Setting
        /// What holds, and what does not.
        let holds: Said
        let other: Said
    }

    private var said: [Setting: Said] = [:]
    private var overruled: [Setting: Said] = [:]

    /// Nothing was said.
    public init() {}

    /// What holds of a setting: flags go before the environment, that before the file, this before what systemd sets by
    /// itself, and what is usual comes last.
    public subscript(_ setting: Setting) -> Said {
        said[setting] ?? Said(texts: setting.standard.isEmpty ? [] : [setting.standard], origin: .standard)
    }

    /// Takes what was said, unless somebody who counts more said something too.
    public mutating func add(_ setting: Setting, _ texts: [String], from origin: Origin) {
        let new = Said(texts: texts, origin: origin)
        guard let known = said[setting] else {
            said[setting] = new
            return
        }
        let isBefore = origin.rank < known.origin.rank
        said[setting] = isBefore ? new : known
        if texts != known.texts { overruled[setting] = isBefore ? known : new }
    }

    /// Where environment and file say two things, which somebody may not know. A flag is there to say another thing.
    var conflicts: [Conflict] {
        Setting.all.compactMap { setting in
            guard let other = overruled[setting], let holds = said[setting], holds.origin != .flag else { return nil }
            return Conflict(setting: setting, holds: holds, other: other)
        }
    }

    /// These values for the node of this name, which may have come from nobody.
    func naming(_ node: String) -> SettingValues {
        var values = self
        values.said[.nodeName] = Said(texts: [node], origin: values[.nodeName].origin)
        return values
    }

    /// What holds of a running agent of these values after a reload of others: what is live is theirs.
    func takingUp(_ new: SettingValues) -> SettingValues {
        var values = self
        for setting in Setting.all where setting.isLive { values.said[setting] = new.said[setting] }
        return values
    }

    /// The configuration file that says all this.
    public var fileText: String { ConfigurationFile.text(of: self) }

    /// Takes what the environment says.
    public mutating func add(_ environment: [String: String]) {
        for setting in Setting.all {
            guard let variable = setting.variable, let text = environment[variable], !text.isEmpty else { continue }
            // The service manager may name several directories; the first is ours.
            let first = setting.form == .path ? String(text.prefix { $0 != ":" }) : text
            add(setting, [first], from: setting.isOfUnit ? .serviceManager(variable) : .environment(variable))
        }
    }
}

extension SettingValues.Said: CustomStringConvertible {
    /// What was said and where, for people.
    public var description: String {
        let text = texts.joined(separator: ",")
        return switch origin {
        case .flag: "\(text) by a flag"
        case .environment(let variable): "\(text) by \(variable) in the environment"
        case .file(let file): "\(text) in \(file)"
        case .serviceManager(let variable): "\(text) by \(variable), which systemd sets"
        case .standard: text
        }
    }
}

extension SettingValues.Origin {
    fileprivate var rank: Int {
        switch self {
        case .flag: 0
        case .environment: 1
        case .file: 2
        case .serviceManager: 3
        case .standard: 4
        }
    }
}
