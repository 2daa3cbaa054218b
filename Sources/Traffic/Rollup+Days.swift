extension Rollup {
  /// Hits of one traffic class and bot family on one site in one hour.
  public struct TrafficHour: Hashable, Sendable {
    public var hour: Hour
    public var site: Int32
    public var traffic: TrafficClass
    public var bot: BotFamily
    public var hits: Int64

    public init(hour: Hour, site: Int32, traffic: TrafficClass, bot: BotFamily, hits: Int64) {
      self.hour = hour
      self.site = site
      self.traffic = traffic
      self.bot = bot
      self.hits = hits
    }
  }

  /// People's hits with one major version of a browser on one site on one day.
  public struct VersionDay: Hashable, Sendable {
    public var day: Day
    public var site: Int32
    public var browser: Browser
    /// 0 where the user agent does not say.
    public var major: UInt16
    public var hits: Int64
    public var pageViews: Int64

    public init(
      day: Day, site: Int32, browser: Browser, major: UInt16, hits: Int64, pageViews: Int64
    ) {
      self.day = day
      self.site = site
      self.browser = browser
      self.major = major
      self.hits = hits
      self.pageViews = pageViews
    }
  }

  /// People's hits from one country on one site on one day.
  public struct CountryDay: Hashable, Sendable {
    public var day: Day
    public var site: Int32
    public var country: CountryCode
    public var hits: Int64
    public var pageViews: Int64

    public init(day: Day, site: Int32, country: CountryCode, hits: Int64, pageViews: Int64) {
      self.day = day
      self.site = site
      self.country = country
      self.hits = hits
      self.pageViews = pageViews
    }
  }

  /// Page views that came from one referrer to one site on one day.
  public struct ReferrerDay: Hashable, Sendable {
    public var day: Day
    public var site: Int32
    /// The index of the referrer in the batch's list.
    public var referrer: Int32
    public var pageViews: Int64

    public init(day: Day, site: Int32, referrer: Int32, pageViews: Int64) {
      self.day = day
      self.site = site
      self.referrer = referrer
      self.pageViews = pageViews
    }
  }

  /// Page views that one campaign brought to one site on one day.
  public struct CampaignDay: Hashable, Sendable {
    public var day: Day
    public var site: Int32
    /// The index of the campaign in the batch's list.
    public var campaign: Int32
    public var pageViews: Int64

    public init(day: Day, site: Int32, campaign: Int32, pageViews: Int64) {
      self.day = day
      self.site = site
      self.campaign = campaign
      self.pageViews = pageViews
    }
  }

  /// Page views of one page on one day that came from outside, by where they came from.
  public struct LandingDay: Hashable, Sendable {
    public var day: Day
    public var page: Int32
    /// The index of the referrer in the batch's list.
    public var referrer: Int32
    public var pageViews: Int64

    public init(day: Day, page: Int32, referrer: Int32, pageViews: Int64) {
      self.day = day
      self.page = page
      self.referrer = referrer
      self.pageViews = pageViews
    }
  }

  /// People's requests for one page on one day that found nothing there, by where they came from.
  public struct NotFoundDay: Hashable, Sendable {
    public var day: Day
    public var page: Int32
    /// The index of the referrer in the batch's list; the site itself is one.
    public var referrer: Int32
    public var hits: Int64

    public init(day: Day, page: Int32, referrer: Int32, hits: Int64) {
      self.day = day
      self.page = page
      self.referrer = referrer
      self.hits = hits
    }
  }

  /// Hits of one page on one day whose responses took about the same time.
  public struct ResponseTimeDay: Hashable, Sendable {
    public var day: Day
    public var page: Int32
    public var time: ResponseTime
    public var hits: Int64

    public init(day: Day, page: Int32, time: ResponseTime, hits: Int64) {
      self.day = day
      self.page = page
      self.time = time
      self.hits = hits
    }
  }

  /// People who asked for one page on one day, and page views of it that came from outside.
  public struct PageDay: Hashable, Sendable {
    public var day: Day
    public var page: Int32
    /// Different visitors of the whole day as far as it is counted, earlier batches included; an
    /// estimate where there are many. 0 where they are not counted.
    public var visitors: Int64
    /// How many people they are at least, up to a few: as many as differ in network and in kind of
    /// client, for ``PagePolicy``.
    public var people: Int64
    /// Page views of this batch whose referrer is not the site itself.
    public var visits: Int64

    public init(day: Day, page: Int32, visitors: Int64 = 0, people: Int64 = 0, visits: Int64) {
      self.day = day
      self.page = page
      self.visitors = visitors
      self.people = people
      self.visits = visits
    }
  }

  /// People who viewed a page of one site on one day, and page views that came from outside.
  public struct SiteDay: Hashable, Sendable {
    public var day: Day
    public var site: Int32
    /// As in ``PageDay/visitors``.
    public var visitors: Int64
    /// As in ``PageDay/people``.
    public var people: Int64
    /// As in ``PageDay/visits``.
    public var visits: Int64

    public init(day: Day, site: Int32, visitors: Int64 = 0, people: Int64 = 0, visits: Int64) {
      self.day = day
      self.site = site
      self.visitors = visitors
      self.people = people
      self.visits = visits
    }
  }
}
