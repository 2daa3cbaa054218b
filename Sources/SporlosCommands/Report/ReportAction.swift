internal import TimeZones
import Traffic
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
  var kind: ReportKind
  var database: String
  var from: String?
  var to: String?
  var site: String?
  var limit: Int?
  var isPrivate: Bool
  var format: ReportFormat

  /// - Throws: ``CommandFailure``, with nothing shown.
  func run() throws(CommandFailure) {
    let report = try answer()
    let terminal = Terminal.standardOutput
    let text =
      switch format {
      case .table:
        report.text(
          TextStyle(
            width: terminal.width, isBold: terminal.hasStyles, isUnicode: terminal.isUnicode))
      case .csv: report.csv()
      case .json: report.json()
      }
    try Answer.write(text)
  }

  private func answer() throws(CommandFailure) -> Report {
    do {
      let archive = try TrafficArchive(path: database)
      archive.sayWhetherCountsLack()
      let clock = try ZoneClock(stored: try archive.read { try $0.timeZone() })
      let request = ReportRequest(
        kind: kind, site: site, from: from, to: to, limit: limit ?? defaultLimit,
        now: clock.hour(at: Int64(time(nil))), clock: clock, isPrivate: isPrivate)
      return try request.report(from: archive)
    } catch let error as ReportError {
      throw CommandFailure(sentence: error.sentence, isUsage: error.isUsage)
    } catch let error as StoreError {
      throw CommandFailure(sentence: error.sentence)
    } catch let error as TimeZoneError {
      throw CommandFailure(sentence: error.sentence)
    } catch {
      throw CommandFailure(sentence: "the report failed")
    }
  }

  /// Some rankings can be very long, and people look at the top; machines want all.
  private var defaultLimit: Int? {
    switch kind {
    case .pages, .entries, .landings, .notFound, .sites, .sources, .referrers, .campaigns,
      .countries, .versions, .times:
      format == .table ? 20 : nil
    default: nil
    }
  }
}
