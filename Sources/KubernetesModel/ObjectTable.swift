/// Values by the objects that they are about, a small dictionary for each namespace.
///
/// One dictionary of all pods of a large cluster takes three times as long to fill: whenever it grows, everything is
/// hashed and moved again, all over the memory.
public struct ObjectTable<Value> {
    @usableFromInline var tables: [String: [String: Value]] = [:]
    @usableFromInline var total = 0

    /// A table of nothing.
    @inlinable
    public init() {}

    /// The values by name in each namespace that has some.
    @inlinable
    public var byNamespace: [String: [String: Value]] { tables }

    /// How many there are.
    @inlinable
    public var count: Int { total }

    /// The values, in no order.
    @inlinable
    public var values: some Sequence<Value> { tables.values.lazy.flatMap(\.values) }

    /// Whom they are about, in no order.
    @inlinable
    public var keys: some Sequence<ObjectKey> {
        tables.lazy.flatMap { namespace, values in values.keys.lazy.map { ObjectKey(namespace, $0) } }
    }

    /// The value of an object; `nil` where there is none, and to take it out.
    @inlinable
    public subscript(key: ObjectKey) -> Value? {
        get { tables[key.namespace]?[key.name] }
        set {
            if let newValue { updateValue(newValue, forKey: key) } else { removeValue(forKey: key) }
        }
    }

    /// Puts a value in, and gives the one in whose place it is.
    @inlinable
    @discardableResult
    public mutating func updateValue(_ value: Value, forKey key: ObjectKey) -> Value? {
        let old = tables[key.namespace, default: [:]].updateValue(value, forKey: key.name)
        if old == nil { total += 1 }
        return old
    }

    /// Takes a value out, and with the last one of a namespace its table.
    @inlinable
    mutating func removeValue(forKey key: ObjectKey) {
        guard tables[key.namespace]?.removeValue(forKey: key.name) != nil else { return }
        total -= 1
        if tables[key.namespace]?.isEmpty ?? false { tables[key.namespace] = nil }
    }
}

extension ObjectTable: Sendable where Value: Sendable {}
