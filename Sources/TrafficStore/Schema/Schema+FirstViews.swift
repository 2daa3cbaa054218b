extension Schema {
  /// The views of version 2: what is promised to those who ask with SQL of their own.
  static let firstViews = """
    CREATE VIEW page_hours AS
      SELECT site.name AS site, coalesce(page.path, '(rare pages)') AS page,
        strftime('%Y-%m-%dT%H:00Z', page_hour.hour * 3600, 'unixepoch') AS hour,
        device.name AS device, page_hour.hits, page_hour.page_views, page_hour.bytes
      FROM page_hour
        JOIN page ON page.id = page_hour.page
        JOIN site ON site.id = page.site
        JOIN device ON device.id = page_hour.device;
    CREATE VIEW client_hours AS
      SELECT site.name AS site,
        strftime('%Y-%m-%dT%H:00Z', client_hour.hour * 3600, 'unixepoch') AS hour,
        device.name AS device, browser.name AS browser, system.name AS system,
        client_hour.hits, client_hour.page_views
      FROM client_hour
        JOIN site ON site.id = client_hour.site
        JOIN device ON device.id = client_hour.device
        JOIN browser ON browser.id = client_hour.browser
        JOIN system ON system.id = client_hour.system;
    CREATE VIEW status_hours AS
      SELECT site.name AS site,
        strftime('%Y-%m-%dT%H:00Z', status_hour.hour * 3600, 'unixepoch') AS hour,
        status_hour.status, status_hour.hits
      FROM status_hour JOIN site ON site.id = status_hour.site;
    CREATE VIEW kind_hours AS
      SELECT site.name AS site,
        strftime('%Y-%m-%dT%H:00Z', kind_hour.hour * 3600, 'unixepoch') AS hour,
        kind.name AS kind, kind_hour.hits, kind_hour.bytes
      FROM kind_hour
        JOIN site ON site.id = kind_hour.site
        JOIN kind ON kind.id = kind_hour.kind;
    CREATE VIEW traffic_hours AS
      SELECT site.name AS site,
        strftime('%Y-%m-%dT%H:00Z', traffic_hour.hour * 3600, 'unixepoch') AS hour,
        traffic_class.name AS traffic, bot.name AS bot, traffic_hour.hits
      FROM traffic_hour
        JOIN site ON site.id = traffic_hour.site
        JOIN traffic_class ON traffic_class.id = traffic_hour.traffic
        JOIN bot ON bot.id = traffic_hour.bot;
    CREATE VIEW browser_days AS
      SELECT site.name AS site, date(version_day.day * 86400, 'unixepoch') AS day,
        browser.name AS browser, nullif(version_day.major, 0) AS version,
        version_day.hits, version_day.page_views
      FROM version_day
        JOIN site ON site.id = version_day.site
        JOIN browser ON browser.id = version_day.browser;
    CREATE VIEW country_days AS
      SELECT site.name AS site, date(country_day.day * 86400, 'unixepoch') AS day,
        country_day.country, country_day.hits, country_day.page_views
      FROM country_day JOIN site ON site.id = country_day.site;
    CREATE VIEW referrer_days AS
      SELECT site.name AS site, date(referrer_day.day * 86400, 'unixepoch') AS day,
        referrer.host AS referrer, referrer_group.name AS kind, referrer_day.page_views
      FROM referrer_day
        JOIN site ON site.id = referrer_day.site
        JOIN referrer ON referrer.id = referrer_day.referrer
        JOIN referrer_group ON referrer_group.id = referrer.grp;
    CREATE VIEW campaign_days AS
      SELECT site.name AS site, date(campaign_day.day * 86400, 'unixepoch') AS day,
        campaign.source, campaign.medium, campaign.name AS campaign, campaign_day.page_views
      FROM campaign_day
        JOIN site ON site.id = campaign_day.site
        JOIN campaign ON campaign.id = campaign_day.campaign;
    CREATE VIEW response_time_days AS
      SELECT site.name AS site, coalesce(page.path, '(rare pages)') AS page,
        date(response_time_day.day * 86400, 'unixepoch') AS day,
        response_time.up_to_ms, response_time_day.hits
      FROM response_time_day
        JOIN page ON page.id = response_time_day.page
        JOIN site ON site.id = page.site
        JOIN response_time ON response_time.id = response_time_day.time;
    CREATE VIEW page_days AS
      SELECT site.name AS site, coalesce(page.path, '(rare pages)') AS page,
        date(page_day.day * 86400, 'unixepoch') AS day, page_day.visitors, page_day.visits
      FROM page_day
        JOIN page ON page.id = page_day.page
        JOIN site ON site.id = page.site;
    CREATE VIEW site_days AS
      SELECT site.name AS site, date(site_day.day * 86400, 'unixepoch') AS day,
        site_day.visitors, site_day.visits
      FROM site_day JOIN site ON site.id = site_day.site;
    CREATE VIEW retention AS
      SELECT keep, keep_hours, coalesce(keep_days, keep) AS keep_days,
        date(nullif(daily_before, 0) * 86400, 'unixepoch') AS by_day_before,
        date(nullif(monthly_before, 0) * 86400, 'unixepoch') AS by_month_before
      FROM retention_setting;
    CREATE VIEW sources AS
      SELECT s.id, s.format, s.lines, s.hits,
        coalesce((SELECT sum(r.lines) FROM source_reject AS r WHERE r.source = s.id), 0)
          AS rejected,
        coalesce((SELECT max(m.offset) FROM source_mark AS m WHERE m.source = s.id), 0) AS bytes
      FROM source AS s;
    """
}
