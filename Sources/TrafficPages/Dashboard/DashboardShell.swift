import Traffic
import TrafficReport

/// What all pages of the dashboard have around their content.
struct DashboardShell {
  /// Which page it is, so that the links to the others know.
  enum Place {
    case dashboard, sites, limits
  }

  let query: PageQuery
  let place: Place
  let words: Words

  /// What the form to sign out says, where somebody has signed in.
  let formToken: String?

  init(_ query: PageQuery, _ place: Place, formToken: String?) {
    (self.query, self.place, self.formToken) = (query, place, formToken)
    words = Words(query.language)
  }

  /// The page's address in another language.
  private func own(_ query: PageQuery) -> Link {
    switch place {
    case .dashboard: query.link()
    case .sites: Link("sites", query.pairs)
    case .limits: Link("limits", query.pairs)
    }
  }

  func page(title: String, header: HTML, main: HTML) -> String {
    Document(
      title: title, language: query.language, style: .beside,
      content: HTML([
        Tag.a(.class("v skip"), .href(.place("main"))) { words.toNumbers },
        Tag.header {
          Tag.h1 { title }
          header
        },
        Tag.main(.id("main")) { main },
        footer,
        // The script says here what it has put on the page.
        Tag.p(.id("said"), .class("v"), .status),
      ])
    ).text
  }

  private var footer: HTML {
    let language = Language.allCases.first { $0 != query.language } ?? query.language
    var translated = query
    translated.language = language
    return Tag.footer {
      Tag.nav(.label(words.pages)) {
        Tag.ul {
          item(
            words.overview, query.link { $0.report = nil },
            isHere: place == .dashboard && query.report == nil)
          item(words.atAGlance, Link("sites", query.pairs), isHere: place == .sites)
          item(words.limits, Link("limits", query.pairs), isHere: place == .limits)
          Tag.li { Tag.a(.href(own(translated)), .lang(language)) { words.otherLanguage } }
        }
      }
      if let formToken {
        Tag.form(.post, .action(Link("sign-out"))) {
          Tag.input(.hiddenInput, .name("form"), .value(formToken))
          Tag.button(.button) { words.signOut }
        }
      }
      Tag.p { words.made }
      // The script moves it below the chart.
      Tag.p(.id("keys"), .class("note"), .hidden) { words.chartKeys }
    }
  }

  private func item(_ text: String, _ link: Link, isHere: Bool) -> HTML {
    Tag.li { Tag.a(.href(link), isHere ? .current : .none) { text } }
  }

  /// Links to periods, and a form for any other and for the site.
  func controls(sites: [String], today: Day, shown: ClosedRange<Day>?) -> HTML {
    let asked = query.from.flatMap { from in query.to.flatMap { from <= $0 ? from...$0 : nil } }
    return HTML([
      Tag.nav(.label(words.period)) {
        Tag.ul {
          for preset in PeriodPreset.allCases {
            let days = preset.days(today: today)
            item(
              name(preset, days.lowerBound),
              query.link { ($0.from, $0.to) = (days.lowerBound, days.upperBound) },
              isHere: asked == days)
          }
        }
      },
      Tag.form(.action(Link("./"))) {
        if sites.count > 1 {
          Tag.label {
            words.site
            Tag.select(.name("site")) {
              Tag.option(.value("")) { words.allSites }
              for site in sites {
                Tag.option(.value(site), site == query.site ? .selected : .none) { site }
              }
            }
          }
        }
        field(words.fromDay, "from", asked?.lowerBound ?? shown?.lowerBound)
        field(words.toDay, "to", asked?.upperBound ?? shown?.upperBound)
        choice(
          words.comparedWith, "compare", chosen: query.compare,
          [
            ("previous", words.previous), ("last-year", words.lastYear),
            ("none", words.nothingElse),
          ])
        choice(
          words.rows, "by", chosen: query.by ?? "day",
          [("day", words.days), ("week", words.weeks), ("month", words.months)])
        for pair in query.pairs where !isField(pair.name) || sites.count < 2 && isSite(pair.name) {
          Tag.input(.hiddenInput, .name(pair.name), .value(pair.value))
        }
        Tag.button(.button) { words.show }
      },
    ])
  }

  private func isSite(_ name: StaticString) -> Bool { name.description == "site" }
  private func isField(_ name: StaticString) -> Bool {
    ["site", "from", "to", "compare", "by"].contains(name.description)
  }

  private func choice(
    _ label: String, _ name: StaticString, chosen: String?,
    _ values: [(value: String, text: String)]
  ) -> HTML {
    Tag.label {
      label
      Tag.select(.name(name)) {
        for (value, text) in values {
          Tag.option(.value(value), value == chosen ? .selected : .none) { text }
        }
      }
    }
  }

  private func field(_ label: String, _ name: StaticString, _ day: Day?) -> HTML {
    Tag.label {
      label
      Tag.input(.date, .name(name), day.map { .value($0.description) } ?? .none)
    }
  }

  private func name(_ preset: PeriodPreset, _ first: Day) -> String {
    let dates = DateStyle(query.language)
    switch preset {
    case .week: return words.last7Days
    case .thirtyDays: return words.last30Days
    case .thisMonth, .lastMonth: return dates.month(first).firstLetterUppercased
    case .thisYear: return String(first.date.year)
    }
  }
}

extension String {
  /// Months are in lower case in Norwegian, but for the beginning of a label.
  fileprivate var firstLetterUppercased: String { prefix(1).uppercased() + dropFirst() }
}
