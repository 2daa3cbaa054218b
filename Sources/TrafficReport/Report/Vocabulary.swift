import Traffic

/// What reports call things in Norwegian (bokmål).
enum Vocabulary {
  static let other = "(andre)"

  /// The heading of what somebody wrote on days.
  static func annotations(_ language: Language) -> String {
    language == .english ? "Annotations" : "Merknader"
  }

  /// What is said where there is no room for so many of them.
  static func earlierAnnotations(_ count: Int, _ language: Language) -> String {
    language == .english ? "\(count) earlier, not shown" : "\(count) tidligere, ikke vist"
  }

  static func title(_ kind: ReportKind) -> String {
    switch kind {
    case .overview: "Oversikt"
    case .pages: "Sider"
    case .entries: "Landingssider"
    case .landings: "Landingssider og henvisninger"
    case .notFound: "Ikke funnet"
    case .hours: "Timer"
    case .days: "Dager"
    case .referrers: "Henvisninger"
    case .referrerKinds: "Typer henvisninger"
    case .campaigns: "Kampanjer"
    case .countries: "Land"
    case .devices: "Enheter"
    case .browsers: "Nettlesere"
    case .versions: "Nettleserversjoner"
    case .systems: "Operativsystemer"
    case .traffic: "Trafikk"
    case .times: "Svartider"
    case .statuses: "Statuser"
    case .sites: "Nettsteder"
    case .sources: "Kilder"
    case .kinds: "Typer treff"
    }
  }

  /// What a column is called, by its name in CSV; a column of times has its zone behind it.
  static func column(_ name: String) -> String? {
    switch name {
    case "page_views": "Sidevisninger"
    case "hits": "Treff"
    case "bots", "bots_share": "Roboter"
    case "errors", "errors_share": "Feil"
    case "bytes": "Datamengde"
    case "share": "Andel"
    case "time_share": "Tidsandel"
    case "visitors": "Besøkende"
    case "visits": "Besøk"
    case "before", "page_views_before", "hits_before", "visits_before", "lines_before": "Før"
    case "change": "Endring"
    case "hour": "Time"
    case "day": "Dag"
    case "week": "Uke"
    case "month": "Måned"
    case "weekday": "Ukedag"
    case "site": "Nettsted"
    case "page": "Side"
    case "referrer": "Fra"
    case "kind": "Type"
    case "country": "Land"
    case "code": "Kode"
    case "source": "Kilde"
    case "medium": "Medium"
    case "campaign": "Kampanje"
    case "traffic": "Trafikk"
    case "bot": "Familie"
    case "device": "Enhet"
    case "browser": "Nettleser"
    case "version": "Versjon"
    case "system": "System"
    case "status": "Status"
    case "meaning": "Betydning"
    case "p50_ms": "p50"
    case "p95_ms": "p95"
    case "p99_ms": "p99"
    case "id": "Kilde"
    case "format": "Format"
    case "no_later_than": "Senest"
    case "name": "Navn"
    case "lines": "Linjer"
    case "rejected": "Avvist"
    default: nil
    }
  }

  /// What tables are called within a sentence.
  static func tables(_ name: String) -> String? {
    switch name {
    case "referrers": "henvisninger"
    case "countries": "land"
    default: nil
    }
  }

  /// Values that are words of ours, in a column with such a name; `nil` for any other.
  static func value(_ text: String, in column: String) -> String? {
    if text == Report.otherName { return other }
    if let placeholder = placeholders[text] { return placeholder }
    switch column {
    case "country": return text == "unknown" ? words[text] : CountryCode.norwegian(text)
    case "device", "kind", "traffic", "bot", "browser", "system": return words[text]
    case "weekday": return weekdays[text]
    case "hour", "day", "week", "month": return time(text)
    default: return nil
    }
  }

  /// A time as a row has it: joined ones go from one to another.
  private static func time(_ text: String) -> String {
    text.replacing(", otherwise", with: ", ellers").split(separator: " to ").map { end in
      let words = end.split(separator: " ", maxSplits: 1).map(String.init)
      return ([weekdays[words[0]] ?? words[0]] + words.dropFirst()).joined(separator: " ")
    }.joined(separator: " til ")
  }

