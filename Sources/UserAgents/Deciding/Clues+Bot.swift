internal import Traffic

extension Clues {
  /// The program that sent the header, nil where a person seems to have.
  func program(_ bytes: Span<UInt8>) -> (family: BotFamily, traffic: TrafficClass)? {
    if bot != .none { return (bot, bot.traffic) }
    if let fetcher = applicationFetcher { return (fetcher, fetcher.traffic) }
    if guardedBot != .none, !looksLikeBrowser, isTool { return (guardedBot, guardedBot.traffic) }
    if strongClass != .unknown, !isAppsOwnName {
      guard strongClass == .otherBot else { return (.other, strongClass) }
      let purpose = WordShape.purpose(of: bytes)
      return (.other, purpose == .unknown ? .otherBot : purpose)
    }
    if outsideBot != .none { return (outsideBot, outsideBot.traffic) }
    if saysItIsAProgram {
      if browser == .podcastApp { return (.otherFeedReader, .feedReader) }
      let purpose = WordShape.purpose(of: bytes)
      if purpose != .unknown { return (.other, purpose) }
      let told = WordShape.weakClass(of: bytes)
      return (.other, told == .unknown ? .otherBot : told)
    }
    if !looksLikeBrowser, !isApplication, !isOnPersonalDevice {
      let told = WordShape.weakClass(of: bytes)
      if told != .unknown { return (.other, told) }
      if namesNothing { return (.other, .tool) }
    }
    return nil
  }

  /// `BabyMonitor`, `QRScanner`: what applications of telephones are called, too, which give no address.
  private var isAppsOwnName: Bool {
    (strongClass == .scanner || strongClass == .monitor) && isOnPersonalDevice && !self[.url]
      && !self[.address]
  }

  /// No engine, no system, no known application, no maker of telephones: every browser names one.
  private var namesNothing: Bool {
    let devices =
      Clue.tv.bit | Clue.console.bit | Clue.wearable.bit | Clue.appliance.bit | Clue.mobile.bit
      | Clue.featurePhone.bit | Clue.phoneMaker.bit | Clue.tablet.bit | Clue.iPad.bit
      | Clue.iPhone.bit | Clue.iPod.bit
    return system == .other && browser == .other && !hasEngine && bits & devices == 0
  }

  /// An application that fetches by itself, under the name that its users' pages have too: WhatsApp
  /// sends `WhatsApp/2.23 A` for the card of a link, Pinterest `Pinterest/0.2 (+https://...)`, the servers of
  /// players `Overcast/1.0 Podcast Sync` and `Spotify/1.0`.
  private var applicationFetcher: BotFamily? {
    if hasEngine || system != .other { return nil }
    switch browser {
    case .whatsAppApp: return .whatsApp
    case .pinterestApp where self[.plusURL]: return .pinterestbot
    case .podcastApp where guardedBot.traffic == .feedReader,
      .mediaPlayer where guardedBot.traffic == .feedReader:
      return guardedBot
    default: return nil
    }
  }

  /// An address or a page to complain to, or `compatible` with no browser behind it.
  private var saysItIsAProgram: Bool {
    if self[.url], self[.plusURL] || self[.address], !hasEngine { return true }
    if isApplication { return false }
    if self[.plusURL], self[.url] || !looksLikeBrowser { return true }
    if self[.address] || self[.engineAside] { return true }
    // Toolbars have put addresses of the web into the comments of these.
    if self[.url] { return !(self[.trident] || browser == .opera || browser == .konqueror) }
    return self[.compatible] && !self[.trident] && !self[.tv] && browserRank < 40
      && !isOnPersonalDevice && (system == .other || self[.webKit])
  }

  /// A library's name tells a tool only where it comes first, or where nothing tells a device: the
  /// applications of telephones name their libraries too.
  private var isTool: Bool {
    if guardedBotIsFirstWord || guardedBot.traffic != .tool { return true }
    return !isOnPersonalDevice && !isApplication
  }

  /// An engine, and a system that it runs on.
  var looksLikeBrowser: Bool {
    (hasEngine || browserRank >= 40 || browser == .firefox)
      && (system != .other || browserRank >= 30 || self[.trident])
  }

  /// One of the applications that people use, by its name.
  var isApplication: Bool { browserRank >= 60 || self[.cfNetwork] }

  private var isOnPersonalDevice: Bool {
    switch system {
    case .other, .linux, .windows, .macOS, .unix, .retro: self[.mobile] || self[.featurePhone]
    default: true
    }
  }
}
