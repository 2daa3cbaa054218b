internal import AccessLog
internal import Collecting
internal import Traffic

/// The work of `sporlos check` without --pages: reads logs, and explains how.
///
/// Nothing is stored; its key is made for this run and dies with it.
final class FormatCheck {
  private let options: CheckOptions
  private let given: LogCheck.Given
  private let progress: CollectProgress
  private let key = SourceKey()

  init(_ options: CheckOptions, given: LogCheck.Given, progress: CollectProgress) {
    self.options = options
    self.given = given
    self.progress = progress
  }

  /// Explains all logs, in the order in which they were named.
  func run() -> [LogCheck] {
    let pipes = PipeSources(options.inputs, patience: 60) { [progress] in
      progress.waitsForWriter(of: $0)
    }
    var checks: [LogCheck] = []
    for (place, path) in options.inputs.enumerated() {
      do throws(InputError) {
        let logs = try LogSources(try pipes.take(place, path), path: path)
        var count = 0
        while let log = try logs.next() {
          checks.append(check(log))
          count += 1
        }
        if count == 0 { checks.append(LogCheck(path: path, outcome: .unknown(.empty, nil))) }
      } catch {
        checks.append(LogCheck(path: path, outcome: .failed(sentence(of: error, path))))
      }
    }
    progress.ends()
    return checks
  }

  private func sentence(of error: InputError, _ path: String) -> String {
    error.sentence(path: path, command: "check", done: "read")
  }

  private func check(_ log: LogSource) -> LogCheck {
    do throws(InputError) {
      let reader = try LogReader(log, key: key)
      guard !reader.isEmpty else { return LogCheck(path: log.path, outcome: .unknown(.empty, nil)) }
      let (look, shape) = (reader.look, reader.firstShape)
      let path = log.path
      let named = options.format(of: path)
      let recognised = reader.recognisedFormat(
        likely: options.likelyFormat(of: path), client: options.settings.clientField)
      guard let format = named ?? recognised else {
        return LogCheck(path: path, outcome: .unknown(look, shape))
      }
      var reading = read(reader, as: reader.read(as: format), path)
      if let recognised, named.map({ $0.fingerprint != recognised.fingerprint }) ?? false {
        reading.otherFormat = recognised.name
      }
      return LogCheck(path: path, outcome: .read(reading))
    } catch {
      return LogCheck(path: log.path, outcome: .failed(sentence(of: error, log.path)))
    }
  }

  private func read(
    _ reader: LogReader, as format: LogFormat, _ path: String
  ) -> LogCheck.Reading {
    var settings = options.settings
    settings.key = key
    var given = given
    let site = options.site(of: path)
    given.site = site?.text
    var explainer = LogExplainer(format, settings: settings, site: site)
    var block = LogBlock()
    while reader.next(&block) {
      explainer.read(block)
      progress.reads(
        path, done: reader.bytesRead, of: reader.size, lines: explainer.tally.allLines)
    }
    return LogCheck.Reading(
      formats: explainer.formats, tally: explainer.tally, problem: explainer.problem,
      hasTooManyRejects: options.maxRejected.isExceeded(by: explainer.tally),
      hasUnfinishedLine: reader.heldBack > 0,
      failure: reader.failure.map { sentence(of: $0, path) }, given: given)
  }
}
