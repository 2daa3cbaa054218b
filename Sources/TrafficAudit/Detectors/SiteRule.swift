/// What a site may be called: what the audit leaves in peace.
package struct SiteRule {
  private let detector: any TextDetector

  /// - Parameter redaction: What redacts; the audit's own detectors look as well.
  package init(redaction: any TextDetector) { detector = PairedDetector(redaction: redaction) }

  package func allows(_ name: String) -> Bool { detector.isSite(Array(name.utf8)) }
}