  /// What stands where a name is not kept, or where there is none.
  static let placeholders = [
    // Sites.
    "(unnamed)": "(uten navn)", "(invalid host)": "(ugyldig vert)", "(address)": "(adresse)",
    "(rare sites)": "(sjeldne nettsteder)", "(other hosts)": "(andre verter)",
    // Pages.
    "(rare pages)": "(sjeldne sider)", "(invalid request)": "(ugyldig forespørsel)",
    "(no request)": "(ingen forespørsel)", "(proxy request)": "(proxyforespørsel)",
    "(probe)": "(sårbarhetssøk)",
    // Referrers and campaigns.
    "(direct)": "(direkte)", "(internal)": "(internt)", "(local)": "(lokalt)", "(app)": "(app)",
    "(invalid)": "(ugyldig)", "(referrer spam)": "(henvisningssøppel)",
    "(other referrers)": "(andre henvisninger)", "(other campaigns)": "(andre kampanjer)",
    "(rare referrers)": "(sjeldne henvisninger)", "(rare campaigns)": "(sjeldne kampanjer)",
    "(rare apps)": "(sjeldne apper)", "(rare mail)": "(sjelden e-post)",
    "(rare search engines)": "(sjeldne søkemotorer)",
    "(rare social networks)": "(sjeldne sosiale nettverk)",
    "(rare AI assistants)": "(sjeldne KI-assistenter)",
  ]
  private static let names = Dictionary(
    uniqueKeysWithValues: placeholders.map { ($0.value, $0.key) })

  /// The name of a site that a report gives in the words of its language.
  static func siteName(_ words: String) -> String { names[words] ?? words }

  /// The name of a kind that a report gives in the words of its language; what is no word of ours stays.
  static func kindName(_ words: String) -> String { wordNames[words] ?? words }
  private static let wordNames = Dictionary(
    uniqueKeysWithValues: words.map { ($0.value, $0.key) })

  static let weekdays = Dictionary(
    uniqueKeysWithValues: zip(
      Step.weekdays, ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]))

  /// The members of closed sets that are words, not names.
  static let words = [
    "other": "andre", "unknown": "ukjent",
    // Devices.
    "desktop": "datamaskin", "mobile": "mobil", "tablet": "nettbrett", "tv": "tv",
    "console": "spillkonsoll", "wearable": "klokke", "bot": "robot",
    // Kinds of hits.
    "page view": "sidevisning", "asset": "fil til side", "error": "feil", "API call": "API-kall",
    "feed": "strøm", "download": "nedlasting", "background": "i bakgrunnen",
    "health check": "helsesjekk", "no request": "ingen forespørsel",
    "part of a file": "del av en fil",
    // Classes of traffic.
    "person": "person", "search engine": "søkemotor", "tool": "verktøy", "other bot": "annen robot",
    "AI training": "KI-trening", "AI search": "KI-søk", "AI user fetch": "hentet av KI for bruker",
    "preview": "forhåndsvisning", "feed reader": "strømleser", "monitor": "overvåking",
    "SEO and archive": "SEO og arkiv", "scanner": "skanner", "disguised": "forkledd",
    "no user agent": "uten brukeragent",
    // Kinds of referrers.
    "direct": "direkte", "internal": "intern", "social network": "sosialt nettverk",
    "mail": "e-post",
    "AI assistant": "KI-assistent", "other site": "annet nettsted", "app": "app",
    "referrer spam": "henvisningssøppel", "not logged": "ikke logget",
  ]
}

extension Report {
  /// What stands for the rows that are not shown.
  static let otherName = "(other)"

  /// The name by which a site is asked for, given what a report calls it in some language.
  public static func siteName(_ words: String) -> String { Vocabulary.siteName(words) }

  /// The name by which a kind of referrers is asked for, given what a report calls it in some language.
  public static func kindName(_ words: String) -> String { Vocabulary.kindName(words) }

  /// What a kind of referrers is called in a language.
  public static func kind(_ name: String, in language: Language) -> String {
    language == .norwegian ? Vocabulary.words[name] ?? name : name
  }

  /// The report in the words of a language; numbers, names and what programs know it by stay.
  func worded(in language: Language) -> Report {
    guard language == .norwegian else { return self }
    var report = self
    report.language = language
    report.title = ReportKind(rawValue: name).map(Vocabulary.title) ?? title
    report.tables = tables.map(\.inNorwegian)
    return report
  }
}

extension Report.Table {
  fileprivate var inNorwegian: Report.Table {
    var table = self
    for place in columns.indices {
      let column = columns[place]
      if let title = Vocabulary.column(column.name) {
        let zone = column.title.firstIndex(of: "(").map { " " + column.title[$0...] } ?? ""
        table.columns[place].title = title + (column.kind == .time ? zone : "")
      }
      guard column.kind == .text || column.kind == .time else { continue }
      func translate(_ rows: inout [[Report.Cell]]) {
        for row in rows.indices {
          if case .text(let text) = rows[row][place],
            let other = Vocabulary.value(text, in: column.name)
          {
            rows[row][place] = .text(other)
          }
        }
      }
      translate(&table.rows)
      translate(&table.groups)
    }
    return table
  }
}
