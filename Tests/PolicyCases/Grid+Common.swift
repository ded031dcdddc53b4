/// The grids that several cases expect. The pod x/a always reaches itself.
extension Grid {
    /// Nothing is denied.
    static let everything: Grid =
        "......... ......... ......... ......... ......... ......... ......... ......... ........."

    /// Nobody reaches x/a but itself.
    static let closedToXA: Grid =
        "......... X........ X........ X........ X........ X........ X........ X........ X........"

    /// Pod x/a reaches nobody but itself.
    static let closedFromXA: Grid =
        ".XXXXXXXX ......... ......... ......... ......... ......... ......... ......... ........."

    /// Of all others only y reaches x/a.
    static let toXAFromY: Grid =
        "......... X........ X........ ......... ......... ......... X........ X........ X........"

    /// Of all others x/a reaches only y.
    static let fromXAToY: Grid =
        ".XX...XXX ......... ......... ......... ......... ......... ......... ......... ........."

    /// Of all others only y/b reaches x/a.
    static let toXAFromYB: Grid =
        "......... X........ X........ X........ ......... X........ X........ X........ X........"

    /// Of all others x/a reaches only y/b.
    static let fromXAToYB: Grid =
        ".XXX.XXXX ......... ......... ......... ......... ......... ......... ......... ........."

    /// Of all others only z reaches x/a.
    static let toXAFromZ: Grid =
        "......... X........ X........ X........ X........ X........ ......... ......... ........."

    /// Of all others x/a reaches only z.
    static let fromXAToZ: Grid =
        ".XXXXX... ......... ......... ......... ......... ......... ......... ......... ........."
}
