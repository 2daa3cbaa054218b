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
    try refusePublished(options.rest.database)
    let audit = Audit(options.rest, detector: ShapeDetector())
    var result = try options.logs.isEmpty ? read(audit) : compare(audit)
    for file in options.published { try check(file, &result) }
    result.seconds = (ContinuousClock.now - start) / .seconds(1)
    return result
  }

  /// Refuses a file that has no counts of its own to look at.
  private func refusePublished(_ path: String) throws(CommandFailure) {
    // What cannot be opened at all is reported by the audit itself.
    guard let archive = try? TrafficArchive(path: path),
      (try? archive.read { try $0.isPublishedFile }) == true
    else { return }
    let file = QuotedText.quoted(path)
    throw CommandFailure(
      "\(file) has only published counts: audit the database that it was made from, with --published \(file)"
    )
  }

  /// Whether all that others have in a file was published by the database.
  private func check(_ file: String, _ result: inout AuditResult) throws(CommandFailure) {
    do throws(StoreError) {
      for table in try PublishedFile(path: file).strangers(to: options.rest.database) {
        result.findings.add(.unpublished, .init(file, table: table))
      }
    } catch { throw CommandFailure(error.sentence) }
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
