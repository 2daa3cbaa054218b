import Traffic

extension Note {
  var norwegian: String {
    switch self {
    case .publishedAreWholeDays(let namesOption):
      "Bare hele dager er publisert" + (namesOption ? "; --private viser timer." : ".")
    case .laterDaysNotPublished(let last, let namesOption):
      "Dager etter \(last) er ikke publisert ennå"
        + (namesOption ? "; --private viser dem." : ".")
    case .noWholeWindow(let last):
      "Det er for lite trafikk til å vise detaljer per dag: de vises per uke eller måned, og denne perioden har ingen "
        + "som er fullført."
        + (last.map { " Den siste er --from \($0.lowerBound) --to \($0.upperBound)." } ?? "")
    case .notBrokenDown(let views):
      "\(count(views)) sidevisninger er fra uker eller måneder som ikke er over, eller som bare delvis er i perioden, "
        + "og er ikke delt opp."
    case .daysAcrossTheEnds:
      "Dager som bare er publisert sammen med dager utenfor perioden, er utelatt."
    case .daysOnly: "Disse tallene lagres per dag og gjelder hele dager."
    case .keptByMonth(let day): "Tall fra før \(day) lagres bare per måned."
    case .keptByDay(let day): "Tall fra før \(day) lagres bare per dag."
    case .periodWidened: "Perioden er utvidet tilsvarende."
    case .nothingKnownBefore(let days):
      "Det finnes ingen tall for \(days.lowerBound) til \(days.upperBound)."
    case .comparisonBegins(let day):
      "Det finnes ingen tall fra før \(day), så summer er ikke sammenlignet med en periode som begynner tidligere."
    case .sumsNotCompared(let missing, _) where missing.before >= 1:
      "Ingenting er sammenlignet: ingen hel dag, uke eller måned av den forrige perioden er publisert."
    case .sumsNotCompared(let missing, let isOfParts):
      "\(isOfParts ? "Rader og summene deres" : "Summer") er ikke sammenlignet: omtrent \(percent(missing.here)) av "
        + "sidevisningene i denne perioden, og \(percent(missing.before)) i den forrige, er fra dager som bare er "
        + "publisert sammen med andre, eller ikke i det hele tatt."
    case .sitesNotCompared:
      "Et nettsted er ikke sammenlignet der ulike deler av de to periodene er publisert."
    case .everything: "Alt som er talt, uten terskel: bare til intern bruk."
    case .threshold(let least, let isAboutNames):
      isAboutNames
        ? "Tall under \(least), og andre som ville røpe dem, er i \(Vocabulary.other)."
        : "Tall under \(least) vises ikke."
    case .othersNotShown:
      "Det som er i \(Vocabulary.other), vises ikke, selv om noe av det kan passe med utvalget."
    case .timesUnknown(let step):
      "Tomme \(plural(step)) hadde for lite trafikk, eller ingen."
    case .timesJoined(let step):
      "Stille \(plural(step)) er slått sammen med de neste til det er nok trafikk."
    case .timeUnknown(let step, let views):
      "\(the(step)) er ukjent for \(count(views)) sidevisninger: dager med lite trafikk publiseres sammen."
    case .partOfStep(let step):
      "Perioden begynner eller slutter midt i en \(step == .week ? "uke" : "måned"): den raden er ufullstendig."
    case .monthsBesideWindows:
      "En måned som står sammen med dagene eller ukene sine, har bare det som ikke er med i dem: legg sammen alle."
    case .hoursOfTheDay:
      "Timer på døgnet, for alle dager samlet: det er for lite trafikk til å vise hver dag."
    case .hoursJoined: "Stille timer er slått sammen til det er nok trafikk."
    case .hourUnknown(let views): "Timen er ukjent for \(count(views)) sidevisninger."
    case .overview: "Sider, enheter og nettlesere gjelder mennesker; roboter telles for seg."
    case .errors: "Feil er svar med 4xx og 5xx til andre enn roboter."
    case .botsApart(let hits):
      "Roboter telles for seg: \(count(hits)) treff, ikke i denne tabellen."
    case .visitors:
      "Besøkende telles per dag: den som kommer tre dager, telles tre ganger. Besøk er sidevisninger "
        + "som kom utenfra."
    case .visitorsOfWholeDays: "Begge gjelder hele dager."
    case .originsOfWholeDays(let tables):
      "\(tables.compactMap(Vocabulary.tables).joined(separator: " og ")) lagres per dag og gjelder hele dager."
    case .unknownTraffic:
      "Ukjente klienter oppgir ikke hva de er; i rapporter om mennesker telles de som personer."
    case .noReferrers: "Ingen logg fra denne perioden har henvisninger."
    case .notAmongReferrers(let inside, let direct):
      "Ikke med: \(count(inside)) interne sidevisninger, "
        + "\(count(direct)) uten henvisning (skrevet inn, bokmerke eller holdt tilbake)."
    case .withoutReferrers(let views):
      "Ytterligere \(count(views)) sidevisninger er fra logger uten henvisninger."
    case .kindsOfReferrers:
      "Interne sidevisninger kommer fra en side på nettstedet selv. Direkte har ingen henvisning: skrevet inn, bokmerke "
        + "eller holdt tilbake."
    case .hostsKnownByName:
      "Typer gjelder verter som vises med navn; alle andre er i \(Vocabulary.other)."
    case .noCountries:
      "Ingen land er kjent i denne perioden: da må logger telles med en landdatabase."
    case .noCampaigns: "Ingen lenke i denne perioden nevnte en kampanje som lagres."
    case .campaignUnknown(let views):
      "For \(count(views)) sidevisninger vises det ikke om en kampanje førte til dem: det var for få, eller ingen."
    case .noVisits: "Ingen besøk er kjent i denne perioden: det krever logger med henvisninger."
    case .visits: "Et besøk er en sidevisning som kom utenfra, ikke fra en side på nettstedet."
    case .landings:
      "Direkte er uten henvisning: skrevet inn, bokmerke eller holdt tilbake. Sidevisninger fra en side på "
        + "nettstedet selv er ikke besøk."
    case .nothingNotFound:
      "I denne perioden har ingen logg med henvisninger forespørsler fra mennesker som ble besvart med 404 eller 410."
    case .notFound:
      "Besvart med 404 eller 410. Interne lenker står på sider på nettstedet selv: dem kan du rette."
    case .loneSites(let sentence): sentence
    case .noTimes(let isPrivate):
      (isPrivate
        ? "Ingen logg fra denne perioden har svartider"
        : "Ingen logg fra denne perioden har svartider, eller ingen av dem kan vises")
        + ": nginx skriver dem med $request_time, Apache med %D."
    case .percentiles(let isPrivate):
      "Halvparten av svarene fra en side tok høyst p50, 95 av 100 høyst p95, 99 høyst p99; "
        + (isPrivate
          ? "hver er høyst 9 % for høy." : "for sider med få svar kan hver av dem være for høy.")
    case .goal(let views, let visits):
      "Disse sidene hadde \(NumberText(.norwegian).perHundred(views, of: visits)) sidevisninger per 100 besøk "
        + "(\(count(visits)) i alt)."
    case .timesInOrder: "Sidene er sortert etter samlet svartid."
    case .logsByContent:
      "En logg gjenkjennes på innholdet; verken navn eller sti lagres. Linjene er senest fra den siste dagen som ble talt "
        + "sammen med den."
    case .rejected(let reasons): "Linjer ble avvist som: \(reasons)."
    }
  }

  private func count(_ number: Int64) -> String { NumberText(.norwegian).count(number) }

  private func percent(_ part: Double) -> String { "\(Int((part * 100).rounded())) %" }

  private func the(_ step: Step) -> String {
    switch step {
    case .hour, .hourOfDay, .weekdayHour: "Timen"
    case .day: "Dagen"
    case .week: "Uka"
    case .month: "Måneden"
    case .weekday: "Ukedagen"
    }
  }

  private func plural(_ step: Step) -> String {
    switch step {
    case .hour, .hourOfDay, .weekdayHour: "timer"
    case .day, .weekday: "dager"
    case .week: "uker"
    case .month: "måneder"
    }
  }
}
