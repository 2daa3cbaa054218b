internal import AccessLog
internal import Collecting

extension PreviewRun.Warning {
  /// What is wrong, for the owner of the logs.
  var sentence: String {
    switch self {
    case .failed(let error, let path): error.sentence(path: path, command: "check --pages")
    case .rejected(let tally, let format, let path):
      CollectSummary.rejection(of: path, tally: tally, format: format)
    }
  }
}
