import GRDB
import Traffic

extension StoredContent {
  /// What a column of this program's own tables holds.
  ///
  /// A column that is on no list holds numbers, or text that is judged by its shape.
  static func of(_ column: String, in table: String, type: String) -> StoredContent {
    if let names = Schema.names.first(where: { $0.name == table }),
      let content = of(column, in: names)
    {
      return content
    }
    if let special = special["\(table).\(column)"] { return special }
    if let common = common[column] { return common }
    return type.uppercased() == "INTEGER" ? .number(Int64.min...Int64.max) : .unknown
  }

  private static let special: [String: StoredContent] = [
    "meta.one": .number(1...1), "meta.identifier": .digest, "meta.key_check": .digest,
    "meta.time_zone": .timeZone, "meta.referrer_table": .tag, "meta.redaction": .number(0...9_999),
    "forgotten.tag": .tag, "waiting_name.tag": .tag, "waiting_name.rows": .number(1...4),
    "waiting_name.place": row, "waiting_name.views": count, "member.identifier": .digest,
    "site.name": .site, "page.tag": .tag, "page.path": .path, "page.since": .day,
    "referrer.host": .referrer, "referrer.grp": members(of: "referrer_group"),
    "campaign.source": .campaign, "campaign.medium": .campaign, "campaign.name": .campaign,
    "page_hour.key": .pageHour,
    "source.fingerprint": .digest, "source.file": .digest, "source.format": .format,
    "source.head": .tag, "source.format_hash": .tag, "source.end_mark": .tag,
    "source.file_mark": .tag,
    "source.line_marks": .marks, "source.grid_marks": .marks, "source.last_day": .day,
    "database_file.one": .number(1...1), "database_file.inode": .number(0...Int64.max - 1),
    "cut_short.content": .tag, "deleted_source.one": .number(1...1), "deleted_source.logs": row,
    "source_mark.digest": .digest, "response_time_day.time": members(of: "response_time"),
    "traffic_hour.traffic": members(of: "traffic_class"),
    "source_reject.reason": members(of: "reject_reason"),
    "publication.one": .number(1...1), "publication.threshold": .number(2...1000),
    "publication.releases": count, "publication.kept_from": earlyDay,
    // Days stay for as long as the window that they are in.
    "published_day.last": earlyDay,
    "published_day.first": earlyDay,
    "published_day.portion": count, "published_day.page_views": correction,
    "published_day.hits": correction, "published_day.bots": correction,
    "published_day.tools": correction, "published_day.visitors": correction,
    "published_day.visits": correction, "published_day.bytes": .number(-(1 << 60)...(1 << 60)),
    "publication_grain.quarter": earlyDay, "publication_grain.grain": .number(1...3),
    "published_window.last": .day, "published_window.first": earlyDay,
    "published_month.month": earlyDay,
    "publication_cell.breakdown": .number(1...17), "publication_cell.last": .day,
    "publication_cell.first": earlyDay, "publication_cell.portion": count,
    "publication_cell.grp": .number(Cell.numbers),
    "publication_cell.key": .number(Cell.numbers),
    "publication_cell.value": correction, "publication_cell.visitors": correction,
    "publication_cell.state": .number(0...2),
    "summed_time.last": .day, "summed_time.first": earlyDay,
    "summed_part.breakdown": .number(1...17), "summed_part.last": .day,
    "summed_part.first": earlyDay, "summed_part.parts": .packed(.parts),
    "packed_day.last": .day, "packed_day.first": earlyDay, "packed_day.days": .packed(.days),
    "packed_cell.breakdown": .number(1...17), "packed_cell.last": .day,
    "packed_cell.first": earlyDay, "packed_cell.cells": .packed(.cells),
    "annotation.text": .annotation, "annotation.merged": .number(0...1),
    // Days of clocks, which may be wrong, and not of counts.
    "clock_reading.day": .number(0...2_932_896),
    // The campaign of a day is a number, its source a text.
    "campaign_day.campaign": row, "source_mark.source": row, "source_reject.source": row,
  ]

  private static let common: [String: StoredContent] = [
    "hour": .hour, "day": .day, "id": row, "site": row, "page": row, "referrer": row,
    "campaign": row, "country": .country,
    "device": members(of: "device"), "browser": members(of: "browser"),
    "system": members(of: "system"), "kind": members(of: "kind"), "bot": members(of: "bot"),
    "hits": count, "page_views": count, "visits": count, "visitors": count,
    "visitor_days": count, "most_visitors": count, "people_days": count, "streams": count,
    "fetches": count,
    "people": .number(0...PagePolicy.mostPeople), "most_people": .number(0...PagePolicy.mostPeople),
    "lines": .number(0...(1 << 44)),
    "bytes": .number(0...(1 << 60)), "offset": .number(0...(1 << 60)),
    "status": .number(0...999), "major": .number(0...9_999),
  ]

  /// The number of a row.
  private static let row = StoredContent.number(0...PageKey.pages.upperBound)
  /// Requests or people: more in an hour or a day than any server has.
  private static let count = StoredContent.number(0...(1 << 40))

  /// What came to a count, or was taken from it.
  private static let correction = StoredContent.number(-(1 << 40)...(1 << 40))
  /// A day that may be before all that is kept, as the first one of a month is.
  private static let earlyDay = StoredContent.number(0...Int64(Int32.max / Hour.perDay))

  private static func members(of table: String) -> StoredContent {
    let ids = Schema.names.first { $0.name == table }?.rows.compactMap {
      Int64.fromDatabaseValue($0[0])
    }
    return .member(Set(ids ?? []))
  }

  private static func of(_ column: String, in names: Schema.NameTable) -> StoredContent? {
    if column == "id" { return members(of: names.name) }
    if names.name == "bot", column == "traffic" { return members(of: "traffic_class") }
    guard let index = names.columns.firstIndex(of: column) else { return nil }
    let values = names.rows.map { $0[index + 1] }
    let texts = values.compactMap { value -> String? in
      if case .string(let text) = value.storage { return text }
      return nil
    }
    if texts.count == values.count { return .name(Set(texts)) }
    return .real(Set(values.compactMap { Double.fromDatabaseValue($0) }))
  }
}
