import Testing

@testable import Daemon

@Suite struct AddressHolderTests {
    private let table = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:26F8 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 36 1 0 100 0 0 10 0
           1: 0100007F:26F8 0100007F:1234 01 00000000:00000000 00:00000000 00000000   999        0 37 1 0 100 0 0 10 0
           2: 0100007F:26F9 00000000:0000 0A 00000000:00000000 00:00000000 00000000     7        0 38 1 0 100 0 0 10 0
        broken line
        """

    @Test("who listens on a port is read from the kernel's table, and who only uses it is not")
    func users() {
        #expect(AddressHolder.users(in: table, port: 9976) == [1000])
        #expect(AddressHolder.users(in: table, port: 9977) == [7])
        #expect(AddressHolder.users(in: table, port: 1) == [])
        #expect(AddressHolder.users(in: "", port: 1) == [])
    }
}
