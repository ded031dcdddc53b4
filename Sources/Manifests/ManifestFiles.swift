/// The files of manifests that a directory holds, with what is below it: one walk for all who read directories.
public enum ManifestFiles {
    /// How the names of manifests end; a directory may be called so too, and is walked as any other.
    public static let suffixes = [".yaml", ".yml", ".json"]
    private static let depthMax = 32

    /// The paths of the files below a directory, in order; `nil` where the path is none. Hidden ones are left out, as
    /// editors and mounts make them.
    ///
    /// - Parameter entries: the names in a directory, in order; `nil` where the path is none.
    /// - Parameter tooDeep: what is wrong with a path so deep that a link must lead in a circle.
    public static func below<Failure: Error>(
        _ directory: String, entries: (String) throws(Failure) -> [String]?, tooDeep: (String) -> Failure
    ) throws(Failure) -> [String]? {
        try below(directory, depth: 0, entries, tooDeep)
    }

    private static func below<Failure: Error>(
        _ directory: String, depth: Int, _ entries: (String) throws(Failure) -> [String]?,
        _ tooDeep: (String) -> Failure
    ) throws(Failure) -> [String]? {
        guard let names = try entries(directory) else { return nil }
        guard depth < depthMax else { throw tooDeep(directory) }
        var files: [String] = []
        for name in names where !name.hasPrefix(".") {
            let path = directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
            if let inner = try below(path, depth: depth + 1, entries, tooDeep) {
                files += inner
            } else if suffixes.contains(where: { name.hasSuffix($0) }) {
                files.append(path)
            }
        }
        return files
    }
}
