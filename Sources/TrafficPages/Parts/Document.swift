import TrafficReport

/// A whole page: what stands around its content.
struct Document {
  /// Where its style is.
  enum Style {
    /// In the page, which needs nothing else.
    case within
    /// In the page, and short, as programs for mail read it.
    case mail
    /// In a file beside it, with a script.
    case beside
    /// In a file below a path, wherever the page is.
    case below(String)
  }

  var title: String
  var language: Language
  var style: Style
  var content: HTML

  var text: String {
    HTML.document(
      Tag.html(.lang(language)) {
        Tag.head {
          Tag.meta(.utf8)
          switch style {
          case .within, .mail:
            // Should anything get into the page that was not meant to: it does nothing. SAFETY: no code is unsafe here,
            // the word is the policy's.
            Tag.meta(
              .httpEquivalent("Content-Security-Policy"),
              .content(
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
              ))
            Tag.meta(.name("referrer"), .content("no-referrer"))
          case .beside, .below: HTML()
          }
          Tag.meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
          Tag.meta(.name("color-scheme"), .content("light dark"))
          Tag.title { title }
          switch style {
          case .within: Tag.style { HTML(.style) }
          case .mail: Tag.style { HTML(.mailStyle) }
          case .below(let base):
            Tag.link(.styleSheet, .href(.file("style.css", below: base)))
            Tag.link(.icon, .href(.file("icon.svg", below: base)))
          case .beside:
            Tag.link(.styleSheet, .href(.file("style.css")))
            Tag.link(.icon, .href(.file("icon.svg")))
            Tag.script(.ownScript, .deferred)
          }
        }
        Tag.body { content }
      })
  }
}
