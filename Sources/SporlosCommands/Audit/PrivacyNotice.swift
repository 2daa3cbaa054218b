internal import TimeZones
internal import Traffic
internal import TrafficAudit
internal import TrafficStore

/// A section for a company's privacy notice, and one for its record of processing activities (GDPR,
/// article 30), from what the database really keeps.
struct PrivacyNotice {
  enum Language: String, CaseIterable {
    case en
    case nb
  }

  private let result: AuditResult
  private let language: Language

  init(_ result: AuditResult, _ language: Language) {
    self.result = result
    self.language = language
  }

  /// The sections in Markdown.
  var text: String {
    let table = rows.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
    return language == .en ? english(table) : norwegian(table)
  }

  /// The tables of counts that have rows.
  private var rows: [[String]] {
    KeptCategory.all.compactMap { category in
      guard let counts = result.kept.first(where: { $0.table == category.table }), counts.rows > 0
      else { return nil }
      let since = counts.days?.lowerBound.description ?? ""
      return language == .en
        ? [category.english, category.englishGrain, since, keptFor]
        : [category.norwegian, category.norwegianGrain, since, keptFor]
    }
  }

  private var keptFor: String {
    language == .en ? result.retention.keep.words : result.retention.keep.norwegianWords
  }

  private func has(_ table: String) -> Bool {
    result.kept.contains { $0.table == table && $0.rows > 0 }
  }

  private var today: Day { result.clock.day(at: Int64(result.now)) }

  private func english(_ table: String) -> String {
    let country =
      has("country_day")
      ? " A country is looked up for the shortened address; only counts by country and day are kept."
      : ""
    let visitors =
      has("site_day")
      ? " To count different visitors of a day, the shortened address and the browser's description are "
        + "turned into a number under a random key of that day: a pseudonym. Anyone with the key could "
        + "use it to recognise a known address and browser. Key and numbers are destroyed within "
        + "days (at most \(result.sealAfter) hours after the day's end, or at the next run after that); what "
        + "stays is how many there were."
      : ""
    let reports =
      result.leastPublished.map {
        "\n\nReports that others than the site's operator see show no count of visits or page views from 1 to \($0 - 1). These are left "
          + "out or added to others, in the same way in all reports. A reader who knows some of the requests, or made them, "
          + "may still conclude what the others are."
      } ?? ""
    return """
      ## Traffic statistics

      We count how our website is used, in order to run and improve it. The statistics are made from
      the web server's access log with Sporløs. The statistics database stores no IP addresses, no user
      names, no cookies, no descriptions of individual browsers, and no times finer than an hour.
      Addresses are shortened in memory before anything else is done with them.\(country)\(visitors)
      What we recognise as an identifier is removed from the addresses of pages, and pages that only
      few people have asked for are not kept by name, unless we have listed them. A page whose address
      names a person in plain words may be kept by that name once several people have asked for it. The
      name of a site that links to us, or of a campaign, is kept from its fifth page view, and all five
      may be one person's; names of well-known services are kept at once. Nothing is stored on your device or read from it for the statistics.\(reports)

      We keep the following counts:

      | What | By | Since | Kept for |
      |---|---|---|---|
      \(table)

      The web server's own log holds personal data (IP address, time, page, browser) for as long as
      it is kept; see the section on server logs.

      ## Record of processing activities (GDPR, article 30)

      | | |
      |---|---|
      | Purpose | Statistics of the use of the website, for operation and improvement |
      | Categories of data subjects | Visitors of the website, while a line of the log is read |
      | Categories of personal data | During processing, in memory: what the access log holds. Until a day is sealed: pseudonymous numbers of its visitors. In the statistics database: no identifiers; names of pages, sites, referring hosts and campaigns may name a person in plain words |
      | Interim data | Open days: pseudonymous numbers of visitors under a random key of the day, in a folder of its own; destroyed when the day is sealed |
      | Recipients | None outside the company, unless reports are published; these hold counts only |
      | Transfers to third countries | None |
      | Retention | Counts: \(keptFor). Keys and interim counts of visitors: until a day is sealed |
      | Measures | Addresses shortened before use; paths and referrers redacted; late naming of pages; random keys that are destroyed; files readable by one account only (0600, 0700); deleted rows overwritten; no network access |
      | Verified | \(today), with `sporlos audit`: \(result.rows) rows read; no addresses, e-mail addresses, tokens, personal numbers, user agents or times finer than an hour were found. Names in plain words cannot be verified by a program |

      """
  }

