import JSON
import KubernetesModel

/// An item of a list, or a value that is in none, and where it stands. It was checked already.
struct StreamedItem {
    let file: String
    let line: Int
    let json: ArraySlice<UInt8>

    /// The same with a storage of its own.
    var copy: StreamedItem { StreamedItem(file: file, line: line, json: Array(json)[...]) }

    /// Its objects, where it is an item of this list.
    func objects(of list: ListItems) -> [KubernetesDecoder.Decoded] {
        var reader = JSONReader(Array(json))
        return (try? list.objects(in: &reader)) ?? []
    }

    /// Hands over what is read of it where it is in no list.
    func giveAll(to manifests: inout Manifests) {
        give((try? KubernetesDecoder.objects(in: Array(json))) ?? [], to: &manifests)
    }

    /// Hands objects over that were read of it.
    func give(_ objects: [KubernetesDecoder.Decoded], to manifests: inout Manifests) {
        for decoded in objects { manifests.take(decoded, origin(of: decoded)) }
    }

    private func origin(of decoded: KubernetesDecoder.Decoded) -> Origin {
        if case .networkPolicy = decoded.object { return whole(decoded) }
        return decoded.defects.isEmpty && decoded.place == "." ? Origin(file: file, line: line) : whole(decoded)
    }

    private func whole(_ decoded: KubernetesDecoder.Decoded) -> Origin {
        Origin(file: file, line: line, json: Array(json), item: decoded.place)
    }
}
