internal import TrafficPages

/// What pages need beside them; everybody may have it.
enum StaticFile: String {
  case style = "style.css"
  case icon = "icon.svg"
  case script = "script.js"

  /// The file that a path names; beside the pages of a link, too, whatever the link.
  init?(_ parts: [String]) {
    let isOfLink = parts.count == 3 && parts[0] == "shared"
    guard isOfLink || parts.count == 1, let file = parts.last.flatMap(StaticFile.init(rawValue:))
    else { return nil }
    self = file
  }

  func answer(_ asking: Asking) -> Answer {
    let tag = "\"\(Blake.hash(of: Array(asset.text.utf8), bytes: 16))\""
    if asking.has(tag) { return .unchanged(tag) }
    return Answer(contentType, asset.text, tag: tag)
  }

  private var asset: StaticAsset {
    switch self {
    case .style: .style
    case .icon: .icon
    case .script: .script
    }
  }

  private var contentType: String {
    switch self {
    case .style: "text/css; charset=utf-8"
    case .icon: "image/svg+xml"
    case .script: "text/javascript; charset=utf-8"
    }
  }
}
