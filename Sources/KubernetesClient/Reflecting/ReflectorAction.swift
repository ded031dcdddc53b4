public import KubernetesModel

/// What a reflector wants done.
public enum ReflectorAction: Hashable, Sendable {
    /// To ask; what was asked before is over.
    case ask(Question)
    /// To drop what was asked.
    case hangUp
    /// To give the alarm after a time; an alarm that was set before is off.
    case setAlarm(Duration)
    /// To take these for all that there are.
    case know([SentObject])
    /// To take an object for what it is now.
    case change(SentObject)
    /// To take an object for gone.
    case forget(SentObject)
    /// To keep a version over a restart.
    case remember(String)
    /// To say, or count, what happened.
    case note(ReflectorNote)
}
