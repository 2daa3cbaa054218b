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
    var referrer: String?
    var device: String?
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
    let text =
      switch format {
      case .table: report.text(style)
      case .csv: report.csv()
      case .json: report.json()
      case .html: report.html(language)
      case .markdown: report.markdown(language)
      case .mail:
        report.mail(to: mailTo, from: mailFrom, time: Int64(time(nil)), language: language)
      }
    try Answer.write(text)
  }

  private var style: TextStyle {
    let terminal = Terminal.standardOutput
    return TextStyle(
      width: terminal.width, isBold: terminal.hasStyles, isUnicode: terminal.isUnicode,
      language: language)
  }

  /// Shows the answer again and again, until a signal ends it.
  ///
  /// - Parameter seconds: How long an answer stays.
  /// - Throws: ``CommandFailure`` where there is no answer any more; the last one stays on the screen.
  func watch(every seconds: UInt32) throws(CommandFailure) {
    while true {
      // In the first minutes of a day there is nothing yet.
      let text = try waitingAnswer()?.text(style) ?? "No traffic yet.\n"
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      // The last line is for what the command itself has to say.
      let room = max(1, Terminal.standardOutput.height - 1)
      let hidden = max(0, lines.count - room)
      let shown = lines.prefix(room).map { $0 + Screen.endOfLine }.joined(separator: "\n")
      let further = hidden == 0 ? "" : "\(grouped(Int64(hidden))) lines are below the window. "
      try Answer.write(
        Screen.top + shown + "\n" + further + "Every \(seconds) s; Ctrl-C ends."
          + Screen.endOfScreen)
      sleep(seconds)
    }
  }

  /// What terminals do as ECMA-48 says, without a flicker.
  private enum Screen {
    static let top = "\u{1B}[H"
    static let endOfLine = "\u{1B}[K"
    static let endOfScreen = "\u{1B}[J"
  }

  private func answer() throws(CommandFailure) -> Report {
    do { return try report() } catch { throw failure(error) }
  }

  /// The answer; `nil` while there is no traffic that it could be of.
  private func waitingAnswer() throws(CommandFailure) -> Report? {
    do { return try report() } catch let error as ReportError where error.isAboutNoTraffic {
      return nil
    } catch { throw failure(error) }
  }

  private func report() throws -> Report {
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
    (question.referrer, question.device) = (request.referrer, request.device)
    if format != .csv, format != .json { question.language = language }
    return try question.report(from: archive)
  }

  private func failure(_ error: any Error) -> CommandFailure {
    switch error {
    case let error as ReportError:
      CommandFailure(
        sentence: isOfFleetServer(error)
          ? ServerDatabase.publishesNothing(database) : error.sentence,
        isUsage: error.isUsage)
    case let error as StoreError: CommandFailure(sentence: error.sentence)
    case let error as TimeZoneError: CommandFailure(sentence: error.sentence)
    default: CommandFailure(sentence: "the report failed")
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
