internal import LogFormats

/// How the values of a format's lines are read: what a plan says, looked up once before any line.
struct LineReading: Sendable {
  /// Whether method, target and protocol are one value.
  let hasWholeRequest: Bool
  let hasHost: Bool
  let hasClient: Bool
  let hasStatus: Bool
  let hasBytes: Bool
  let hasReferrer: Bool
  let hasAgent: Bool
  let hasDuration: Bool
  /// Whether the host of a target that is a whole URL is the site.
  let targetNamesHost: Bool
  /// Where a target's host is looked for.
  let targetForm: TargetHost.Form
  /// Whether a referrer may be a host without a scheme.
  let referrerLacksScheme: Bool
  /// Whether the format says that, and not only the lines that it was recognised by.
  let formatNamesHost: Bool
  /// Whether a value may be missing in a line, as a key of an object may.
  let mayLackValues: Bool
  let durations: DurationReading
  /// How the end of a response is written where its duration has to be worked out.
  let end: FieldNotation?
  /// How values that a client chose are escaped.
  let requestEncoding: FieldEncoding
  let queryEncoding: FieldEncoding
  let agentEncoding: FieldEncoding
  let referrerEncoding: FieldEncoding
  let clients: ClientReading

  init(_ plan: FormatPlan, trusted: AddressNetworks) {
    hasWholeRequest = plan.has(.request)
    hasHost = plan.has(.host)
    hasClient = plan.has(.client)
    hasStatus = plan.has(.status)
    hasBytes = plan.has(.bytes)
    hasReferrer = plan.has(.referrer)
    hasAgent = plan.has(.userAgent)
    hasDuration = plan.has(.duration)
    targetNamesHost = plan.targetNamesHost && !plan.has(.host)
    targetForm =
      hasWholeRequest
      ? .request : plan.field(.target)?.notation == .withoutScheme ? .hostAndPath : .url
    referrerLacksScheme = plan.field(.referrer)?.notation == .withoutScheme
    formatNamesHost = plan.has(.host) || targetNamesHost && plan.name != LogFormat.recognisedName
    if case .steps(let steps) = plan.shape {
      mayLackValues = steps.contains { $0.optionalPrefix != 0 }
    } else {
      mayLackValues = true
    }
    durations = DurationReading(plan)
    end = plan.field(.end)?.notation
    requestEncoding = plan.field(hasWholeRequest ? .request : .target)?.encoding ?? .none
    queryEncoding = plan.field(.query)?.encoding ?? .none
    agentEncoding = plan.field(.userAgent)?.encoding ?? .none
    referrerEncoding = plan.field(.referrer)?.encoding ?? .none
    clients = ClientReading(
      hasPort: plan.field(.client)?.notation == .addressWithPort, trusted: trusted)
  }
}
