internal import TrafficStore

/// What a table of counts is about, in the words of a privacy notice.
struct KeptCategory {
  let table: String
  let english: String
  let norwegian: String
  /// Dimensions and granularity.
  let englishGrain: String
  let norwegianGrain: String

  static let all: [KeptCategory] = [
    .init(
      table: "page_hour", english: "Requests for pages", norwegian: "Forespørsler etter sider",
      englishGrain: "page, hour, class of device", norwegianGrain: "side, time, enhetsklasse"),
    .init(
      table: "client_hour", english: "Devices, browsers, systems",
      norwegian: "Enheter, nettlesere, systemer",
      englishGrain: "hour, class of device, browser, system",
      norwegianGrain: "time, enhetsklasse, nettleser, operativsystem"),
    .init(
      table: "status_hour", english: "Outcomes of requests", norwegian: "Utfall av forespørsler",
      englishGrain: "hour, status", norwegianGrain: "time, statuskode"),
    .init(
      table: "kind_hour", english: "Kinds of requests", norwegian: "Typer forespørsler",
      englishGrain: "hour, kind", norwegianGrain: "time, type"),
    .init(
      table: "traffic_hour", english: "People and robots", norwegian: "Mennesker og roboter",
      englishGrain: "hour, class of traffic, family of robot",
      norwegianGrain: "time, trafikklasse, robotfamilie"),
    .init(
      table: "version_day", english: "Versions of browsers", norwegian: "Nettleserversjoner",
      englishGrain: "day, browser, major version", norwegianGrain: "dag, nettleser, hovedversjon"),
    .init(
      table: "country_day", english: "Countries", norwegian: "Land",
      englishGrain: "day, country", norwegianGrain: "dag, land"),
    .init(
      table: "referrer_day", english: "Referring sites", norwegian: "Henvisende nettsteder",
      englishGrain: "day, host", norwegianGrain: "dag, vertsnavn"),
    .init(
      table: "campaign_day", english: "Campaigns", norwegian: "Kampanjer",
      englishGrain: "day, source, medium, name", norwegianGrain: "dag, kilde, medium, navn"),
    .init(
      table: "response_time_day", english: "Response times", norwegian: "Responstider",
      englishGrain: "day, page, class of time", norwegianGrain: "dag, side, tidsklasse"),
    .init(
      table: "landing_day", english: "Landing pages", norwegian: "Landingssider",
      englishGrain: "day, page, referring host", norwegianGrain: "dag, side, henvisende vertsnavn"),
    .init(
      table: "not_found_day", english: "Pages not found", norwegian: "Sider som ikke finnes",
      englishGrain: "day, page, linking host", norwegianGrain: "dag, side, lenkende vertsnavn"),
    .init(
      table: "page_day", english: "Visitors and visits of pages",
      norwegian: "Besøkende og besøk per side", englishGrain: "day, page; numbers only",
      norwegianGrain: "dag, side; bare antall"),
    .init(
      table: "site_day", english: "Visitors and visits of sites",
      norwegian: "Besøkende og besøk per nettsted", englishGrain: "day, site; numbers only",
      norwegianGrain: "dag, nettsted; bare antall"),
  ]
}
