/// What a word says about a client, other than the name of a browser, a system or a bot.
enum Clue: UInt8 {
  case none = 0
  // Engines and forms.
  case mozilla, webKit, gecko, khtml, trident, presto, like, version, revision, compatible
  /// A third part in `(KHTML, like Gecko; ...)`, where no browser has one.
  case engineAside
  case webView, url, address, plusURL
  // Systems that need a version or a place.
  case android, tizen, dalvik, safari, appleOS, darwin, cfNetwork, x86, build
  // Devices.
  case mobile, featurePhone, tablet, iPad, iPhone, iPod, tv, console, wearable, appliance
  case desktop
  /// How a television is connected: the end of `(Sony, KDL-42W804A, wired)`.
  case wire
  /// A build of Android that makers of televisions and boxes use as it is.
  case plainBuild
  /// A maker's name that looks like a bot's.
  case maker
  /// A maker of telephones: tells a telephone where nothing else tells a system.
  case phoneMaker

  var bit: UInt64 { 1 &<< UInt64(rawValue) }

  /// Whether it counts wherever it stands, and says no more than that it is there.
  @inline(__always)
  var isPlain: Bool { Clue.plain & bit != 0 }

  private static let plain =
    Clue.mozilla.bit | Clue.webKit.bit | Clue.presto.bit | Clue.compatible.bit | Clue.webView.bit
    | Clue.dalvik.bit | Clue.safari.bit | Clue.darwin.bit | Clue.cfNetwork.bit | Clue.x86.bit
    | Clue.tablet.bit | Clue.iPod.bit | Clue.maker.bit | Clue.phoneMaker.bit | Clue.plainBuild.bit
}
