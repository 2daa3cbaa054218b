internal import AccessLog
internal import ArgumentParser

/// The options that list pages whose names may be kept, whoever asks for them.
struct SitemapOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A sitemap or a list of addresses: these pages are shown by name from their first hit.",
      valueName: "file"), completion: .file())
  var sitemap: [String] = []

  /// The pages that sitemaps and rules name.
  ///
  /// - Throws: ``CommandFailure`` when a sitemap cannot be read, or is none.
  func pages(_ rules: [PageRule]) throws -> Sitemap {
    var pages = Sitemap()
    pages.list(rules)
    for path in sitemap {
      do {
        try pages.list(file: path, rules: rules)
      } catch {
        throw CommandFailure(error.sentence)
      }
    }
    return pages
  }
}
