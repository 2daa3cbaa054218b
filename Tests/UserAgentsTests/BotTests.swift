import Testing
import Traffic
import UserAgents

@Suite("Programs")
struct BotTests {
  @Test("Each of today's programs is told by its own name", arguments: Self.bots)
  func named(sample: BotCase) {
    let told = client(of: sample.header)
    #expect(told.bot == sample.family)
    #expect(told.traffic == sample.traffic)
    #expect(told.device == .bot)
  }

  @Test(
    "A product that no browser has tells a program behind a whole browser's header",
    arguments: [
      (.tool, "Hutool"), (.tool, "HtmlUnit"), (.tool, "python-requests/2.32.3"),
      (.tool, "Scrapy/2.11 (+https://scrapy.example)"), (.tool, "wkhtmltopdf"),
      (.tool, "jsdom/22.1.0"), (.tool, "curl/8.5.0"), (.tool, "Wget/1.21"),
      (.tool, "RestSharp/106.11"),
      (.tool, "Apache-HttpClient/4.5"), (.tool, "axios/1.6"), (.tool, "Nokogiri"),
      (.tool, "JMeter"),
      (.tool, "HTTPie/3.2"), (.tool, "Symfony BrowserKit"), (.tool, "PostmanRuntime/7.36"),
      (.scanner, "Nikto/2.5"), (.scanner, "Acunetix"),
      (.tool, "splash"), (.aiUser, "Devin/1.0"), (.aiUser, "Agent-NovaAct/1.0"),
      (.monitor, "NewRelicSynthetics/1.0"),
    ] as [(TrafficClass, String)])
  func product(traffic: TrafficClass, name: String) {
    let chrome =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36"
    #expect(client(of: chrome).traffic == .person)
    #expect(client(of: "\(chrome) \(name)").traffic == traffic)
    #expect(client(of: "\(chrome) \(name)").device == .bot)
    // A device or a part of a comment may be called so.
    let telephone =
      "Mozilla/5.0 (Linux; Android 14; Splash Devin) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36"
    #expect(client(of: telephone).traffic == .person)
  }

  @Test(
    "An application of a telephone may be called a scanner or a monitor",
    arguments: [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 QRScanner/2.1",
      "Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 BabyMonitor/2.1",
      "BabyMonitor/2.1 (iPhone; iOS 17.1; Scale/3.00)",
    ])
  func applicationsOwnName(header: String) {
    #expect(client(of: header).traffic == .person)
    #expect(client(of: header + " (+https://monitor.example)").traffic.isBot)
  }

  @Test(
    "A new program's class is told by the form of its name, not by its address",
    arguments: [
      (.aiSearch, "Example-SearchBot/1.0"),
      (
        .aiUser,
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Example-User/1.0; +https://bot.example)"
      ),
      (.aiTraining, "Mozilla/5.0 (compatible; ExampleAIBot/1.0; +https://bot.example)"),
      (.aiTraining, "ExampleGPTBot/1.0"),
      (.aiTraining, "ExampleAICrawler/1.0"),
      (.aiSearch, "ExampleAISearchBot/1.0"),
      (.aiUser, "Mozilla/5.0 (compatible; ExampleAIAgent/1.0; +https://bot.example)"),
      (.otherBot, "Thaibot/1.0"),
      (.searchEngine, "ExampleSearchBot/1.0"),
      (.feedReader, "ExampleRSSBot/1.0"),
      (.seoAndArchive, "Example SEO Crawler"),
      (.monitor, "ExampleCheckerBot/1.0"),
      (.monitor, "ExampleStatusBot/1.0"),
      (.monitor, "DeadLinkBot/1.0 (+https://bot.example)"),
      (.monitor, "ExampleBrokenLinkCrawler"),
      (.scanner, "ExampleVulnBot/1.0"),
      // The letters of `ping`, but not the word.
      (.otherBot, "ExampleShopping/1.0 (+https://bot.example)"),
      (.otherBot, "example_scraping/1.0"),
      (.monitor, "ExamplePingBot/1.0"), (.otherBot, "ExampleShoppingBot/1.0"),
      (.otherBot, "ExampleResearchBot/1.0 (+https://search.example)"),
      (.otherBot, "Mozilla/5.0 (compatible; Example research project; mailto:someone@example.org)"),
      (
        .otherBot,
        "Mozilla/5.0 (compatible; Google-Example; +https://developers.google.com/crawling/docs/crawlers-fetchers/google-example)"
      ),
    ] as [(TrafficClass, String)])
  func formOfName(traffic: TrafficClass, header: String) {
    #expect(client(of: header).traffic == traffic)
  }

