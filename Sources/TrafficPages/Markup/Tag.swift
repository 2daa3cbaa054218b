/// An element by its name: only those that pages have.
///
/// None of them holds a script (``script`` names a file of the module's own), loads a page into the page or sends anything but a form to where the page is from.
struct Tag: Hashable, Sendable {
  /// How an element is written.
  enum Form {
    case normal
    /// It holds nothing and is not closed.
    case void
    /// Of SVG: where it holds nothing it closes itself.
    case drawing
  }

  let name: String
  let form: Form

  private init(_ name: String, _ form: Form = .normal) {
    self.name = name
    self.form = form
  }

  static let html = Tag("html")
  static let head = Tag("head")
  static let meta = Tag("meta", .void)
  static let title = Tag("title")
  static let style = Tag("style")
  static let link = Tag("link", .void)
  static let script = Tag("script")
  static let body = Tag("body")
  static let header = Tag("header")
  static let main = Tag("main")
  static let footer = Tag("footer")
  static let nav = Tag("nav")
  static let section = Tag("section")
  static let div = Tag("div")
  static let h1 = Tag("h1")
  static let h2 = Tag("h2")
  static let h3 = Tag("h3")
  static let p = Tag("p")
  static let a = Tag("a")
  static let b = Tag("b")
  static let span = Tag("span")
  static let small = Tag("small")
  static let time = Tag("time")
  static let wbr = Tag("wbr", .void)
  static let ul = Tag("ul")
  static let li = Tag("li")
  static let dl = Tag("dl")
  static let dt = Tag("dt")
  static let dd = Tag("dd")
  static let details = Tag("details")
  static let summary = Tag("summary")
  static let figure = Tag("figure")
  static let figcaption = Tag("figcaption")
  static let table = Tag("table")
  static let caption = Tag("caption")
  static let thead = Tag("thead")
  static let tbody = Tag("tbody")
  static let tfoot = Tag("tfoot")
  static let tr = Tag("tr")
  static let th = Tag("th")
  static let td = Tag("td")
  static let form = Tag("form")
  static let label = Tag("label")
  static let input = Tag("input", .void)
  static let select = Tag("select")
  static let option = Tag("option")
  static let button = Tag("button")
  static let svg = Tag("svg")
  static let g = Tag("g", .drawing)
  static let rect = Tag("rect", .drawing)
  static let line = Tag("line", .drawing)
  static let text = Tag("text", .drawing)

  /// The element with what it holds.
  func callAsFunction(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    HTML(self, attributes, content())
  }

  /// The element, empty.
  func callAsFunction(_ attributes: Attribute...) -> HTML { HTML(self, attributes, HTML()) }
}
