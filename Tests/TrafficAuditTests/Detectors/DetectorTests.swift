import TestSupport
import Testing
import Traffic

@testable import TrafficAudit

/// What each detector is for, one case a kind; invented people and numbers of documentation only.
@Suite("The audit's own detectors")
struct DetectorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var shape: PersonalShape
    var text: String
    var testDescription: String { "\(shape): \(text)" }

    init(_ shape: PersonalShape, _ text: String) { (self.shape, self.text) = (shape, text) }
  }

  static let names: [Case] = [
    .init(.email, "/u/kari@example.org"), .init(.email, "/u/kari%2540example.org"),
    .init(.email, "/u/kari=40example.org"), .init(.email, "/u/kari{at}example{dot}org"),
    .init(.email, "/u/kari&commat;example&period;org"), .init(.email, "/u/kari＠example。org"),
    .init(.email, "/u/6f6c61406578616d706c652e6f7267"), .init(.email, "/u/b2xhQGV4YW1wbGUub3Jn"),
    .init(.address, "/a/192x0x2x77"), .init(.address, "/a/c0.00.02.4d"),
    .init(.address, "/a/2001:db8::77"), .init(.address, "/a/00:00:5e:00:53:af"),
    .init(.number, "/c/4111 1111 1111 1111"), .init(.number, "/c/3782.822463.10005"),
    .init(.number, "/i/no93 8601 1117 947"), .init(.number, "/n/440.514.01359"),
    .init(.number, "/n/529.982.247-25"), .init(.number, "/n/943-476-5919"),
    .init(.number, "/n/12345678z"), .init(.number, "/n/P49X05X73"),
    .init(.number, "/n/131052-308t"), .init(.number, "/t/+47.91.23.45.67"),
    .init(.number, "/t/tlf-912-34-567"), .init(.number, "/t/٩١٢٣٤٥٦٧"),
    .init(.token, "/x/3f2504e0_4f89_11d3_9a0c_0305e82c3301"), .init(.token, "/x/PHPSESSID=kq3"),
    .init(.location, "/g/59.9139;10.7522"), .init(.location, "/g/lon=10.75"),
    .init(.location, "/g/9FFGWPQ2+XR"), .init(.birthDate, "/dob/17.5.1984"),
    .init(.birthDate, "/geboren-19840517"), .init(.name, "/p/ola.nordmann.84"),
    .init(.email, "/u/kari at gmail com"), .init(.email, "/u/kari--at--example.org"),
    .init(.email, "/u/kari.nordmann+at+example+org"),
    .init(.location, "/pos/N59-54-50_E10-45-08"), .init(.location, "/pos/n59:54-e10:45"),
    .init(.birthDate, "/born/june-19-1993"), .init(.birthDate, "/naissance/19juin1993"),
    .init(.birthDate, "/geburtstag/19-märz-1993"), .init(.number, "/t/9717ext7836"),
    .init(.number, "/t/9717-ext-7836"), .init(.token, "/x/jwt=hemmelig9"),
    .init(.token, "/x/pass=hemmelig"), .init(.token, "/x/användare=kari"),
    .init(.name, "/p/ingrid1984"), .init(.name, "/p/kari-1984-05-17"),
  ]

  @Test("What is found even where a name may stand", arguments: names)
  func found(_ one: Case) {
    #expect(PersonalText.shapes(in: Array(one.text.utf8)[...], .name).contains(one.shape))
    #expect(PersonalText.shapes(in: Array(one.text.utf8)[...], .text).contains(one.shape))
  }

  @Test("What was no text in place of an at sign is found in names")
  func replacement() {
    let text = Array("/u/kari\u{fffd}example.org".utf8)
    #expect(PersonalText.shapes(in: text[...], .name).contains(.email))
  }

  @Test(
    "What pages, hosts and campaigns are called is nothing",
    arguments: [
      "/look-at-me.example.com", "/jobs-at-example.com", "/2026/10/01/snow", "/archive/1945-05-08",
      "/img/1920x1080/a.jpg", "/size-38-40-42-44", "/v1.2.3.4/", "/jquery-3.7.1.min.js", "/luke24",
      "/john-3-16", "/windows-11", "/1939-1945", "/paris-2024", "/michael-jackson", "/oslo-59",
      "/std::vector", "/born-in-1984", "/kari-bremnes", "/covid-19", "/4-4-2", "/24-12-2025",
      "/fiskesprell-og-sjømat", "/geschwindigkeitsbegrenzung", "/rechtsschutzversicherung",
      "/przedsiębiorstwo", "/users/:id/", "/user-guide", "/login", "/a-b-c-d", "/the-best-way",
      "/chrome/140", "/rfc-2616", "/iso-27-001", "/100-200-300", "/10-11-12-13",
      "/meet me at the zoo", "/look at example", "/jobs--at-home", "/born-in-june", "/born/june",
      "/1000-next-2000", "/s10-20-e10-20x", "/n95-mask", "/compass=north", "/may-1993",
    ])
  func harmless(text: String) {
    #expect(PersonalText.shapes(in: Array(text.utf8)[...], .name).isEmpty)
  }

  @Test(
    "What hosts are called is nothing",
    arguments: [
      "look-at-me.example.com", "kari.at.example.org", "web01.example.com", "shop24.example.net",
      "xn--bcher-kva.example.com", "d3nq8w0cxz1kq.cdn.example.net", "2026.example.org",
    ])
  func hosts(text: String) {
    #expect(PersonalText.shapes(in: Array(text.utf8)[...], .host).isEmpty)
  }

  /// What is found in some random pages.
  private func found(_ random: inout SeededGenerator) -> [Set<PersonalShape>] {
    (0..<60).map { _ in
      let bytes = (0..<4096).map { _ in UInt8.random(in: 0...255, using: &random) }
      return PersonalText.shapes(in: bytes[...], .bytes)
    }.filter { !$0.isEmpty }
  }

  @Test("Random bytes have no shape", arguments: [1, 2, 3] as [UInt64])
  func random(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    #expect(found(&random) == [])
  }

  @Test("Of other random bytes a few have one, by chance")
  func freshRandom() {
    var random = SeededGenerator.fresh()
    let seed = random.seed
    let found = found(&random)
    #expect(found.count <= 3, "seed \(seed): \(found)")
  }
}
