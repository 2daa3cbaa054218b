internal import Collecting
internal import FileSystem
internal import TimeZones
import Traffic
import TrafficPages
import TrafficReport
import TrafficStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Asks a database a question, and shows the answer.
struct ReportAction {
  /// What the user asked for, as typed.
  struct Question {
    var kind: ReportKind
    var wholePage: String?
    var from: String?
    var to: String?
    var compare: String?
    var by: Step?
    var site: String?
    var page: String?
    var part: String?
    var sort: String?
  }

  var request: Question
  var database: String
  var limit: Int?
  var isPrivate: Bool
  var format: ReportFormat
  var language = Language.english
  var mailTo: [MailAddress] = []
  var mailFrom: MailAddress?

  /// - Throws: ``CommandFailure``, with nothing shown.
  func run() throws(CommandFailure) {
    let report = try answer()
    let terminal = Terminal.standardOutput
    let text =
      switch format {
      case .table:
        report.text(
          TextStyle(
            width: terminal.width, isBold: terminal.hasStyles, isUnicode: terminal.isUnicode,
            language: language))
      case .csv: report.csv()
      case .json: report.json()
      case .html: report.html(language)
      case .markdown: report.markdown(language)
      case .mail:
        report.mail(to: mailTo, from: mailFrom, time: Int64(time(nil)), language: language)
      }
    try Answer.write(text)
  }

  private func answer() throws(CommandFailure) -> Report {
    do {
      let archive = try TrafficArchive(path: database)
      archive.sayWhetherCountsLack()
      let clock = try ZoneClock(stored: try archive.read { try $0.timeZone() })
      var question = ReportRequest(
        kind: request.kind, site: request.site, from: request.from, to: request.to,
        limit: limit ?? defaultLimit, now: clock.hour(at: Int64(time(nil))), clock: clock,
        isPrivate: isPrivate)
      question.wholePage = request.wholePage
      (question.compare, question.step) = (request.compare, request.by)
      (question.page, question.part, question.sort) = (request.page, request.part, request.sort)
      if format != .csv, format != .json { question.language = language }
      return try question.report(from: archive)
    } catch let error as ReportError {
      throw CommandFailure(
        sentence: isOfFleetServer(error) ? FleetServer.publishesNothing(database) : error.sentence,
        isUsage: error.isUsage)
    } catch let error as StoreError {
      throw CommandFailure(sentence: error.sentence)
    } catch let error as TimeZoneError {
      throw CommandFailure(sentence: error.sentence)
    } catch {
      throw CommandFailure(sentence: "the report failed")
    }
  }

  /// Whether nothing is shown because a server of a fleet publishes nothing.
  private func isOfFleetServer(_ error: ReportError) -> Bool {
    guard error.isAboutPublication else { return false }
    let key = StateFolder(database: database, named: nil).ratchet.path
    // SAFETY: a name that ends with a zero, for as long as the call takes.
    return key.withFileName { unsafe access($0, F_OK) } == 0
  }

  /// Some rankings can be very long, and people look at the top; machines want all.
  private var defaultLimit: Int? {
    switch request.kind {
    case .pages, .entries, .landings, .notFound, .sites, .sources, .referrers, .campaigns,
      .countries, .versions, .times:
      format.isForPeople ? 20 : nil
    default: nil
    }
  }
}