  private func norwegian(_ table: String) -> String {
    let country =
      has("country_day")
      ? " Land slås opp for den avkortede adressen; bare antall per land og dag blir lagret." : ""
    let visitors =
      has("site_day")
      ? " For å telle ulike besøkende på en dag blir den avkortede adressen og beskrivelsen av "
        + "nettleseren gjort om til et tall under en tilfeldig nøkkel for den dagen: et pseudonym, som den som "
        + "har nøkkelen, kan bruke til å kjenne igjen en kjent adresse og nettleser. Nøkkel og tall "
        + "destrueres i løpet av få dager (senest \(result.sealAfter) timer etter dagens slutt, eller ved neste "
        + "kjøring etter det); igjen står bare hvor mange de var."
      : ""
    let reports =
      result.leastPublished.map {
        "\n\nRapporter for andre enn nettstedets driftsansvarlige viser ingen antall besøk eller sidevisninger fra 1 til \($0 - 1): "
          + "de utelates eller legges sammen med andre, én gang for alle rapporter. En leser som kjenner noen av "
          + "forespørslene fra før, eller selv har sendt dem, kan likevel slutte seg til de andre."
      } ?? ""
    return """
      ## Trafikkstatistikk

      Vi teller hvordan nettstedet vårt brukes, for å drifte og forbedre det. Statistikken lages av
      webserverens tilgangslogg med Sporløs. Statistikkdatabasen lagrer ingen IP-adresser, ingen
      brukernavn, ingen informasjonskapsler, ingen beskrivelser av enkeltpersoners nettlesere og ingen
      tidspunkter finere enn en time. Adresser avkortes i minnet før de brukes til noe
      annet.\(country)\(visitors) Det vi gjenkjenner som en identifikator, fjernes fra sidenes adresser, og
      sider som bare noen få har bedt om, lagres ikke med navn, med mindre vi selv har oppgitt dem. En side
      med et personnavn i klartekst i adressen kan bli lagret med det navnet når flere har bedt om den.
      Navnet på et nettsted som lenker til oss, eller på en kampanje, lagres fra den femte sidevisningen, og
      alle fem kan være én persons; navn på kjente tjenester lagres med én gang. Statistikken lagrer ikke noe på enheten din og leser ikke noe
      fra den.\(reports)

      Vi lagrer disse tallene:

      | Hva | Fordelt på | Siden | Lagres i |
      |---|---|---|---|
      \(table)

      Webserverens egen logg inneholder personopplysninger (IP-adresse, tidspunkt, side, nettleser) så
      lenge den oppbevares; se avsnittet om serverlogger.

      ## Protokoll over behandlingsaktiviteter (personvernforordningen artikkel 30)

      | | |
      |---|---|
      | Formål | Statistikk over bruken av nettstedet, til drift og forbedring |
      | Kategorier av registrerte | Besøkende på nettstedet, mens en linje i loggen leses |
      | Kategorier av personopplysninger | Under behandlingen, i minnet: det tilgangsloggen inneholder. Til en dag forsegles: pseudonyme tall for dagens besøkende. I statistikkdatabasen: ingen identifikatorer; navn på sider, nettsteder, henvisende verter og kampanjer kan inneholde et personnavn i klartekst |
      | Midlertidige data | Åpne dager: pseudonyme tall for besøkende under en tilfeldig nøkkel for dagen, i en egen mappe; destrueres når dagen forsegles |
      | Mottakere | Ingen utenfor virksomheten, med mindre rapporter offentliggjøres; disse inneholder bare tall |
      | Overføring til tredjeland | Ingen |
      | Lagringstid | Tall: \(keptFor). Nøkler og midlertidige tellinger av besøkende: til dagen forsegles |
      | Tiltak | Adresser avkortes før bruk; stier og henvisninger renses; sider får navn sent; tilfeldige nøkler som destrueres; filer som bare én konto kan lese (0600, 0700); slettede rader overskrives; ingen nettverkstilgang |
      | Kontrollert | \(today), med `sporlos audit`: \(result.rows) rader lest; ingen adresser, e-postadresser, koder, personlige numre, nettleserbeskrivelser eller tidspunkter finere enn en time ble funnet. Navn i klartekst kan ikke kontrolleres av et program |

      """
  }
}

extension Age {
  /// The age in Norwegian words: `25 måneder`.
  fileprivate var norwegianWords: String {
    let word =
      switch unit {
      case .days: count == 1 ? "dag" : "dager"
      case .months: count == 1 ? "måned" : "måneder"
      case .years: "år"
      }
    return "\(count) \(word)"
  }
}
