import Traffic
import TrafficReport

/// What somebody wrote on the days of a report, as a list.
struct AnnotationsView {
  let report: Report
  let values: Values

  /// The list with its heading; nothing where there is nothing.
  var html: HTML {
    guard !report.annotations.isEmpty else { return HTML() }
    return Tag.div(.class("annotations")) {
      Tag.h3 { values.words.annotations }
      Tag.ul {
        for annotation in report.annotations {
          Tag.li {
            Tag.time(.datetime(annotation.day)) { values.dates.short(annotation.day) }
            ": "
            annotation.text
            site(of: annotation)
          }
        }
      }
    }
  }

  /// Of a report on all sites, each says which one it is about.
  private func site(of annotation: Annotation) -> String {
    guard report.site == nil, let site = annotation.site else { return "" }
    return " (\(site))"
  }
}
