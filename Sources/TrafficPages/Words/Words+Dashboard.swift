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
    say("What these numbers cannot show, and why", "Hva tallene ikke kan vise, og hvorfor")
  }
  var chartKeys: String {
    say(
      "To see only some of these days, drag over them. With the keyboard: arrow keys, Shift for several, Enter.",
      "Dra over noen av dagene for å se bare dem. Med tastaturet: piltaster, Shift for flere, Enter."
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
  func showDays(_ days: String) -> String { say("Show \(days)", "Vis \(days)") }
  func pageUnknown(_ page: String) -> String {
    say(
      "Nothing is published of the page “\(page)” in this period: it had no visitors, or too few. These numbers are of "
        + "the whole site.",
      "Ingenting er publisert om siden «\(page)» i denne perioden: den hadde ingen besøkende, eller for få. Disse "
        + "tallene er for hele nettstedet.")
  }
  var nothingPublished: String {
    say(
      "Nothing is published for this selection. There was no traffic, or too little to show: which of the two is not "
        + "shown. A longer period may show more.",
      "Ingenting er publisert for dette utvalget. Det var ingen trafikk, eller for lite til å vises: hvilket av de "
        + "to det var, vises ikke. En lengre periode kan vise mer.")
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
          "Visitors are counted by day: someone who comes on three days counts three times. Within a day they are "
            + "distinguished by network and kind of browser. So people in one office may count as one, and one "
            + "person with a laptop and a phone as two. No cookie is used.",
          "Besøkende telles per dag: den som kommer tre dager, telles tre ganger. Innenfor en dag skilles de fra "
            + "hverandre ved nettverk og type nettleser. Derfor kan folk på ett kontor telle som én, og én person med "
            + "PC og telefon som to. Det brukes ingen informasjonskapsler.")),
      Limit(
        heading: say("Whether someone came back", "Om noen kom tilbake"),
        text: say(
          "Visitors are distinguished with a random key. There is a new one every day, and it is destroyed 48 hours after "
            + "the day ends. So one day cannot be connected with the next.",
          "Nøkkelen som skiller besøkende på én dag, er tilfeldig, ny hver dag og blir slettet 48 timer etter at dagen "
            + "er over. Ingenting knytter én dag til den neste.")),
      Limit(
        heading: say(
          "What one visitor did", "Hva én besøkende gjorde"),
        text: say(
          "Only sums are stored, such as the views of a page in an hour. A visitor's path from page to page is never "
            + "stored, only the page on which visits begin.",
          "Bare summer blir lagret, for eksempel visninger av en side i løpet av en time. Hvordan en besøkende går fra "
            + "side til side, blir aldri lagret, bare hvilken side besøk begynner på.")),
      Limit(
        heading: say("Small numbers", "Små tall"),
        text: say(
          "Counts below \(threshold) are grouped in (other), with any count that would reveal one of them by "
            + "subtraction. On quiet sites, days are merged until there is enough traffic, and pages, referrers and "
            + "the like are shown by week or month.",
          "Tall under \(threshold) er slått sammen i (andre), og det samme gjelder tall som ville røpe dem ved "
            + "subtraksjon. På nettsteder med lite trafikk blir dager slått sammen til det er nok, og sider, "
            + "henvisninger og lignende vises per uke eller måned.")),
      Limit(
        heading: say("Pages that few people requested", "Sider som få har besøkt"),
        text: say(
          "A page is listed by name once several people have requested it, because an address that only one person knows "
            + "could reveal who that is, or once the site has listed it. Until then it is one of the rare pages.",
          "En side vises med navn først når flere har besøkt den, fordi en adresse som bare én kjenner, kan røpe "
            + "hvem det er, eller når nettstedet selv har oppgitt den. Fram til da er den blant de sjeldne sidene."
        )),
      Limit(
        heading: say("Today", "I dag"),
        text: say(
          "A day is published when it is over, once, and never changes afterwards. Otherwise, comparing the same day at two "
            + "times would reveal what happened in between.",
          "En dag blir publisert én gang, når den er over, og endres aldri etterpå. Ellers kunne man sammenligne samme "
            + "dag på to tidspunkter og se hva som skjedde imellom.")),
      Limit(
        heading: say("Two things at once", "To ting samtidig"),
        text: say(
          "Pages by country, or campaigns by browser, are not stored: the more a number is split, the closer it gets to "
            + "single people. Referrers are stored with the page that they lead to: click one to see its pages. A table "
            + "that you do not find here was not counted.",
          "Sider per land, eller kampanjer per nettleser, blir ikke lagret: jo mer et tall deles opp, jo nærmere kommer "
            + "det enkeltpersoner. Henvisninger lagres med siden de fører til: klikk på en for å se sidene. En tabell "
            + "som ikke er her, er ikke talt.")),
      Limit(
        heading: say("What happens in the browser", "Hva som skjer i nettleseren"),
        text: say(
          "The numbers come from the server's log, not from a script. Clicks, scrolling and time spent on a page are not "
            + "in it, nor are pages from the cache of a browser or a network. In return, visitors are counted even "
            + "with a blocker or without scripts.",
          "Tallene kommer fra serverens logg, ikke fra et skript. Klikk, rulling og tid brukt på en side er ikke med, "
            + "og heller ikke sider fra mellomlageret til en nettleser eller et nettverk. Til gjengjeld telles besøkende "
            + "også når de blokkerer skript eller har slått dem av.")),
      Limit(
        heading: say("Where visitors really came from", "Hvor besøkende egentlig kom fra"),
        text: say(
          "Browsers send the host of the previous page, or nothing at all: typed and bookmarked addresses, mails and many "
            + "apps look the same. Only the host is stored, never the address of the page.",
          "Nettlesere oppgir verten til forrige side, eller ingenting: adresser som er skrevet inn eller bokmerket, "
            + "e-poster og mange apper ser like ut. Bare verten blir lagret, aldri adressen til siden."
        )),
      Limit(
        heading: say("Whether all of them are human", "Om alle er mennesker"),
        text: say(
          "Bots that identify themselves, or behave as only bots do, are counted separately. A bot that imitates a browser "
            + "perfectly counts as a visitor.",
          "Roboter som sier hva de er, eller oppfører seg som bare roboter gjør, telles for seg. En robot som "
            + "etterligner en nettleser fullstendig, telles som besøkende.")),
    ]
  }
}
