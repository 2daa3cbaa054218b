internal import ArgumentParser
internal import Traffic

/// `sporlos note`: the command line; the work is in ``NoteAction``.
struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Note what happened on a day, for reports to show.",
    discussion: """
      Examples:
        sporlos note 2026-11-20 "Newsletter sent" --db traffic.sqlite
        sporlos note 2026-11-20 "New front page" --site www.example.org \\
          --db traffic.sqlite
        sporlos note --list --db traffic.sqlite
        sporlos note --remove 2026-11-20 "Newsletter sent" --db traffic.sqlite

      A note is one line of up to \(Annotation.mostCharacters) characters on a day: a newsletter, a \
      release, an outage. Reports of days and hours list the notes of their days as annotations, charts \
      mark them, and published files include them. Without --site, a note is about all sites.

      Everyone who sees reports sees notes. So a text with what looks like an e-mail address, a network \
      address, a telephone number or the like is refused; `sporlos audit` would find it. Names of people \
      are not recognised: leave them out. A note is deleted with the counts of its day.

      Exit codes: 0 it is done, 1 the work failed, or there was nothing to remove, 2 invalid usage.
      """)

  @Argument(
    help: ArgumentHelp("The day: 2026-11-20, today or yesterday.", valueName: "day"),
    completion: .list(["today", "yesterday"]))
  var day: String?

  @Argument(
    help: ArgumentHelp(
      "The text. With --remove, leave it out to remove all notes of the day.", valueName: "text"))
  var text: String?

  @Option(
    help: ArgumentHelp("The database; with --list, also a published file.", valueName: "file"),
    completion: .file())
  var db: String

  @Option(
    help: ArgumentHelp("The site that the note is about (default: all).", valueName: "name"),
    completion: .sites)
  var site: String?

  @Flag(help: "List the notes.")
  var list = false

  @Flag(help: "Remove a note, or all notes of a day.")
  var remove = false

  @Option(help: ArgumentHelp("Output format of the list: table or json.", valueName: "form"))
  var format: NoteListFormat?

  @Flag(help: "The same as --format json.")
  var json = false

  @OptionGroup var patience: WaitOptions

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  func validate() throws {
    guard !(list && remove) else { throw ValidationError("--list and --remove cannot be combined") }
    if list {
      guard day == nil else {
        throw ValidationError("--list shows all notes: leave out the day and the text")
      }
      guard !json || format != .table else {
        throw ValidationError("--format and --json both set the output format: leave one out")
      }
      return
    }
    guard format == nil, !json else { throw ValidationError("--format and --json are for --list") }
    guard let day else {
      throw ValidationError("name the day and the text: sporlos note today \"…\" --db \(db)")
    }
    guard NoteDay(day) != nil else {
      throw ValidationError(
        "\(QuotedText.quoted(day)) is not a day: use 2026-11-20, today or yesterday")
    }
    guard !remove else { return }
    guard let text else {
      throw ValidationError("give the text of the note: sporlos note \(day) \"…\" --db \(db)")
    }
    let most = Annotation.mostCharacters
    guard text.unicodeScalars.count <= most else {
      throw ValidationError(
        "a note has at most \(most) characters, and this one has \(text.unicodeScalars.count)")
    }
    guard Annotation.isText(text) else {
      throw ValidationError(
        "a note is one line of visible characters, not \(QuotedText.quoted(text))")
    }
  }

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    let action = NoteAction(database: db, site: site, patience: patience.wait)
    if list {
      let answer = try json || format == .json ? action.listAsJSON() : action.list()
      return try Answer.write(answer)
    }
    guard let day = day.flatMap(NoteDay.init) else { return }
    let sentence = try remove ? action.remove(text, on: day) : action.add(text ?? "", on: day)
    if !quiet { try Answer.writeLine(sentence, after: .done) }
  }
}

/// The form a list of notes is given in.
enum NoteListFormat: String, CaseIterable, ExpressibleByArgument {
  case table
  case json
}
