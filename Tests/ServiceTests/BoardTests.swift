import ClusterSupport
import KubernetesClient
import KubernetesModel
import Nftables
import Testing

@testable import Service

@Suite struct BoardTests {
    private let link = NetworkLink(index: 3, name: "br0", kind: .bridge)

    @Test("only what keeps packets from the rules is a bypass, each reason once, with the first address it is true of")
    func bypasses() {
        let board = Board()
        #expect(board.now.bypasses.isEmpty)
        board.write { state in
            state.obstacles = [
                address("10.0.0.3"): .bridge(link, isCertain: true),
                address("10.0.0.2"): .bridge(link, isCertain: true),
                address("10.0.0.4"): .noRoute, address("10.0.0.5"): .ownAddress, address("10.0.0.6"): .router(link),
                address("10.0.0.7"): .defaultRoute(link),
            ]
        }
        let reason = LinkObstacle.bridge(link, isCertain: true).description
        #expect(board.now.bypasses == ["pod address 10.0.0.2: \(reason)"])
        board.write { state in
            state.obstacles[address("10.0.0.8")] = .kind(link)
            state.hasVirtualServers = true
        }
        #expect(board.now.bypasses.count == 3)
        #expect(
            board.now.bypasses.last
                == "IPVS distributes connections, whose packets do not meet the rules: let kube-proxy use nftables")
    }

    @Test("what is wrong with none of the feeds is nothing")
    func feeds() {
        var state = Board.State()
        #expect(state.feedProblem == nil)
        state.feeds = [.pods: FeedFigures()]
        #expect(state.feedProblem == nil)
    }
}
