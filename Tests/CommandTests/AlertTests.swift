import Foundation
import TestSupport
import Testing

/// Nine Fridays with some traffic at one hour, and a tenth with much more.
@Suite("An alert is said once, and once that it is over")
struct AlertTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    let friday = ISO8601DateFormatter().date(from: "2026-10-30T00:00:00Z")!
    let form = DateFormatter()
    (form.locale, form.timeZone) = (Locale(identifier: "en_US_POSIX"), TimeZone(identifier: "UTC"))
    form.dateFormat = "dd/MMM/yyyy"
    var lines = ""
    func add(_ count: Int, weeksAgo: Int, hour: Int, status: Int = 200) {
      let day = form.string(from: friday.addingTimeInterval(-604_800 * Double(weeksAgo)))
      for person in 0..<count {
        lines +=
          DifferentPeople.line("/", person: person, second: person)
          .replacing("01/Oct/2026:10", with: "\(day):\(hour)").replacing(
            " 200 ", with: " \(status) ")
          + "\n"
      }
    }
    for week in (1...9).reversed() { add(20 + week, weeksAgo: week, hour: 13) }
    add(103, weeksAgo: 0, hour: 13)
    add(94, weeksAgo: 0, hour: 15)
    add(6, weeksAgo: 0, hour: 15, status: 502)
    add(60, weeksAgo: 0, hour: 16)
    try folder.write(lines, to: "access.log")
    let outcome = try SporlosProgram.run(
      [
        "collect", "access.log", "--db", "t.sqlite", "--site", "www.example.org", "--geo", "none",
        "--time-zone", "UTC", "-q",
      ], in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome)")
  }

  private func alert(_ clock: String, _ options: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(
      ["alert", "--db", "t.sqlite"] + options, clock: "2026-" + clock + ":00", in: folder.url)
  }

  private static let spike =
    "spike: all sites had 100 or more page views from 13:00 to 14:00 on 2026-10-30; usual at that hour: 20 or more "
    + "(median of 8 weeks)\n"

  @Test("Each quarter of an hour of a day, with all rules")
  func day() throws {
    let steps: [(clock: String, code: Int32, said: String)] = [
      (
        "10-30 13:50", 3,
        "no-traffic: no page view of all sites in the last 24 hours: there were no visitors, or logs are not "
          + "counted (see `sporlos status`)\n"
      ),
      ("10-30 13:59", 3, ""),
      (
        "10-30 14:05", 3,
        "over: no-traffic of all sites, which began at 2026-10-30T13:00Z\n" + Self.spike
      ),
      ("10-30 14:20", 3, ""),
      ("10-30 15:05", 0, "over: spike of all sites, which began at 2026-10-30T14:00Z\n"),
      ("10-30 15:20", 0, ""),
      (
        "10-30 16:05", 3,
        "spike: all sites had 90 or more page views from 15:00 to 16:00 on 2026-10-30; usual at that hour: fewer "
          + "than 5 (median of 8 weeks)\n"
          + "errors: 5 % or more of 100 or more hits of all sites were answered with a server error (status 500 and "
          + "above) from 15:00 to 16:00 on 2026-10-30\n"
      ),
      // The spike goes on.
      ("10-30 17:05", 3, "over: errors of all sites, which began at 2026-10-30T16:00Z\n"),
      ("10-30 18:05", 0, "over: spike of all sites, which began at 2026-10-30T16:00Z\n"),
    ]
    for step in steps {
      let outcome = try alert(step.clock, "--no-traffic", "24h", "--spike", "3", "--errors", "5%")
      #expect(outcome.output == step.said, "\(step.clock)")
      #expect(outcome.exitCode == step.code && outcome.errors == "", "\(step.clock): \(outcome)")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("t.sqlite-state"))
    #expect(files.sorted() == ["lock", "releases", "source.key"])
  }

  @Test("What stands is a line without a count, which the audit knows")
  func state() throws {
    #expect(try alert("10-30 14:05", "--spike", "3").exitCode == 3)
    let file = folder.file("t.sqlite-state/alerts")
    #expect(try String(contentsOf: file, encoding: .utf8) == "spike 0 2026-10-30T14:00Z\n")
    #expect(try folder.mode("t.sqlite-state/alerts") == 0o600)
    func audit() throws -> SporlosProgram.Outcome {
      try SporlosProgram.run(["audit", "--db", "t.sqlite", "-q"], in: folder.url)
    }
    #expect(try audit().exitCode == 0)
    for foreign in [
      "spike 0 2026-10-30T14:00Z\nkari\n", "spike 0 2026-10-30T14:00Z",
      "spike 192.0.2.7 2026-10-30T14:00Z\n",
      "spike 0 2026-10-30T14:05Z\n",
    ] {
      try Data(foreign.utf8).write(to: file)
      #expect(try audit().output.contains("something that this program does not write there"))
    }
    // It is said again then.
    #expect(try alert("10-30 14:05", "--spike", "3").output == Self.spike)
  }

  @Test("A command gets the sentence and what it is about, and nothing of it acts")
  func command() throws {
    let outcome = try alert(
      "10-30 14:05", "--spike", "3", "--site", "www.example.org", "--run",
      "cat > said; echo \"$SPORLOS_ALERT $SPORLOS_STATE $SPORLOS_SITE\" > about")
    #expect(outcome.exitCode == 3, "\(outcome)")
    #expect(try String(contentsOf: folder.file("said"), encoding: .utf8) == outcome.output)
    #expect(
      try String(contentsOf: folder.file("about"), encoding: .utf8)
        == "spike raised www.example.org\n")
    let over = try alert(
      "10-30 18:05", "--spike", "3", "--site", "www.example.org", "--run",
      "echo $SPORLOS_STATE > about")
    #expect(over.exitCode == 0)
    #expect(try String(contentsOf: folder.file("about"), encoding: .utf8) == "over\n")
  }

  @Test(
    "What was not delivered is reported again next time",
    arguments: [
      ["--run", "exit 4"], ["--run", "no-such-program-here"],
      ["--mail", "a@example.org", "--sendmail", "/none"],
    ])
  func failed(options: [String]) throws {
    for _ in 0..<2 {
      let outcome = try SporlosProgram.run(
        ["alert", "--db", "t.sqlite", "--spike", "3"] + options, clock: "2026-10-30 14:05:00",
        in: folder.url)
      #expect(outcome.exitCode == 1 && outcome.output == Self.spike)
      #expect(outcome.errors.contains("the alert will be reported again next time"), "\(outcome)")
    }
  }

  @Test("A mail for sendmail, with an encoded body")
  func mail() throws {
    try folder.write("#!/bin/sh\necho \"$@\" > options\ncat > mail\n", to: "sendmail")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path("sendmail"))
    let outcome = try alert(
      "10-30 14:05", "--spike", "3", "--mail", "web@example.org", "--mail", "root", "--sendmail",
      folder.path("sendmail"))
    #expect(outcome.exitCode == 3, "\(outcome)")
    #expect(try String(contentsOf: folder.file("options"), encoding: .utf8) == "-t\n")
    let mail = try String(contentsOf: folder.file("mail"), encoding: .utf8)
    #expect(mail.contains("\nSubject: sporlos: spike\nTo: web@example.org,\n root\n"), "\(mail)")
    #expect(
      mail.contains(
        "\nContent-Transfer-Encoding: quoted-printable\n\nspike: all sites had 100 or more"))
    #expect(mail.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 })
  }

  @Test("In Norwegian, sentences and mail are, and what programs read stays")
  func norwegian() throws {
    try folder.write("#!/bin/sh\ncat > mail\n", to: "sendmail")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path("sendmail"))
    let options = [
      "--language", "nb", "--no-traffic", "24h", "--spike", "3", "--errors", "2.5%", "--site",
      "www.example.org", "--mail", "root", "--sendmail", folder.path("sendmail"), "--run",
      "echo \"$SPORLOS_ALERT $SPORLOS_STATE\" >> about",
    ]
    func alert(_ clock: String, _ more: String...) throws -> SporlosProgram.Outcome {
      try SporlosProgram.run(
        ["alert", "--db", "t.sqlite"] + options + more, clock: "2026-" + clock + ":00",
        in: folder.url)
    }
    let none = try alert("10-30 13:50")
    #expect(
      none.output
        == "ingen trafikk: ingen sidevisning på www.example.org de siste 24 timene: det var ingen "
        + "besøkende, eller logger telles ikke (se `sporlos status`)\n", "\(none)")
    let raised = try alert("10-30 16:05")
    #expect(
      raised.output == """
        over: ingen trafikk for www.example.org, som begynte 2026-10-30T13:00Z
        topp: www.example.org hadde 90 eller flere sidevisninger fra 15:00 til 16:00 30. oktober 2026; vanlig i den \
        timen: færre enn 5 (median av 8 uker)
        feil: 2,5 % eller mer av 100 eller flere treff på www.example.org ble besvart med en serverfeil (status 500 \
        og over) fra 15:00 til 16:00 30. oktober 2026

        """)
    let mail = try String(contentsOf: folder.file("mail"), encoding: .utf8)
    #expect(mail.contains("\nSubject: sporlos: feil for www.example.org\n"), "\(mail)")
    #expect(mail.contains("\n\nfeil: 2,5 % eller mer av 100 eller flere treff p=C3=A5"), "\(mail)")
    let about = try String(contentsOf: folder.file("about"), encoding: .utf8)
    #expect(about == "no-traffic raised\nno-traffic over\nspike raised\nerrors raised\n")
    let later = try alert("10-31 16:05", "--verbose")
    #expect(
      later.output.hasSuffix(
        "feil: ukjent, færre enn 50 treff fra 15:00 til 16:00 31. oktober 2026\n"), "\(later)")
  }

  @Test("Where it cannot be told, it says so when asked, and nothing is raised")
  func unknown() throws {
    try folder.write(DifferentPeople.line("/", person: 1) + "\n", to: "one.log")
    let collected = try SporlosProgram.run(
      ["collect", "one.log", "--db", "new.sqlite", "-q"], in: folder.url)
    #expect(collected.exitCode == 0)
    let outcome = try SporlosProgram.run(
      ["alert", "--db", "new.sqlite", "--spike", "3", "--errors", "1", "-v"],
      clock: "2026-10-01 11:05:00", in: folder.url)
    #expect(outcome.exitCode == 0)
    #expect(
      outcome.output == """
        spike: unknown, fewer than 3 of the 8 weeks before were counted
        errors: unknown, fewer than 50 hits from 10:00 to 11:00 on 2026-10-01

        """)
  }

  @Test(
    "Command lines that make no sense",
    arguments: [
      [], ["--no-traffic", "24"], ["--no-traffic", "0h"], ["--no-traffic", "32d"],
      ["--no-traffic", "+3h"], ["--spike", "1"], ["--spike", "nan"], ["--errors", "0%"],
      ["--errors", "101%"], ["--spike", "3", "--mail", "a b"],
      ["--spike", "3", "--language", "se"],
    ])
  func refused(options: [String]) throws {
    let outcome = try SporlosProgram.run(["alert", "--db", "t.sqlite"] + options, in: folder.url)
    #expect(outcome.exitCode == 2 && outcome.output == "", "\(outcome)")
  }

  @Test("A site that is not there is an error, and so is a database that is not")
  func missing() throws {
    let site = try alert("10-30 14:05", "--spike", "3", "--site", "www.exampel.org")
    #expect(site.exitCode == 1)
    #expect(site.errors.contains("did you mean \"www.example.org\"?"), "\(site)")
    let outcome = try SporlosProgram.run(
      ["alert", "--db", "none.sqlite", "--spike", "3"], in: folder.url)
    #expect(outcome.exitCode == 1)
    #expect(
      try !FileManager.default.contentsOfDirectory(atPath: folder.path).contains(
        "none.sqlite-state"))
  }
}
