public import KubernetesModel

/// What a reflector is told.
public enum ReflectorInput: Sendable {
    /// To begin.
    case begin
    /// That the time is over that it wanted to wait for.
    case alarm
    /// That the answer begins: the server does what it was asked.
    case accepted
    /// Some objects of a list.
    case objects([SentObject])
    /// That a list, or a page of one, is all there.
    case listed(ListHead)
    /// What a watch says.
    case events([WatchEvent])
    /// That a watch ended as it should.
    case ended
    /// That the server does not do what it was asked.
    case refused(ServerStatus)
    /// That there is no answer, or that it broke off.
    case failed(String)
    /// That the answer cannot be read.
    case unreadable(SentError, SentEncoding)
}
