import Testing
import Traffic
import TrafficPages
import TrafficReport

@Suite("A report as a mail")
struct MailFormTests {
  /// 29 November 2026, 19:00:07 UTC.
  private static let time: Int64 = 1_795_978_807

  private func mail(_ report: Report, to: [String] = ["web@example.org"], from: String? = nil)
    -> [String]
  {
    report.mail(
      to: to.compactMap { MailAddress($0) }, from: from.flatMap { MailAddress($0) },
      time: MailFormTests.time
    ).lines
  }

  @Test(
    "No name makes a header, a part or a line that is too long", arguments: SampleReports.hostile)
  func hostile(name: String) throws {
    var report = SampleReports.pages([name], notes: [name])
    (report.title, report.site) = (name, name)
    report.annotations = [Annotation(day: SampleReports.day("2026-10-02"), text: name)]
    let lines = mail(report)
    #expect(lines.allSatisfy { $0.utf8.count <= 76 })
    #expect(lines.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
    #expect(lines.filter { $0.hasPrefix("--=_") }.count == 3)
    let head = lines.prefix { !$0.isEmpty }.filter { !$0.hasPrefix(" ") }
    #expect(
      head.map { $0.prefix { $0 != ":" } } == [
        "Date", "Subject", "To", "MIME-Version", "Auto-Submitted", "Content-Type",
      ])
    #expect(lines.allSatisfy { $0 != "." && !$0.hasPrefix("From ") })
  }

  @Test("Its headers are those of a mail, and long or Norwegian subjects are encoded words")
  func headers() {
    var report = SampleReports.pages(["/"])
    report.site = nil
    #expect(
      mail(report, to: ["a@example.org", "b@example.org"], from: "sporlos@example.org").prefix(5)
        == [
          "Date: Sun, 29 Nov 2026 19:00:07 +0000", "Subject: Pages, 1 to 31 October 2026",
          "From: sporlos@example.org", "To: a@example.org,", " b@example.org",
        ])
    report.title = "Søk"
    #expect(
      mail(report)[1] == "Subject: =?utf-8?Q?S=C3=B8k=2C_1_to_31_October_2026?=")
    report.title = String(repeating: "blåbær ", count: 12)
    let words = mail(report).drop { !$0.hasPrefix("Subject") }.prefix { !$0.hasPrefix("To") }
    #expect(words.count > 2)
    #expect(words.dropFirst().allSatisfy { $0.hasPrefix(" =?utf-8?Q?") && $0.hasSuffix("?=") })
  }

  @Test(
    "What could be another header, another address or an option is no address",
    arguments: [
      "", "@", "a@", "@b", "a@b\nBcc: c@d", "a@b\r\n", "a b@c", "a@b,c@d", "<a@b>", "A <a@b>",
      "\"a\"@b", "a@b@c", ".a@b", "a..b@c", "a@-b", "a@b..c", "-t@b", "a(b)@c", "ø@b", "a@b ;",
      "a;b@c", "a@[127.0.0.1]",
    ])
  func noAddress(text: String) { #expect(MailAddress(text) == nil) }

  @Test(
    "What mails go to is", arguments: ["web@example.org", "root", "a.b+c@x-y.example", "o'b@c.d"])
  func address(text: String) { #expect(MailAddress(text)?.text == text) }
}

extension String {
  fileprivate var lines: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
