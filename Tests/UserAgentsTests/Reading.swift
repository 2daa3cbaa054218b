import Testing
import Traffic
import UserAgents

/// The client that sent a header.
func client(of header: String) -> Client { client(of: Array(header.utf8)) }

func client(of bytes: [UInt8]) -> Client { client(of: bytes, upTo: bytes.count) }

/// The client that sent the first bytes of these.
func client(of bytes: [UInt8], upTo end: Int) -> Client {
  // SAFETY: bytes are bytes; there is no padding between them.
  unsafe UserAgent.client(of: bytes.span.bytes.extracting(0..<end))
}

/// A header of a person's browser, and what it is.
struct BrowserCase: CustomTestStringConvertible {
  var header: String
  var browser: Browser
  var major: UInt16
  var system: OperatingSystem
  var device: DeviceClass

  init(
    _ browser: Browser, _ major: UInt16, _ system: OperatingSystem, _ device: DeviceClass,
    _ header: String
  ) {
    self.header = header
    self.browser = browser
    self.major = major
    self.system = system
    self.device = device
  }

  var expected: Client {
    Client(
      device: device, browser: browser, system: system, traffic: .person, browserMajor: major)
  }

  var testDescription: String { header }
}

/// A header of a program, and whose it is.
struct BotCase: CustomTestStringConvertible {
  var header: String
  var family: BotFamily
  var traffic: TrafficClass

  init(_ family: BotFamily, _ traffic: TrafficClass, _ header: String) {
    self.header = header
    self.family = family
    self.traffic = traffic
  }

  var testDescription: String { header }
}
