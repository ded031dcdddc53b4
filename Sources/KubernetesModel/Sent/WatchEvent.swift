/// What a watch says.
public enum WatchEvent: Hashable, Sendable {
    /// How an object is now.
    case changed(SentObject)
    /// That an object is gone, or that it is none of those asked for any more; how it was last.
    case deleted(SentObject)
    /// That all up to a state was said; and whether this ends what there was in the beginning.
    case bookmark(resourceVersion: String, endsInitialEvents: Bool)
    /// That the watch goes no further.
    case failed(ServerStatus)
    /// Something that is not known here.
    case unknown(String)
}
