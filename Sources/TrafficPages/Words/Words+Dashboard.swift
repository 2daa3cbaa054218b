import TrafficReport

/// What the dashboard says around reports.
extension Words {
  private func say(_ english: String, _ norwegian: String) -> String {
    language == .english ? english : norwegian
  }

  var allSites: String { say("All sites", "Alle nettsteder") }
  var period: String { say("Period", "Periode") }
  var pages: String { say("Other pages", "Andre sider") }
  var site: String { say("Site", "Nettsted") }
  var fromDay: String { say("From", "Fra") }
  var toDay: String { say("To", "Til") }
  var show: String { say("Show", "Vis") }
  var overview: String { say("Overview", "Oversikt") }
  var atAGlance: String { say("All sites at a glance", "Alle nettsteder samlet") }
  var limits: String {
    say("What this cannot tell you, and why", "Hva dette ikke kan fortelle deg, og hvorfor")
  }
  var chartKeys: String {
    say(
      "To see some of these days, draw over them, or choose them with the arrow keys, several with Shift, and Enter.",
      "Dra over noen av disse dagene for å se bare dem, eller velg dem med piltastene, flere med Shift, og Enter."
    )
  }
  var otherLanguage: String { say("På norsk", "In English") }
  var comparedWith: String { say("Compared with", "Sammenlignet med") }
  var previous: String { say("the period before", "perioden før") }
  var lastYear: String { say("last year", "i fjor") }
  var nothingElse: String { say("nothing", "ingenting") }
  var rows: String { say("By", "Per") }
  var days: String { say("day", "dag") }
  var weeks: String { say("week", "uke") }
  var months: String { say("month", "måned") }
  var last7Days: String { say("Last 7 days", "Siste 7 dager") }
  var last30Days: String { say("Last 30 days", "Siste 30 dager") }
  func showAll(_ rows: String) -> String { say("Show all \(rows)", "Vis alle \(rows)") }
  var nothingPublished: String {
    say(
      "Nothing is published for this question. There was no traffic, or too little to show any of it: the threshold "
        + "does not say which. A longer period may show more.",
      "Ingenting er publisert for dette spørsmålet. Det var ingen trafikk, eller for lite til at noe kan vises: "
        + "terskelen sier ikke hvilket. En lengre periode kan vise mer.")
  }
}

/// What counts of this kind cannot answer, and why: a heading and its sentences each.
extension Words {
  struct Limit: Hashable {
    var heading: String
    var text: String
  }

  func limitsOfCounts(threshold: Int64) -> [Limit] {
    [
      Limit(
        heading: say("How many people there were", "Hvor mange mennesker det var"),
        text: say(
          "Visitors are counted a day at a time and added up: who comes on three days counts three times. Within a "
            + "day they are distinguished by their network and the kind of browser, so people in one office may count "
            + "as one, and one person with a laptop and a phone as two. There is no cookie that would tell.",
          "Besøkende telles for én dag om gangen og legges sammen: den som kommer tre dager, teller tre ganger. "
            + "Innenfor en dag skilles de på nettverk og type nettleser, så folk på ett kontor kan telle som én, og én "
            + "person med PC og telefon som to. Ingen informasjonskapsel kan avgjøre det.")),
      Limit(
        heading: say("Whether somebody came back", "Om noen kom tilbake"),
        text: say(
          "The key by which visitors of a day are distinguished is random, new every day, and destroyed 48 hours after "
            + "the day ends. Nothing connects one day with the next.",
          "Nøkkelen som skiller besøkende på én dag, er tilfeldig, ny hver dag og blir slettet 48 timer etter at dagen "
            + "er over. Ingenting knytter én dag til den neste.")),
      Limit(
        heading: say(
          "What one visitor did", "Hva én besøkende gjorde"),
        text: say(
          "Only sums are kept: so many views of a page in an hour. The way of one visitor from page to page is never "
            + "stored, only the page on which visits begin.",
          "Bare summer blir lagret: så mange visninger av en side i en time. Veien til én besøkende fra side til side "
            + "blir aldri lagret, bare siden besøk begynner på.")),
      Limit(
        heading: say("Small numbers", "Små tall"),
        text: say(
          "What counts less than \(threshold) has no row of its own, and neither has what would tell such a number by "
            + "subtraction: it is in (other). On quiet sites, days are joined until they count enough, and pages, "
            + "referrers and the like are shown by week or month.",
          "Det som teller mindre enn \(threshold), har ingen egen rad, og heller ikke det som ville røpe et slikt tall "
            + "ved subtraksjon: det er slått sammen. På stille nettsteder blir dager slått sammen til de teller nok, "
            + "og sider, henvisninger og lignende vises per uke eller måned.")),
      Limit(
        heading: say("Pages that hardly anybody asked for", "Sider nesten ingen har spurt etter"),
        text: say(
          "A page has its name here once several people have asked for it; an address that only one person knows might "
            + "say who that is. Until then it is among the rare pages.",
          "En side får navnet sitt her først når flere har spurt etter den; en adresse som bare én kjenner, kan røpe "
            + "hvem det er. Fram til da er den blant de sjeldne sidene.")),
      Limit(
        heading: say("Today", "I dag"),
        text: say(
          "A day is published when it is over, once, and never changes afterwards. Otherwise two looks at the same day "
            + "would tell what happened between them.",
          "En dag blir publisert når den er over, én gang, og endres aldri etterpå. Ellers ville to blikk på samme dag "
            + "røpe hva som skjedde imellom.")),
      Limit(
        heading: say("Two things at once", "To ting samtidig"),
        text: say(
          "Pages by country, or campaigns by browser, are not kept: the more a number is divided, the nearer it comes to "
            + "single people. A table that is not here was not counted.",
          "Sider per land, eller kampanjer per nettleser, blir ikke lagret: jo mer et tall deles opp, jo nærmere kommer "
            + "det enkeltpersoner. En tabell som ikke er her, er ikke talt.")),
      Limit(
        heading: say("What happens in the browser", "Hva som skjer i nettleseren"),
        text: say(
          "The numbers come from the server's log, not from a script. Clicks, scrolling and time spent on a page are not "
            + "in it, nor are pages that a browser or a network in between had stored. In return, no blocker and no "
            + "switched-off script makes visitors vanish.",
          "Tallene kommer fra tjenerens logg, ikke fra et skript. Klikk, rulling og tid brukt på en side står ikke der, "
            + "og heller ikke sider som en nettleser eller et nettverk imellom hadde lagret. Til gjengjeld forsvinner "
            + "ingen på grunn av blokkering eller avslåtte skript.")),
      Limit(
        heading: say("Where visitors really came from", "Hvor besøkende egentlig kom fra"),
        text: say(
          "Browsers name the host of the page before, or nothing at all: typed and bookmarked addresses, mails and many "
            + "apps look alike. Only the host is kept, never the address of the page.",
          "Nettlesere oppgir verten til siden før, eller ingenting: adresser som er skrevet inn eller bokmerket, "
            + "e-poster og mange apper ser like ut. Bare verten blir lagret, aldri adressen til siden."
        )),
      Limit(
        heading: say("Whether all of them are human", "Om alle er mennesker"),
        text: say(
          "Bots that say what they are, or behave as none but bots do, are counted apart. One that poses as a browser in "
            + "every way counts as a visitor.",
          "Roboter som sier hva de er, eller oppfører seg som bare roboter gjør, telles for seg. En som utgir seg for å "
            + "være en nettleser i ett og alt, teller som besøkende.")),
    ]
  }
}
