internal import AccessLog
internal import FileSystem
internal import Traffic
internal import TrafficAudit
internal import TrafficStore

/// The work of `sporlos audit`: an ``Audit``, and where logs are named, a search for their values.
struct AuditAction {
  var options: AuditOptions

  init(_ options: AuditOptions) { self.options = options }

  /// - Throws: ``CommandFailure`` where the database or a log cannot be read.
  func run() throws(CommandFailure) -> AuditResult {
    let start = ContinuousClock.now
    let audit = Audit(options.rest, detector: ShapeDetector())
    var result = try options.logs.isEmpty ? read(audit) : compare(audit)
    result.seconds = (ContinuousClock.now - start) / .seconds(1)
    return result
  }

  private func read(_ audit: Audit, visit: Audit.Visit? = nil) throws(CommandFailure) -> AuditResult
  {
    do throws(StoreError) {
      return try audit.run(opens: { $0.sayWhetherCountsLack() }, visit: visit)
    } catch { throw CommandFailure(error.sentence) }
  }

  /// Reads everything once for what it looks like, and where a log's values may be there, once more
  /// for these.
  private func compare(_ audit: Audit) throws(CommandFailure) -> AuditResult {
    var index = RestIndex()
    var result = try read(audit) { bytes, _, isKept in index.add(bytes, isKept: isKept) }
    var trace = LogTrace(index)
    for path in options.logs { try read(path, into: &trace) }
    result.logLines = trace.lines
    result.logValues = trace.values
    guard trace.hasCandidates else { return result }
    var found = FindingList()
    do throws(StoreError) {
      _ = try audit.run(visit: { bytes, place, isKept in
        for field in trace.fields(in: bytes, isKept: isKept) {
          found.add(.ofLog(field.rawValue), place)
        }
      })
    } catch { throw CommandFailure(error.sentence) }
    result.findings.add(found)
    return result
  }

  private func read(_ path: String, into trace: inout LogTrace) throws(CommandFailure) {
    guard path == "-" || !FileStatus.isNamedPipe(path) else {
      throw CommandFailure(
        "cannot compare the log \(QuotedText.quoted(path)), which is a named pipe: "
          + "name a log, compressed or not, or - for standard input")
    }
    do throws(InputError) {
      try trace.read(path, format: options.format)
    } catch {
      throw CommandFailure(
        "cannot compare the log \(QuotedText.quoted(path))"
          + systemTrouble(
            error.errno, advice: "name a log, compressed or not, that can be read"))
    }
  }
}
