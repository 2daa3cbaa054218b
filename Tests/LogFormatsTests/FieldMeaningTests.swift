import LogFormats
import Testing

@Suite struct FieldMeaningTests {
  @Test("What is ignored has the place of nothing, and the others follow without a gap")
  func places() {
    #expect(FieldMeaning.ignored.rawValue == 0)
    #expect(FieldMeaning.allCases.map(\.rawValue) == Array(0..<UInt8(FieldMeaning.allCases.count)))
  }
}
