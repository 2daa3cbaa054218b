internal import Traffic

extension Report {
  /// What to say of sites where people cannot be distinguished; `nil` where there are none.
  public static func note(ofLoneSites sites: [String]) -> String? {
    guard let first = sites.first else { return nil }
    let others = NumberText(.english).count(Int64(sites.count - 1))
    let andMore = sites.count == 1 ? "" : " and \(others) more"
    return
      "\(QuotedText.quoted(first))\(andMore): all requests of a day come from one network or one kind of "
      + "client, as through a proxy, from an office or in an intranet. So no page gets a name: "
      + "list pages with --sitemap or --page-rule, or name the field with the visitors' "
      + "addresses with --client-address."
  }
}
