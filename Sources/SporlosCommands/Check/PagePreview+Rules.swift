internal import Collecting
internal import Traffic
internal import TrafficReport

extension PagePreview {
  /// The fewest folded pages that a rule is proposed for: how many there are below a part of a site
  /// should say nothing about one of them.
  private static let minFolded: Int64 = 5

  /// What a page rule for a part of the site would join.
  private struct Proposal {
    var folded: Int64 = 0
    var hits: Int64 = 0
    var named: Int64 = 0
    /// Whether all folded pages are right below it, so that `*` is enough.
    var isFlat = true
  }

  /// The page rules that would give names to folded pages.
  ///
  /// Proposed are only parts of a site that stand in the name of a page already, so that no text is
  /// shown that might not be kept.
  func ruleTable(_ named: [Page], _ unnamed: [Page], _ limit: Int?) -> Report.Table {
    var proposals: [String: Proposal] = [:]
    for page in named where page.reason != .rule && page.reason != .nobodys {
      guard let part = PagePreview.parts(of: page.path)?.first else { continue }
      proposals[part] = Proposal()
    }
    for page in unnamed {
      guard let (part, depth) = PagePreview.parts(of: page.path), proposals[part] != nil else {
        continue
      }
      proposals[part]?.folded += 1
      proposals[part]?.hits += page.hits
      if depth != 2 { proposals[part]?.isFlat = false }
    }
    for page in named where page.reason != .rule {
      guard let (part, depth) = PagePreview.parts(of: page.path), let known = proposals[part],
        depth == 2 || !known.isFlat
      else { continue }
      proposals[part]?.named += 1
    }
    let wanted = proposals.filter { $0.value.folded >= PagePreview.minFolded }.sorted {
      $0.value.folded != $1.value.folded ? $0.value.folded > $1.value.folded : $0.key < $1.key
    }
    return Report.Table(
      name: "page_rules",
      columns: [
        .init("page_rule", "Possible page rule", .text), .init("folded_pages", "Folded", .count),
        .init("hits", "Hits of those", .count), .init("named_pages", "Named", .count),
      ],
      rows: wanted.map { part, proposal in
        [
          .text("/\(part)/" + (proposal.isFlat ? "*" : "**")), .number(proposal.folded),
          .number(proposal.hits), .number(proposal.named),
        ]
      }
    ).limited(to: limit)
  }

  /// The first part of a path and how many parts it has; `nil` where no rule can be made of it.
  private static func parts(of path: PagePath) -> (first: String, depth: Int)? {
    guard path.text.hasPrefix("/") else { return nil }
    let parts = path.text.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard let first = parts.first.map({ String($0) ?? "" }), !first.isEmpty,
      !first.utf8.contains(UInt8(ascii: ":")), !first.utf8.contains(UInt8(ascii: "*")),
      first != "…"
    else { return nil }
    return (first, parts.count)
  }
}
