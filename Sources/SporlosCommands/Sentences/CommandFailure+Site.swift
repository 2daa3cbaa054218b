internal import Traffic

extension CommandFailure {
  /// What to say where a database has no such site.
  static func unknownSite(_ name: String, among known: [String], in database: String)
    -> CommandFailure
  {
    let meant = Suggestion.text(for: name, among: known)
    return CommandFailure(
      "\(QuotedText.quoted(database)) has no site \(QuotedText.quoted(name))"
        + (meant.isEmpty ? ": `sporlos report sites` lists its sites" : meant))
  }
}
