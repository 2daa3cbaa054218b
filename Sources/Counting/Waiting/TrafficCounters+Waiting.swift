internal import Hits
internal import Traffic

extension TrafficCounters {
  /// Writes all counts, under the worker's numbers.
  func write(to writer: inout ByteWriter) {
    writer.write(unsafe sheets.keys.sorted()) { writer, hour in
      // SAFETY: the sheet lives as long as its counters.
      guard let sheet = unsafe sheets[hour]?.pointee else { return }
      writer.write(hour)
      for table in HourCounters.tables { writer.write(sheet[keyPath: table]) }
    }
    writer.write(unsafe days.keys.sorted()) { writer, day in
      // SAFETY: as above.
      guard let sheet = unsafe days[day]?.pointee else { return }
      writer.write(day)
      sheet.write(to: &writer)
    }
  }

  /// Takes counts from the front of some bytes.
  ///
  /// - Parameter names: What the numbers stand for: none is taken that has no name.
  convenience init(taking reader: inout ByteReader, _ names: HitTables) throws(DamagedBytes) {
    self.init()
    var hours: [Int32] = []
    for _ in 0..<(try reader.number(UInt32.self)) {
      let hour = try reader.hour()
      hours.append(hour)
      try withSheets(of: hour) { sheet, _ throws(DamagedBytes) in
        for table in HourCounters.tables {
          try reader.take(into: &sheet[keyPath: table]) { names.has(hourKey: $0, in: table) }
        }
      }
    }
    var room = TrafficCounters.mostWaitingSketches
    for _ in 0..<(try reader.number(UInt32.self)) {
      let day = Day(rawValue: try reader.number(Int32.self))
      // A day has visitors where one of its hours has hits.
      guard let hour = hours.first(where: { Hour(rawValue: $0).day == day }) else {
        throw DamagedBytes()
      }
      try withSheets(of: hour) { _, visitors throws(DamagedBytes) in
        try visitors.take(from: &reader, names, &room)
      }
    }
  }

  /// The most places for visitors of sites and pages, over all days: more than a batch ever has. Each day has one
  /// for every page up to the last that it has visitors of, so a small file could ask for much.
  private static let mostWaitingSketches = 1 << 24
}

extension HourCounters {
  /// All that is counted by the hour, in the order in which it is written.
  static var tables: [WritableKeyPath<HourCounters, CounterTable<TrafficCell>>] {
    [\.pages, \.clients, \.answers, \.referrers, \.campaigns, \.countries, \.times]
  }
}

extension VisitorCounters {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(sketches(ofSites: true), VisitorCounters.write)
    writer.write(sketches(ofSites: false), VisitorCounters.write)
    writer.write(landings)
    writer.write(notFound)
    writer.write(parts)
    writer.write(wholes)
  }

  private static func write(
    _ writer: inout ByteWriter, _ entry: (number: Int, sketch: VisitorSketch)
  ) {
    writer.write(UInt32(entry.number))
    writer.write(bytes: entry.sketch.bytes)
  }

  /// - Parameter room: The places for visitors that may be made yet.
  fileprivate mutating func take(
    from reader: inout ByteReader, _ names: HitTables, _ room: inout Int
  ) throws(DamagedBytes) {
    for isSite in [true, false] {
      let count = isSite ? names.sites.count : names.pages.count
      for _ in 0..<(try reader.number(UInt32.self)) {
        let number = Int(try reader.index(below: count))
        var sketch = try reader.sketch()
        defer { sketch.free() }
        guard sketch.precision == (isSite ? VisitorSketch.ofSite : VisitorSketch.ofPage) else {
          throw DamagedBytes()
        }
        let before = places
        merge(sketch, ofSite: isSite, number: number)
        room -= places - before
        guard room >= 0 else { throw DamagedBytes() }
      }
    }
    func isPair(_ key: UInt64) -> Bool {
      Int(key >> 16) < names.pages.count && Int(key & 0xffff) < names.referrers.count
    }
    try take(
      tables: &reader, isPair: isPair,
      isFetch: {
        FetchKey(rawValue: $0).page < names.pages.count && FetchKey(rawValue: $0).hour < Hour.perDay
      })
  }
}

extension HitTables {
  /// Whether what a key of an hour's table stands for is among these names.
  fileprivate func has(
    hourKey key: UInt32, in table: WritableKeyPath<HourCounters, CounterTable<TrafficCell>>
  ) -> Bool {
    let (upper, lower) = (Int(key >> 16), Int(key & 0xffff))
    switch table {
    case \.pages: return Int(key >> 4) < pages.count
    case \.times: return Int(key >> 8) < pages.count
    case \.clients: return upper < sites.count && lower < clients.count
    case \.referrers: return upper < sites.count && lower < referrers.count
    case \.campaigns: return upper < sites.count && lower < campaigns.count
    default: return upper < sites.count
    }
  }
}
