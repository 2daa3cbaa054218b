internal import Traffic

/// Settings as a configuration file with comments, or as JSON.
struct SettingsReport {
  private let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  /// A file that gives what is in force. What is usual is in comments.
  var text: String {
    let path = settings.file.map { QuotedText.quoted($0.path) }
    var lines = [
      path.map { "# The settings in force, with \($0)." }
        ?? "# The settings in force, without a file."
    ]
    lines += rows(of: Setting.all.filter { $0.table == nil }) { settings.value($0.name) }
    for table in Setting.tables {
      lines += ["", "[\(table)]"]
      lines += rows(of: Setting.all.filter { $0.table == table }) { settings.value($0.name) }
    }
    for site in settings.file?.sites.indices ?? 0..<0 {
      let logs = settings.logs(of: site)
      lines += ["", "[[sites]]"]
      lines += rows(of: logs.map(\.setting)) { setting in logs.first { $0.setting == setting } }
    }
    return lines.joined(separator: "\n")
  }

  private func rows(
    of settings: [Setting], given: (Setting) -> Settings.Given?
  ) -> [String] {
    settings.map { setting in
      guard let given = given(setting) else {
        return "# \(setting.key): \(setting.fallback.isEmpty ? "not given" : setting.fallback)"
      }
      return "\(setting.key) = \(TOMLText.value(given))  # \(SettingsReport.place(given.origin))"
    }
  }

  private static func place(_ origin: Settings.Origin) -> String {
    switch origin {
    case .environment(let variable): variable
    case .file(_, let line): line.map { "line \($0)" } ?? "the file"
    }
  }

  var json: String {
    SummaryJSON.line(
      Document(
        file: settings.file?.path,
        settings: Setting.all.map { Document.Row($0, settings.value($0.name)) },
        sites: (settings.file?.sites.indices ?? 0..<0).map { site in
          settings.logs(of: site).map { Document.Row($0.setting, $0) }
        }))
  }

  private struct Document: Encodable {
    struct Row: Encodable {
      var name: String
      var option: String?
      var variable: String
      /// As many as an option is given; `nil` where what is usual is in force.
      var values: [String]?
      var from: String
      var line: Int?
      var usual: String

      init(_ setting: Setting, _ given: Settings.Given?) {
        name = setting.name
        option = setting.key == "logs" ? nil : setting.option
        variable = setting.variable
        usual = setting.fallback
        values = given?.words
        switch given?.origin {
        case nil: from = "default"
        case .environment: from = "environment"
        case .file(_, let line): (from, self.line) = ("file", line)
        }
      }
    }

    var file: String?
    var settings: [Row]
    var sites: [[Row]]
  }
}