  static let bots: [BotCase] = [
    // The server that wakes its own processes (httpd's wiki, InternalDummyConnection).
    BotCase(
      .otherMonitor, .monitor, "Apache/2.4.62 (Debian) (internal dummy connection)"),
    BotCase(.otherMonitor, .monitor, "Apache (internal dummy connection)"),
    BotCase(
      .headlessChrome, .tool,
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Cypress/13.6.4 Chrome/114.0.5735.289 Electron/25.8.4 Safari/537.36"
    ),
    // A purpose outdoes the library that serves it.
    BotCase(.otherFeedReader, .feedReader, "venus/fedoraplanet python-requests/2.31.0"),
    // Libraries on Apple's systems where no application stands before them.
    BotCase(.otherLibrary, .tool, "nscurl/1 CFNetwork/1410.0.3 Darwin/22.6.0"),
    BotCase(.otherLibrary, .tool, "Alamofire/5.8.0"),
    BotCase(
      .otherSEO, .seoAndArchive, "Mozilla/5.0 (compatible; heritrix/3.4.0 +http://www.example.org)"),
    // What the operator says of a name outdoes its sound, and advertising is no class of its own.
    BotCase(
      .otherSEO, .seoAndArchive, "Mozilla/5.0 (compatible; Adsbot/3.1; +https://seostar.co/robot/)"),
    BotCase(
      .other, .otherBot, "Mozilla/5.0 (compatible; AdsBot-Naver/1.0; +http://searchad.naver.com)"),
    BotCase(.other, .otherBot, "CriteoBot/0.1 (+https://www.criteo.com/criteo-crawler/)"),
    BotCase(
      .other, .otherBot,
      "meta-externalads/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)"),
    BotCase(.otherSearch, .searchEngine, "TinEye-bot/1.0 (see http://www.tineye.com/crawler.html)"),
    BotCase(
      .otherSearch, .searchEngine, "Mozilla/5.0 (compatible; Timpibot/0.8; +http://www.timpi.io)"),
    BotCase(.otherScanner, .scanner, "ltx71 - (http://ltx71.com/)"),
    BotCase(.otherAIUser, .aiUser, "kagi-fetcher/1.0"),
    BotCase(
      .otherFeedReader, .feedReader,
      "AwarioRssBot/1.0 (+https://awario.com/bots.html; bots@awario.com)"),
    BotCase(
      .otherMonitor, .monitor,
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 DMBrowser/2.1 (BV)"
    ),
    // developers.google.com/crawling/docs/crawlers-fetchers
    BotCase(
      .googlebot, .searchEngine,
      "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6778.69 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
    ),
    BotCase(
      .googlebot, .searchEngine,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/131.0.6778.69 Safari/537.36"
    ),
    BotCase(.googlebot, .searchEngine, "Googlebot-Image/1.0"),
    BotCase(.googlebot, .searchEngine, "Googlebot-News"),
    BotCase(.googlebot, .searchEngine, "Googlebot-Video/1.0"),
    BotCase(
      .googlebot, .searchEngine,
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
    BotCase(
      .googlebot, .searchEngine,
      "Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)"),
    BotCase(
      .googleTools, .otherBot, "AdsBot-Google (+http://www.google.com/adsbot.html)"),
    BotCase(.googleTools, .otherBot, "Mediapartners-Google"),
    // The generic crawler, for products other than search.
    BotCase(.googleTools, .otherBot, "GoogleOther"),
    BotCase(
      .googleTools, .otherBot,
      "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6778.69 Mobile Safari/537.36 (compatible; GoogleOther)"
    ),
    BotCase(
      .googleTools, .otherBot,
      "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6778.69 Mobile Safari/537.36 (compatible; AdsBot-Google-Mobile; +http://www.google.com/mobile/adsbot.html)"
    ),
    BotCase(.otherAISearch, .aiSearch, "Google-CloudVertexBot"),
    BotCase(.otherAIUser, .aiUser, "Google-NotebookLM"),
    BotCase(
      .otherAIUser, .aiUser,
      "Mozilla/5.0 (compatible; Google-Agent; +https://developers.google.com/crawling/docs/crawlers-fetchers/google-agent)"
    ),
    BotCase(
      .otherAIUser, .aiUser,
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36 (compatible; Google-GeminiNotebook; +https://developers.google.com/crawling/docs/crawlers-fetchers/google-gemininotebook)"
    ),
    // A word for robots.txt: Google sends it in no header, those who pretend to be Google do.
    BotCase(.googleExtended, .aiTraining, "Mozilla/5.0 (compatible; Google-Extended)"),
    // In the comment that names a device.
    BotCase(
      .googlebot, .searchEngine,
      "Mozilla/5.0 (Linux; Android 8.0; Pixel 2 Build/OPD3.170816.012; Storebot-Google/1.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/81.0.4044.138 Mobile Safari/537.36"
    ),
    // Behind the whole header of a browser.
    BotCase(
      .headlessChrome, .tool,
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Playwright/1.40.0"
    ),
    BotCase(
      .newRelic, .monitor,
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/100.0.4896.60 Safari/537.36 NewRelicSynthetics/1.0"
    ),
    BotCase(
      .otherMonitor, .monitor,
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_6) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/97.0.4692.71 Safari/537.36 (ThousandEyes Agent)"
    ),
    BotCase(
      .otherScanner, .scanner,
      "Mozilla/5.0 (watchTowr; Windows NT 10.0; Win64; x64; rv:84.0) Gecko/20100101 Firefox/84.0"
    ),
    BotCase(.otherAISearch, .aiSearch, "Cloudflare-AutoRAG/1.0"),
    BotCase(
      .feedfetcherGoogle, .feedReader,
      "FeedFetcher-Google; (+http://www.google.com/feedfetcher.html)"),
    BotCase(
      .lighthouse, .monitor,
      "Mozilla/5.0 (Linux; Android 11; moto g power (2022)) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Mobile Safari/537.36 Chrome-Lighthouse"
    ),
    // bing.com/webmasters/help/which-crawlers-does-bing-use-8c184ec0
    BotCase(
      .bingbot, .searchEngine,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36"
    ),
    BotCase(
      .bingbot, .searchEngine,
      "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.1938.76 Mobile Safari/537.36  (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"
    ),
    BotCase(
      .bingbot, .searchEngine,
      "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"),
    // support.apple.com/119829
    BotCase(
      .applebot, .searchEngine,
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)"
    ),
    BotCase(
      .applebot, .searchEngine,
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Mobile/15E148 Safari/604.1 (Applebot/0.1; +http://www.apple.com/go/applebot)"
    ),
    BotCase(
      .yandexBot, .searchEngine, "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)"),
    BotCase(
      .baiduspider, .searchEngine,
      "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)"),
    BotCase(
      .duckDuckBot, .searchEngine, "DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)"),
    BotCase(
      .petalBot, .searchEngine,
      "Mozilla/5.0 (Linux; Android 7.0;) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; PetalBot;+https://webmaster.petalsearch.com/site/petalbot)"
    ),
    BotCase(
      .yahooSlurp, .searchEngine,
      "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)"),
    BotCase(
      .seznamBot, .searchEngine,
      "Mozilla/5.0 (compatible; SeznamBot/4.0; +http://napoveda.seznam.cz/seznambot-intro/)"),
    // developers.openai.com/api/docs/bots
    BotCase(
      .gptBot, .aiTraining,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; GPTBot/1.3; +https://openai.com/gptbot"
    ),
    BotCase(
      .oaiSearchBot, .aiSearch,
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36; compatible; OAI-SearchBot/1.3; +https://openai.com/searchbot"
    ),
    BotCase(
      .chatGPTUser, .aiUser,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot"
    ),
    // As they were written until 2025.
    BotCase(
      .gptBot, .aiTraining,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)"
    ),
    BotCase(
      .oaiSearchBot, .aiSearch,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; OAI-SearchBot/1.0; +https://openai.com/searchbot"
    ),
    BotCase(
      .chatGPTUser, .aiUser,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ChatGPT-User/2.0; +https://openai.com/bot)"
    ),
    BotCase(
      // Looks at the pages that advertisements lead to.
      .other, .otherBot,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; OAI-AdsBot/1.0; +https://openai.com/adsbot"
    ),
    // support.anthropic.com/articles/8896518
    BotCase(
      .claudeBot, .aiTraining,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)"
    ),
    BotCase(
      .claudeUser, .aiUser,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Claude-User/1.0; +Claude-User@anthropic.com)"
    ),
    BotCase(
      .claudeSearchBot, .aiSearch,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Claude-SearchBot/1.0; +Claude-SearchBot@anthropic.com)"
    ),
    BotCase(
      .claudeUser, .aiUser, "Claude-User (claude-code/2.1.0; +https://support.anthropic.com/)"),
    // docs.perplexity.ai/guides/bots
    BotCase(
      .perplexityBot, .aiSearch,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)"
    ),
    BotCase(
      .perplexityUser, .aiUser,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Perplexity-User/1.0; +https://perplexity.ai/perplexity-user)"
    ),
    // developers.facebook.com/docs/sharing/webmasters/web-crawlers
    BotCase(
      .facebookExternalHit, .preview,
      "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"),
    BotCase(
      .metaAgent, .aiTraining,
      "meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)"),
    BotCase(
      .metaFetcher, .aiUser,
      "meta-externalfetcher/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)"
    ),
    BotCase(
      .metaWebIndexer, .aiSearch,
      "meta-webindexer/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)"),
    BotCase(
      .amazonbot, .aiTraining,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Amazonbot/0.1; +https://developer.amazon.com/support/amazonbot) Chrome/119.0.6045.214 Safari/537.36"
    ),
    BotCase(
      .otherAISearch, .aiSearch,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Amzn-SearchBot/0.1) Chrome/119.0.6045.214 Safari/537.36"
    ),
    BotCase(
      .otherAIUser, .aiUser,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Amzn-User/0.1) Chrome/119.0.6045.214 Safari/537.36"
    ),
    BotCase(
      .bytespider, .aiTraining,
      "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)"
    ),
    BotCase(.ccBot, .aiTraining, "CCBot/2.0 (https://commoncrawl.org/faq/)"),
    BotCase(
      .otherAISearch, .aiSearch,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; MistralAI-Index/1.0; +https://docs.mistral.ai/robots)"
    ),
    BotCase(
      .otherAITraining, .aiTraining,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; MistralAI-Training/1.0; +https://docs.mistral.ai/robots)"
    ),
    BotCase(
      .mistralUser, .aiUser,
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; MistralAI-User/1.0; +https://docs.mistral.ai/robots)"
    ),
    BotCase(
      .duckAssistBot, .aiUser, "DuckAssistBot/1.2; (+http://duckduckgo.com/duckassistbot.html)"),
    // api.padding.com/robots, discord.com/developers, docs.x.com, core.telegram.org
    BotCase(
      .slackbot, .preview, "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"),
    BotCase(.slackbot, .preview, "Slackbot 1.0 (+https://api.slack.com/robots)"),
    BotCase(.slackbot, .preview, "Slack-ImgProxy (+https://api.slack.com/robots)"),
    BotCase(.twitterbot, .preview, "Twitterbot/1.0"),
    BotCase(
      .discordbot, .preview, "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)"),
    BotCase(
      .linkedInBot, .preview,
      "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)"),
    BotCase(.whatsApp, .preview, "WhatsApp/2.23.20.0 A"),
    BotCase(.whatsApp, .preview, "WhatsApp/2.23.20.0"),
    BotCase(.whatsApp, .preview, "WhatsApp/2.2587.9 W"),
    BotCase(.pinterestbot, .preview, "Pinterest/0.2 (+https://www.pinterest.com/bot.html)"),
    BotCase(.telegramBot, .preview, "TelegramBot (like TwitterBot)"),
    BotCase(
      .mastodon, .preview, "http.rb/5.1.1 (Mastodon/4.2.10; +https://social.example.org/) Bot"),
    BotCase(
      .googleImageProxy, .preview,
      "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"),
    BotCase(
      .feedly, .feedReader,
      "Feedly/1.0 (+https://feedly.com/poller.html; 3 subscribers; like FeedFetcher-Google)"),
    BotCase(.freshRSS, .feedReader, "FreshRSS/1.24.1 (Linux; https://freshrss.org)"),
    BotCase(
      .uptimeRobot, .monitor,
      "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)"),
    BotCase(.pingdom, .monitor, "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)"),
    BotCase(
      .pingdom, .monitor,
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 PingdomPageSpeed/1.0 (pingbot/2.0; +http://www.pingdom.com/)"
    ),
    BotCase(.loadBalancer, .monitor, "ELB-HealthChecker/2.0"),
    BotCase(
      .loadBalancer, .monitor,
      "Amazon-Route53-Health-Check-Service (ref 0; report http://amzn.to/1vsZADi)"),
    BotCase(
      .otherFeedReader, .feedReader, "Overcast/3.0 (+http://overcast.fm/; iOS podcast app)"),
    BotCase(.otherFeedReader, .feedReader, "Overcast/1.0 Podcast Sync"),
    BotCase(.otherFeedReader, .feedReader, "iTMS"),
    BotCase(.otherFeedReader, .feedReader, "Spotify/1.0"),
    BotCase(
      .ahrefsBot, .seoAndArchive,
      "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)"),
    BotCase(
      .ahrefsBot, .seoAndArchive,
      "Mozilla/5.0 (compatible; AhrefsSiteAudit/6.1; +http://ahrefs.com/robot/site-audit)"),
    BotCase(
      .semrushBot, .seoAndArchive,
      "Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)"),
    BotCase(
      .mj12Bot, .seoAndArchive, "Mozilla/5.0 (compatible; MJ12bot/v1.4.8; http://mj12bot.com/)"),
    BotCase(
      .internetArchive, .seoAndArchive,
      "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)"),
    BotCase(.curl, .tool, "curl/8.5.0"),
    BotCase(.wget, .tool, "Wget/1.21.3"),
    BotCase(.goHTTP, .tool, "Go-http-client/2.0"),
    BotCase(.pythonRequests, .tool, "python-requests/2.32.3"),
    BotCase(.python, .tool, "Python-urllib/3.11"),
    BotCase(.python, .tool, "Python/3.11 aiohttp/3.9.1"),
    BotCase(.okHttp, .tool, "okhttp/4.12.0"),
    BotCase(.java, .tool, "Apache-HttpClient/4.5.14 (Java/17.0.9)"),
    BotCase(.node, .tool, "axios/1.7.2"),
    BotCase(.node, .tool, "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)"),
    BotCase(.node, .tool, "undici"),
    BotCase(.node, .tool, "node"),
    BotCase(.java, .tool, "Java-http-client/21.0.7"),
    BotCase(.java, .tool, "Java/21.0.7"),
    BotCase(.python, .tool, "python-httpx/0.28.1"),
    BotCase(.wget, .tool, "Wget/1.21.4 (linux-gnu)"),
    BotCase(.goHTTP, .tool, "Go-http-client/1.1"),
    BotCase(.php, .tool, "GuzzleHttp/7"),
    BotCase(.perl, .tool, "libwww-perl/6.67"),
    BotCase(.scrapy, .tool, "Scrapy/2.11.2 (+https://scrapy.org)"),
    BotCase(
      .headlessChrome, .tool,
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.6099.28 Safari/537.36"
    ),
    BotCase(
      .censys, .scanner, "Mozilla/5.0 (compatible; CensysInspect/1.1; +https://about.censys.io/)"),
    BotCase(.zgrab, .scanner, "Mozilla/5.0 zgrab/0.x"),
    BotCase(
      .nmap, .scanner,
      "Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)"),
    // Nobody's in particular: told by form.
    BotCase(
      .other, .otherBot, "Mozilla/5.0 (compatible; ExampleBot/1.0; +https://example.org/bot)"),
    BotCase(.other, .otherBot, "ExampleCrawler/3.1"),
    BotCase(.other, .tool, "example-client/0.1"),
  ]

  @Test("A telephone whose name ends in -bot is no bot")
  func cubot() {
    let header =
      "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like Gecko) "
      + "Chrome/96.0.4664.104 Mobile Safari/537.36"
    #expect(client(of: header).traffic == .person)
  }

  @Test(
    "What a browser was sold with makes it no bot",
    arguments: [
      // AOL's program names its build.
      "Mozilla/4.0 (compatible; MSIE 8.0; AOL 9.7; AOLBuild 4343.1028; Windows NT 5.1; Trident/4.0)",
      // A rule that copies headers writes a semicolon where browsers write a comma.
      "Mozilla/5.0 (iPad; CPU OS 11_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML; like Gecko) Version/11.0 Mobile/15E148 Safari/604.1",
      "NokiaE71/UC Browser7.7.1.88/28/444",
      "NokiaC5-03",
    ])
  func browsers(header: String) {
    #expect(!client(of: header).traffic.isBot)
    #expect(client(of: header).device != .bot)
  }

  @Test("Whoever copies a browser's header is taken for a person")
  func disguise() {
    #expect(client(of: "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0.0.0").traffic == .person)
  }

  @Test("Every family has a name of its own, and a class")
  func families() {
    #expect(Set(BotFamily.allCases.map(\.name)).count == BotFamily.allCases.count)
    let shapes: Set<BotFamily> = [
      .noAgent, .wordAgent, .productAgent, .textAgent, .unreadableAgent,
    ]
    for family in BotFamily.allCases where family != .none {
      #expect(family.traffic.isBot != shapes.contains(family), "\(family)")
    }
    #expect(!BotFamily.none.traffic.isBot)
  }

  @Test(
    "What says nothing known is counted by its shape",
    arguments: [
      ("", BotFamily.noAgent), ("-", .noAgent), ("Mobile", .wordAgent), ("\u{1}", .unreadableAgent),
      (";;;", .unreadableAgent),
      ("\u{e9}", .unreadableAgent),
    ])
  func shapes(header: String, expected: BotFamily) {
    let client = client(of: header)
    #expect(client.traffic == .unknown)
    #expect(client.bot == expected)
  }
}
