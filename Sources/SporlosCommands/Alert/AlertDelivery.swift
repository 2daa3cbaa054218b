internal import Collecting
internal import Glibc
internal import Traffic
internal import TrafficPages

/// Where alerts go beside standard output: to a command, or to people by mail.
struct AlertDelivery {
  /// A command of the shell; `nil` for none.
  var command: String?
  var mailTo: [MailAddress] = []
  var sendmail = "/usr/sbin/sendmail"
  /// How long a command may take: one that hangs must not keep the next alerts.
  static let limit = Duration.seconds(60)

  /// What there is to be said.
  struct Message {
    var kind: AlertState.Kind
    var isOver: Bool
    var words: AlertWords
    var sentence: String
  }

  /// Delivers a message, and waits until that is done.
  ///
  /// What the shell reads is the operator's command and nothing else: site and sentence come in variables and on
  /// standard input, where nothing in them acts.
  ///
  /// - Throws: ``CommandFailure`` where a program could not be started, or failed.
  func deliver(_ message: Message, time: Int64) throws(CommandFailure) {
    if let command {
      try start(
        "/bin/sh", ["-c", command], input: message.sentence + "\n",
        [
          "SPORLOS_ALERT": message.kind.rawValue,
          "SPORLOS_STATE": message.isOver ? "over" : "raised",
          "SPORLOS_SITE": message.words.site ?? "",
        ])
    }
    if !mailTo.isEmpty {
      let mail = PlainMail(
        subject: message.words.subject(message.kind, isOver: message.isOver),
        body: message.sentence + "\n", to: mailTo, time: time)
      try start(sendmail, ["-t"], input: mail.text, [:])
    }
  }

  private func start(
    _ program: String, _ arguments: [String], input: String, _ variables: [String: String]
  ) throws(CommandFailure) {
    let started = QuotedText.quoted(arguments.count > 1 ? arguments[1] : program)
    let again = ": the alert will be reported again next time"
    guard let process = ChildProcess(program, arguments, input: input, variables) else {
      throw CommandFailure("cannot start \(started)" + systemCause(errno) + again)
    }
    switch process.wait(atMost: AlertDelivery.limit) {
    case .code(0): return
    case .timedOut:
      throw CommandFailure(
        "\(started) took more than \(AlertDelivery.limit.components.seconds) seconds and was ended"
          + again)
    case .code, .signal: throw CommandFailure("\(started) failed" + again)
    }
  }
}
