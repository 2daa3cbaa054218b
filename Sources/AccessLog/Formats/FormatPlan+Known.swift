internal import LogFormats

// The formats that were known before any string was read.

extension FormatPlan {
  private static func field(_ meaning: FieldMeaning, _ name: String, _ extent: FieldExtent = .word)
    -> FormatPiece
  {
    .field(FormatField(meaning, encoding: .backslash, extent: extent, name: name))
  }
  private static let client: [FormatPiece] = [
    .field(FormatField(.client, extent: .list, name: "%h")), .literal(" "),
    .field(FormatField(.ignored, name: "%l")), .literal(" "),
    .field(FormatField(.ignored, extent: .text, name: "%u")), .literal(" ["),
    .field(FormatField(.time, .commonLog, name: "%t")), .literal("] \""),
    field(.request, "%r", .text), .literal("\" "), field(.status, "%>s"), .literal(" "),
    field(.bytes, "%b"),
  ]
  private static let agents: [FormatPiece] = [
    .literal(" \""), field(.referrer, "%{Referer}i", .text), .literal("\" \""),
    field(.userAgent, "%{User-Agent}i", .text), .literal("\""),
  ]
  private static let host: [FormatPiece] = [field(.host, "%v:%p"), .literal(" ")]

  private static func plan(_ name: String, _ pieces: [FormatPiece], more: Bool = false)
    -> FormatPlan
  {
    do {
      return try FormatPlan(FormatDefinition(name: name, shape: .line(pieces), allowsMore: more))
    } catch {
      preconditionFailure("a known format is none: \(error)")
    }
  }

  static let common = plan("common", client)
  static let combined = plan("combined", client + agents, more: true)
  static let vhostCommon = plan("vhost-common", host + client)
  static let vhostCombined = plan("vhost-combined", host + client + agents, more: true)
  static let combinedVhost = plan(
    "combined-vhost", client + agents + [.literal(" "), field(.host, "%v")])
  static let combinedQuotedVhost = plan(
    "combined-quoted-vhost",
    client + agents + [.literal(" \""), field(.host, "$host", .text), .literal("\"")])
  static let combinedTime = plan(
    "combined-time",
    client + agents
      + [.literal(" "), .field(FormatField(.duration, .secondsOrMicroseconds, name: "%D"))])

  /// Every known format, the more telling before the more general.
  static let known: [FormatPlan] = [
    vhostCombined, combinedTime, combinedVhost, combinedQuotedVhost, combined, vhostCommon, common,
  ]
}
