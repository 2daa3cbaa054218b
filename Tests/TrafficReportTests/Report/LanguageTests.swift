import TestSupport
import Testing
import Traffic
import TrafficStore

@testable import TrafficReport

@Suite("Reports in Norwegian") struct LanguageTests {
  @Test(
    "Every column of every report has a name, and numbers stay what they are",
    arguments: [false, true])
  func columns(isPrivate: Bool) throws {
    let database = try StepTests.database(1)
    for kind in ReportKind.allCases where isPrivate || kind.isPublished {
      for step in [nil] + Step.allCases.map(Optional.init) {
        var request = ReportRequest(
          kind: kind, now: Hour("2026-11-22T10:00Z")!, isPrivate: isPrivate)
        if step != nil {
          guard kind == .days || kind == .hours || kind == .pages && step == .week else { continue }
        }
        request.step = step
        if kind.isAboutHours {
          (request.from, request.to, request.compare) = ("2026-10-05", "2026-10-11", "previous")
        }
        let archive = try TrafficArchive(path: database.path)
        let english = try request.report(from: archive)
        request.language = .norwegian
        let norwegian = try request.report(from: archive)
        #expect(norwegian.title != english.title || kind == .sources && english.title == "Kilder")
        #expect(norwegian.name == english.name && norwegian.notes.count == english.notes.count)
        #expect(norwegian.noteCodes == english.noteCodes)
        for (one, other) in zip(english.tables, norwegian.tables) {
          for column in one.columns {
            #expect(Vocabulary.column(column.name) != nil, "\(kind): \(column.name)")
          }
          #expect(one.columns.map(\.name) == other.columns.map(\.name))
          #expect(one.rows.count == other.rows.count && one.totals == other.totals)
          #expect(one.earlier == other.earlier)
          for (row, translated) in zip(one.rows, other.rows) {
            #expect(row.map(\.number) == translated.map(\.number))
          }
        }
      }
    }
  }

  @Test("Text in Norwegian has no English word of ours in it", arguments: [false, true])
  func text(isPrivate: Bool) throws {
    let database = try StepTests.database(1)
    let archive = try TrafficArchive(path: database.path)
    // No name of a page, a site or a campaign of these is one of those words.
    let words: Set<Substring> = [
      "the", "of", "to", "by", "and", "total", "before", "change", "others", "further", "most",
      "compared", "nothing", "not", "known", "page", "views", "visitors", "hits", "weekday",
      "monday",
      "unknown", "up", "which", "is", "are",
    ]
    for kind in ReportKind.allCases where isPrivate || kind.isPublished {
      for step in [nil, Step.weekdayHour, .week]
      where step == nil || kind == .hours || kind == .days {
        var request = ReportRequest(
          kind: kind, limit: 3, now: Hour("2026-11-22T10:00Z")!, isPrivate: isPrivate)
        (request.step, request.language) = (step, .norwegian)
        if kind.isAboutHours, step == nil {
          (request.from, request.to, request.compare) = ("2026-10-05", "2026-10-11", "previous")
        }
        let text = try request.report(from: archive).text(TextStyle(language: .norwegian))
        let found = Set(text.lowercased().split { !$0.isLetter }).intersection(words)
        #expect(found.isEmpty, "\(kind) \(step?.rawValue ?? ""): \(found)\n\(text)")
      }
    }
  }

  @Test("Countries have the names that their English ones lead to")
  func countries() {
    #expect(Vocabulary.value("Norway", in: "country") == "Norge")
    #expect(Vocabulary.value("Germany", in: "country") == "Tyskland")
    #expect(Vocabulary.value("Canada", in: "country") == "Canada")
    #expect(Vocabulary.value("unknown", in: "country") == "ukjent")
    #expect(Vocabulary.value("(other)", in: "country") == "(andre)")
  }

  @Test("Every member of a closed set that is a word has a name")
  func words() {
    let names =
      DeviceClass.allCases.map(\.name) + HitKind.allCases.map(\.name)
      + TrafficClass.allCases.map(\.name) + ReferrerGroup.allCases.map(\.name)
    for name in names { #expect(Vocabulary.words[name] != nil, "\(name)") }
  }

  @Test("Every placeholder has words in every column, and a site's lead back to its name")
  func placeholders() {
    let sites: [SiteName] = [.unnamed, .invalid, .address, .rare, .overflow]
    let pages: [PagePath] = [.invalidRequest, .noRequest, .probe]
    let referrers: [ReferrerHost] =
      [.direct, .internal, .address, .local, .app, .invalid, .spam, .overflow]
      + ReferrerGroup.allCases.map(ReferrerHost.rare)
    let campaigns: [Campaign] = [.rare, .overflow]
    let names =
      sites.map(\.text) + pages.map(\.text) + referrers.map(\.text) + campaigns.map(\.source)
    for name in names {
      let words = Vocabulary.value(name, in: "site")
      #expect(words != nil, "\(name)")
      #expect(words.map(Report.siteName) == name)
    }
    #expect(Report.siteName("www.example.org") == "www.example.org")
  }

  @Test("Notes have names of their own, and groups of digits as the language has them")
  func notes() {
    let note = Note.notAmongReferrers(inside: 1234, direct: 5)
    #expect(note.code == "not_among_referrers" && Note.noReferrers.code == "no_referrers")
    #expect(note.sentence(in: .english).contains("1,234 internal page views"))
    #expect(note.sentence(in: .norwegian).contains("1\u{202F}234 interne sidevisninger"))
  }

  @Test(
    "Weekdays are named where they stand",
    arguments: [
      ("Monday 13:00", "mandag 13:00"),
      ("Monday 00:00 to Monday 05:00", "mandag 00:00 til mandag 05:00"),
      ("Sunday 23:00 to Monday 05:00", "søndag 23:00 til mandag 05:00"),
      ("00:00 to 08:00", "00:00 til 08:00"),
      ("2026-10-01T13:00Z to 2026-10-01T15:00Z", "2026-10-01T13:00Z til 2026-10-01T15:00Z"),
      ("2026-10-01T13:00Z", "2026-10-01T13:00Z"),
    ])
  func weekdays(english: String, norwegian: String) {
    #expect(Vocabulary.value(english, in: "hour") == norwegian)
    #expect(
      Vocabulary.value("2026-10-01 to 2026-10-04", in: "day") == "2026-10-01 til 2026-10-04")
    #expect(Vocabulary.value("2026-10, otherwise", in: "day") == "2026-10, ellers")
    #expect(Vocabulary.value("Friday", in: "weekday") == "fredag")
    #expect(Vocabulary.value("direct", in: "page") == nil)
  }
}
