import BankBus
import Canonical
import Testing

@Suite
struct BrokerTests {
    @Test
    func `what is no address is refused without repeating it`() {
        #expect {
            try Broker("http://user:geheim@host")
        } throws: { error in
            let fault = error as? Fault
            return fault?.code == .configurationInvalid && !"\(error)".contains("geheim")
        }
    }
}
