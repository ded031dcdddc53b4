/// What is wrong with a setting, where it stands, and what would be right.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reason, with the mend.
    public let description: String

    /// What is wrong.
    public init(_ description: String) { self.description = description }

    /// What is wrong with the value of a setting, in the place where it was said.
    init(_ setting: Setting, _ said: SettingValues.Said, _ reason: String) {
        let text = said.texts.joined(separator: ",")
        switch said.origin {
        case .flag, .standard: description = "--\(setting.flag) \(text): \(reason)"
        case .environment(let variable), .serviceManager(let variable):
            description = "\(variable)=\(text) in the environment: \(reason)"
        case .file(let file): description = "\(file): \(setting.path) is \(text): \(reason)"
        }
    }
}
