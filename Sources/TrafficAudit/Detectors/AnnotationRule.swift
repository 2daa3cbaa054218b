package import Traffic

/// What may stand in an annotation: any line of text in which nothing looks like a person's data.
///
/// It is asked before one is kept, and by the audit of those that are: so nothing can be typed that would be found
/// later.
package struct AnnotationRule {
  private let detector: any TextDetector

  /// - Parameter redaction: What redacts; the audit's own detectors look as well.
  package init(redaction: any TextDetector) { detector = PairedDetector(redaction: redaction) }

  /// - Parameter detector: Both pairs of eyes.
  init(detector: any TextDetector) { self.detector = detector }

  /// The shapes of personal data in a text.
  package func shapes(in text: String) -> Set<PersonalShape> {
    detector.shapes(inText: Array(text.utf8)[...])
  }

  /// Whether bytes are such a text.
  func allows(_ bytes: [UInt8]) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    return Annotation.isText(text) && detector.shapes(inText: bytes[...]).isEmpty
  }
}
