internal import AccessLog
internal import Traffic

extension SitemapError {
  /// What is wrong with a sitemap, by the path the user typed, and what to do about it.
  var sentence: String {
    let file = QuotedText.quoted(path)
    return switch code {
    case .unreadable(let error):
      switch error.code {
      case .cannotOpen, .cannotRead: "cannot read the sitemap \(file)\(systemTrouble(error.errno))"
      case .isDirectory: "\(file) is a folder: name the sitemap in it"
      default: "the sitemap \(file) is compressed and damaged: fetch it again"
      }
    case .namedPipe: "the sitemap \(file) is a named pipe, not a file: name a file"
    case .tooLong: "\(file) is longer than 50 MB, the limit for a sitemap: split it"
    case .isIndex:
      "\(file) lists sitemaps, not pages: name the files it lists, each with --sitemap"
    case .empty: "\(file) lists no page: name a sitemap, or a file with an address a line"
    case .notAddresses:
      "\(file) has lines that are neither addresses nor paths: "
        + "each must begin with / or with a scheme such as https://"
    }
  }
}
