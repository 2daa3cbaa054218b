import Traffic

extension Note {
  var norwegian: String {
    switch self {
    case .publishedAreWholeDays: "Det som er offentliggjort, er hele dager; --private viser timer."
    case .laterDaysNotPublished(let last):
      "Dager etter \(last) er ikke offentliggjort ennå; --private viser dem."
    case .noWholeWindow(let last):
      "Det er for lite trafikk til å dele opp enkeltdager: det gjøres per uke eller måned, og denne perioden har ingen "
        + "hel en som er over."
        + (last.map { " Den siste er --from \($0.lowerBound) --to \($0.upperBound)." } ?? "")
    case .notBrokenDown(let views):
      "\(count(views)) sidevisninger er fra uker eller måneder som ikke er over, eller som bare delvis er i perioden, "
        + "og er ikke delt opp."
    case .daysAcrossTheEnds:
      "Dager som bare er kjent sammen med dager før eller etter perioden, er utelatt."
    case .daysOnly: "Disse tallene lagres per dag: de gjelder hele dager."
    case .keptByMonth(let day): "Tall fra før \(day) lagres bare per måned."
    case .keptByDay(let day): "Tall fra før \(day) lagres bare per dag."
    case .periodWidened: "Perioden er utvidet tilsvarende."
    case .nothingKnownBefore(let days):
      "Ingenting er kjent om \(days.lowerBound) til \(days.upperBound)."
    case .comparisonBegins(let day):
      "Ingenting er kjent fra før \(day), så summer er ikke sammenlignet med en periode som begynner tidligere."
    case .everything: "Alt som er talt, uten terskel: bare til intern bruk."
    case .threshold(let least, let isAboutNames):
      isAboutNames
        ? "Tall under \(least), og andre som ville røpe dem, er i \(Vocabulary.other)."
        : "Tall under \(least) vises ikke."
    case .othersNotShown:
      "Det som er i \(Vocabulary.other), vises ikke, selv om noe av det kan være ønsket."
    case .timesUnknown(let step):
      "Ingenting er kjent om \(plural(step)) uten tall: det var for lite trafikk, eller ingen."
    case .timesJoined(let step):
      "Stille \(plural(step)) er slått sammen med dem som følger, til de teller nok."
    case .weekdayUnknown(let views): "For \(count(views)) sidevisninger er ukedagen ikke kjent."
    case .partOfStep(let step):
      "Perioden begynner eller slutter midt i en \(step == .week ? "uke" : "måned"): den raden er ikke hel."
    case .monthsBesideWindows:
      "En måned ved siden av dens dager eller uker er det som ikke er i noen av dem: legg alle sammen."
    case .hoursOfTheDay:
      "Timer på døgnet, alle dager sammen: det er for lite trafikk til å skille dagene."
    case .hoursJoined: "Stille timer er slått sammen til de teller nok."
    case .hourUnknown(let views): "For \(count(views)) sidevisninger er timen ikke kjent."
    case .overview: "Sider, enheter og nettlesere er menneskers; roboter telles for seg."
    case .errors: "Feil er svar med 4xx og 5xx til andre enn roboter."
    case .botsApart(let hits):
      "Roboter telles for seg: \(count(hits)) treff, ikke i denne tabellen."
    case .visitors:
      "Besøkende er dagens: den som kommer tre dager, telles tre ganger. Besøk er sidevisninger "
        + "som kom utenfra."
    case .visitorsOfWholeDays: "Begge gjelder hele dager."
    case .originsOfWholeDays(let tables):
      "\(tables.compactMap(Vocabulary.tables).joined(separator: " og ")) lagres per dag: de gjelder hele dager."
    case .unknownTraffic:
      "Ukjent er det som ikke sier noe om seg selv; i rapporter om mennesker telles det som personer."
    case .noReferrers: "Ingen logg fra denne perioden har henvisninger."
    case .notAmongReferrers(let inside, let direct):
      "Ikke blant henvisningene: \(count(inside)) sidevisninger fra nettstedet selv, "
        + "\(count(direct)) uten henvisning (skrevet inn, bokmerke eller holdt tilbake)."
    case .withoutReferrers(let views):
      "\(count(views)) sidevisninger til er fra logger uten henvisninger."
    case .kindsOfReferrers:
      "Intern er fra en side på nettstedet selv, direkte er uten henvisning: skrevet inn, bokmerke "
        + "eller holdt tilbake."
    case .hostsKnownByName:
      "Typer gjelder verter som er kjent ved navn; alle andre er i \(Vocabulary.other)."
    case .noCountries:
      "Ingen land er kjent i denne perioden: det krever en landdatabase når logger telles."
    case .noCampaigns: "Ingen lenke i denne perioden nevnte en kampanje som kan lagres."
    case .campaignUnknown(let views):
      "For \(count(views)) sidevisninger er det ikke kjent om en kampanje førte til dem: det var for få, eller ingen."
    case .noVisits: "Ingen besøk er kjent i denne perioden: det krever logger med henvisninger."
    case .visits: "Et besøk er en sidevisning som kom utenfra, ikke fra en side på nettstedet."
    case .landings:
      "Direkte er uten henvisning: skrevet inn, bokmerke eller holdt tilbake. Sidevisninger fra en side på "
        + "nettstedet selv er ikke besøk."
    case .nothingNotFound:
      "Ingen forespørsel fra mennesker i denne perioden ble besvart med 404 eller 410 i en logg med henvisninger."
    case .notFound:
      "Besvart med 404 eller 410. Intern er en lenke på en side på nettstedet selv: dem kan du rette."
    case .loneSites(let sentence): sentence
    case .noTimes(let isPrivate):
      (isPrivate
        ? "Ingen logg fra denne perioden har svartider"
        : "Ingen logg fra denne perioden har svartider, eller ingen av dem kan vises")
        + ": nginx skriver dem med $request_time, Apache med %D."
    case .percentiles(let isPrivate):
      "Halvparten av en sides svar tok inntil p50, 95 av 100 inntil p95, 99 inntil p99; "
        + (isPrivate
          ? "hver er høyst 9 % for høy." : "for sider med få svar kan hver av dem være for høy.")
    case .goal(let views, let visits):
      "Disse sidene hadde \(NumberText(.norwegian).perHundred(views, of: visits)) sidevisninger per 100 besøk "
        + "(\(count(visits)) i alt)."
    case .timesInOrder: "Sidene er ordnet etter tiden svarene deres tok til sammen."
    case .logsByContent: "En logg kjennes på innholdet; verken navn eller sted lagres."
    case .rejected(let reasons): "Linjer ble avvist som: \(reasons)."
    }
  }

  private func count(_ number: Int64) -> String { DigitGroups.text(number, separator: "\u{202F}") }

  private func plural(_ step: Step) -> String {
    switch step {
    case .hour, .hourOfDay, .weekdayHour: "timer"
    case .day, .weekday: "dager"
    case .week: "uker"
    case .month: "måneder"
    }
  }
}
