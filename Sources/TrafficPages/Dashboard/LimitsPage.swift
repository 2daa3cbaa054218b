/// What the numbers cannot tell, and why: the page that a reader should see before quoting one.
public struct LimitsPage: Sendable {
  public var query: PageQuery
  /// The least that a row counts.
  public var threshold: Int64
  /// What the form to sign out says; `nil` where nobody has signed in.
  public var formToken: String?

  public init(query: PageQuery, threshold: Int64) {
    (self.query, self.threshold) = (query, threshold)
  }

  /// The page.
  public func html() -> String {
    let shell = DashboardShell(query, .limits, formToken: formToken)
    return shell.page(
      title: shell.words.limits, header: HTML(),
      main: Tag.div(.class("text")) {
        for limit in shell.words.limitsOfCounts(threshold: threshold) {
          Tag.h2 { limit.heading }
          Tag.p { limit.text }
        }
      })
  }
}
