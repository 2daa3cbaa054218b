// Made by Sources/Tables/refresh from Sources/Tables/bots.tsv, which says what the columns
// mean and where each fact comes from. Change that file, never this one.
internal import Traffic

extension Lexicon {
  static let botRows: [(family: BotFamily, words: String)] = [
    (.googlebot, "googlebot, google inspectiontool, *storebot google"),
    (
      .googleTools,
      """
      googleother, google read aloud, google cws, adsbot google, mediapartners google,
      mediapartners, google adwords, google ads, google adstxt, google adsense, googleadsenseinfeed,
      adsense, apis google, google shopping quality, google transparency report, google pinpoint,
      google speakr, google producer, google safety, duplexweb google, google xrawler,
      google http java client, appengine google, google apps script, ?google apps, ?google docs,
      google trust services, google site kit, google feedburner, google amphtml, google weblight,
      googleweblight, google firebase, google favicon, playstore google, google youtube links,
      google certificates bridge, google physicalweb, googleassociationservice, googledocs,
      google hoteladsverifier
      """
    ),
    (
      .bingbot,
      """
      bingbot, msnbot, msnbot media, adidxbot, bingadsbot, bingvideopreview, librabot, msrbot
      """
    ),
    (
      .yandexBot,
      """
      yandexbot, yandeximages, yandeximageresizer, yandexmetrika, yandexmobilebot,
      yandexrenderresourcesbot, yandexaccessibilitybot, yandexblogs, yandexcalendar, yandexdirect,
      yandexdirectdyn, yandexdialogs, yandexfavicons, yandexmarket, yandexmedia, yandexnews,
      yandexnewslinks, yandexpagechecker, yandexpartner, yandexsearchshop, yandexsitelinks,
      yandexsprav, yandextracker, yandexturbo, yandexuserproxy, yandexverticals, yandexvertis,
      yandexvideo, yandexvideoparser, yandexwebmaster, yandexscreenshotbot, yandexantivirus,
      yandexcatalog, yandexadnet, yandexfordomain, yandexontodb, yandexcombot, yandexwellknownbot,
      yandeximagesbot, yandexrca, yandexpagespeed, yadirectfetcher, yandexontodbapi, yandexspravbot,
      yandexmobilescreenshotbot, yandexmedianabot, yandex gazeta
      """
    ),
    (.baiduspider, "baiduspider, baiduimagespider, baidumobaider"),
    (.applebot, "applebot, applenewsbot"),
    (.duckDuckBot, "duckduckbot, duckduckgo favicons bot, duckduckpreview"),
    (
      .yahooSlurp,
      """
      slurp, yahooseeker, yahoo slurp, yahoo mmcrawler, yahoocachesystem, y j, yahoofeedseeker,
      ?yahoo
      """
    ),
    (
      .sogouSpider,
      """
      sogou web spider, sogou pic spider, sogou news spider, sogou push spider, sogou inst spider,
      sogou spider, sogou head spider, sogou spider2, sogou orion spider, sogou test spider,
      new sogou spider, sogou develop spider
      """
    ),
    (.petalBot, "petalbot, aspiegelbot"),
    (.seznamBot, "seznambot, ?seznam screenshot generator, seznamhomepagecrawler"),
    (.naverBot, "?yeti, ?naverbot, ?daum, daumoa, firefox mutant, naverjapan"),
    (.qwant, "qwantify, qwantbot, ?qwantify bleriot, qwantbot news"),
    (.coccocBot, "coccocbot, ?coccoc"),
    (.mailRuBot, "mail ru bot, mail ru"),
    (.mojeekBot, "mojeekbot"),
    (.braveBot, "bravebot"),
    (.kagiBot, "kagibot"),
    (.yacyBot, "yacybot, yacy"),
    (.yisouSpider, "yisouspider"),
    (.spider360, "360spider, haosouspider"),
    (.sosospider, "sosospider, sosoimagespider"),
    (.youdaoBot, "youdaobot, yodaobot"),
    (.exabot, "exabot"),
    (
      .otherSearch,
      """
      gigabot, biglotron, squider, infotigerbot, neevabot, ask jeeves, teoma, altavista, ?scooter,
      ?lycos, zyborg, gonzo1, ?ichiro, search marginalia nu, marginalia, stract, presearchbot,
      swiftbot, openindexspider, yoozbot, vuhuvbot, ?charlotte, ?voilabot, orangebot, wotbox,
      boitho, speedy spider, pompos, ia search, entireweb, findxbot, cliqzbot, gowikibot,
      semanticscholarbot, iltrovatore, seekport, seekbot, accoona, alexandria, sputnikbot, ?sputnik,
      jikespider, easouspider, yioopbot, envolk, ?sproose, ?acoon, mozdex, bublupbot, twiceler,
      cuil, fast webcrawler, fast crawler, fast enterprise crawler, architextspider, #nutch,
      grub client, ?grub, htdig, ?holmes, vagabondo, netresearchserver, ?zao, ng search,
      ?dataparksearch, 7siters, a6 indexer, aboundex, acoonbot, addsearchbot, algolia crawler,
      arabot, asterias, blekkobot, convera, coveobot, deusu, discobot, femtosearchbot, findthatfile,
      fluffy, freespoke, funnelback, g i g a b o t, geedobot, geedoproductsearch,
      geedoshopproductfinder, gigablast, gigablastopensource, gsa crawler, istellabot, jyxobot,
      magibot, matchorysearch, mnogosearch, ntentbot, owler, parsijoo, psbot, scoutjet, scrubby,
      searchexpress, sitesearch360, stractbot, swisscows, top100 rambler ru crawler, wbsearchbot,
      wesee search, wordupinfosearch, yanga, ?aportworm, ?eds exif, ?exaleadcloudview,
      ?findfiles net, ?fragfinn de, ?golfe, ?igdespyder, ?lyonl asset proxy, ?metaspinner,
      ?nigma ru, ?nihilscio, ?ryowlengine, ?semager, ?speng, ?stackrambler, ?stroke cz,
      ?superarama com tarama botu, ?unchaos, ?wbsrch, ?wikido, ?yahooysmcm, ?znajdzfoto, arielisbot,
      br crawler, brainbrubot, cliqz bot, cyberfindcrawler, ebot, edisterbot, etaospider,
      fastbot de crawler, fiperbot, flamingo searchengine, fyberspider, fyndsearchengine crawler,
      fyndsearchengine recrawler, gabanzabot, greppr web crawler, iboubot, indeedbot, indeedjobbot,
      inetdex bot, jobswithgptcom bot, jooblebot, kaloogabot, karneval bot, kaz kz bot, kinshoobot,
      lapozzbot, level9searchbot, lexxebot, lyonl crawler, nalezenczbot, napbot, nestdaddybot,
      opentheboxbot, orgbybot, parchbot, safesearch microdata crawler, scopia crawler, setoozbot,
      sklikbot, smtnetpmbot, speedyspider, stepstonecrawlbot, stq bot, tagoobot, videosurf bot,
      vsusearchspider, wadoobot, willybot, woriobot, zealbot, zumbot, araturka, phxbot, nicecrawler,
      fleebsbot, bountiibot, topsy com butterfly, dazoobot, findisebot, heexybot, meanpathbot,
      orlightbot, priecobot, tarmotgezgin, tracemyfile, yrspider, yyspider, cl0q crawler, shopwiki,
      vuhuvrbt, centurybot, boardreader blog indexer, wibybot, plukkie, openwebspider, muscatferret,
      seznam zbozi robot, gozlebot, antbot, sputnikimagebot, catexplorador, tineye, tineye bot,
      oozbot, lookseek, izabee, nuhk, discoverybot, converacrawler, fast enteprise crawler,
      fooooo web video crawl, gaisbot, queryseekerspider, wevikabot, webliobot, aolbot news,
      goforitbot, enlle, kosmix, ichiro mobile, jobboersebot, cludo, linguee bot, lingueebot,
      alexandriaorgbot, seekportbot, voilabotcollector, timpibot, ?timpi, mwmbl, ecosiabot,
      presearch, metager, infotiger, swiftypebot, ss360bot, elastic crawler, askjeeves, shenmabot,
      yioop, ahmia, adzuna, jooble, heurekabot, geizhalsbot, kelkoo
      """
    ),
    (.gptBot, "gptbot"),
    (.claudeBot, "claudebot, anthropic ai, claude web"),
    (.googleExtended, "google extended, ?gemini ai"),
    (.applebotExtended, "applebot extended"),
    (.metaAgent, "meta externalagent, meta external agent, facebookbot"),
    (.bytespider, "bytespider, tiktokspider, toutiaospider"),
    (.ccBot, "ccbot"),
    (.amazonbot, "amazonbot"),
    (.diffbot, "diffbot"),
    (.cohereAI, "cohere training data crawler"),
    (.ai2Bot, "ai2bot"),
    (
      .otherAITraining,
      """
      ?omgili, omgilibot, webzio, webzio extended, img2dataset, spawning ai, chatglm spider,
      pangubot, imagesiftbot, kangaroo bot, velenpublicwebcrawler, deepseekbot, ?deepseek, xai bot,
      grokbot, ?grok, ?laion, ?huggingface, sbintuitionsbot, cotoyogi, factset spyderbot, aihitbot,
      friendlycrawler, icc crawler, thinkbot, replicate bot, replicatebot,
      poseidon research crawler, reflectionbot, sidetrade indexer bot, yandexadditional,
      yandexadditionalbot, mistralai training, doubaobot, erniebot, ?hunyuan, kimibot,
      laiondownloader, moonshotbot, newsai, qwenbot, ?imagemind, ?novellum, ?semantic visions,
      kunatocrawler, smerbot, brightbot, taragroup intelligent bot, knowledge ai, terracotta,
      terra cotta, crawlspace, apifywebsitecontentcrawler, imagespider, mycentralaiscraperbot,
      nagetbot, anthropic claude, cohere command, groq bot, runpod bot, together bot,
      udv ai research, firecrawlagent, ?firecrawl
      """
    ),
    (.oaiSearchBot, "oai searchbot"),
    (.claudeSearchBot, "claude searchbot"),
    (.perplexityBot, "perplexitybot"),
    (.metaWebIndexer, "meta webindexer"),
    (
      .otherAISearch,
      """
      google cloudvertexbot, amzn searchbot, mistralai index, youbot, phindbot, andibot, linerbot,
      aisearchbot, bigsur ai, exabotai, iaskbot, wrtnbot, tavilybot, exa crawler, aiwebindex,
      anomura, atlassian bot, azureai searchbot, cloudflare autorag, exasearchbot, kendrabot,
      klaviyoaibot, linkupbot, qualifiedbot, shapbot, amazon kendra, amazon bedrock, bedrockbot,
      amazon qbusiness, henkbot, keenablebot, kimi searchbot, querit searchbot, queritbot,
      ?saucenao, aranet searchbot, channel3bot, zanistabot, bard ai, prorata, iaskspider,
      cloudvertexbot, goguidescrawler, goguidesdiscoverybot
      """
    ),
    (.chatGPTUser, "chatgpt user, chatgpt agent"),
    (.claudeUser, "claude user, claude code"),
    (.perplexityUser, "perplexity user, perplexityuser"),
    (.mistralUser, "mistralai user"),
    (.duckAssistBot, "duckassistbot"),
    (.metaFetcher, "meta externalfetcher"),
    (
      .otherAIUser,
      """
      gemini deep research, google agent, google notebooklm, google gemininotebook, amzn user,
      amazonbuyforme, manus user, githubcopilotchat, gemini user, cohere user, !novaact,
      operator agent, !devin, crawl4ai, jinaai, jina reader, quillbot, bedrock agentcore,
      anchor browser, google gemini cli, googleagent mariner, opencode smartfetch, twinagent,
      geisthaus pagefetcher, googleagent urlcontext, kimi agent, kimi user, mozilla tabstack,
      opencode, poggio citations, qodercli, shap user, tongyibot, yiyanbot, ?langchain, ?linkreader,
      ?kagi fetcher, notebooklm, character ai, chatgpt browser, cohere ai, ai2bot deepresearcheval
      """
    ),
    (
      .facebookExternalHit,
      """
      facebookexternalhit, facebookexternalua, facebookcatalog, facebookplatform, facebot,
      facebookexternal, meta externalhit, facebookscraper
      """
    ),
    (.twitterbot, "twitterbot"),
    (.linkedInBot, "linkedinbot"),
    (.slackbot, "slackbot, slackbot linkexpanding, slack imgproxy"),
    (.discordbot, "discordbot"),
    (.telegramBot, "telegrambot"),
    (.whatsApp, "whatsappbot"),
    (
      .skypePreview,
      """
      skypeuripreview, bingpreview, microsoftpreview, office existence discovery,
      teams link preview, ms search robot, microsoft office protocol discovery
      """
    ),
    (.pinterestbot, "pinterestbot"),
    (.redditbot, "redditbot"),
    (
      .mastodon,
      """
      ?mastodon, ?pleroma, ?akkoma, ?misskey, ?friendica, ?gotosocial, ?lemmy, ?peertube, ?pixelfed,
      ?hubzilla, ?sharkey, bluesky cardyb, cardyb
      """
    ),
    (.googleImageProxy, "googleimageproxy, ggpht com"),
    (
      .otherPreview,
      """
      ?embedly, google sites thumbnails, google sites, scamadviserexternalhit, trackable, iframely,
      bitlybot, vkshare, viberbot, quora link preview, ?tumblr, flipboardproxy, ?outbrain, ?nuzzel,
      xing contenttabreceiver, snap url preview service, line poker, kakaotalk scrap,
      developers google com web snippet, google pagerenderer, opengraph, metainspector,
      hatenabookmark, ramblermail, yahoomailproxy, mail proxy, pocketimagecache, pocketparser,
      wordpress com, mshots, microlink, prerender, rendertron, imageproxy, ?camo, iconsurf,
      ?jetslide, embed php, ?synapse, ?matrix, signal desktop link preview, googleplusbot,
      google web preview, google web snippet, scrapbook, ?instapaper, ?readability,
      evernote clipper, addthis, ?asana, blueskypreviewbot, bufferlinkpreviewbot,
      chatwork linkpreview, citoid, clickuplinkunfurler, codabot, dingtalkbot linkservice,
      discourse forum onebox, ?disqus, easybib autocite, evernoterichlinkbot, fastmailua,
      googlemessages, groupmebot, idg twitter links resolver, imgproxy, keybasebot, linespider,
      longurl api, mattermost bot, mediumbot metatagfetcher, metauri, miniature io, odklbot,
      ogscrper, orlo linkpreview, page preview tool, printfriendly com, quora bot,
      shortwave image fetcher, snapurlpreview, steamchaturllookup, summalybot, summify,
      tweetedtimes, twilioproxy, unshorten it, vkrobot, zoterotranslationserver, thumbor,
      mail ukr net proxy, ?bluesky domain status classifier, ?linkpeek, ?og scraper, arenaunfurlbot,
      dazzle bluesky bot, dbot, gg peekbot, linkpreview, lmarenaunfurlbot, loomlybot,
      supabase paired crawler, xing bot, hatena favicon, ?stumbleupon, mediumbot proxyfetcher,
      pagepeeker, yahoo link preview, everyonesocialbot, vercel screenshot, viberurldownloader,
      ?hatena, microlinkbot, notionembedder, ?rocket chat, raindropbot, larkurl2meta, summaly,
      besticon
      """
    ),
    (.feedly, "?feedly, feedlybot, feedlyapp, metafeedly"),
    (
      .feedfetcherGoogle,
      """
      feedfetcher google, feedfetcher, google podcast, googleproducer, googlepodcast
      """
    ),
    (.inoreader, "inoreader, inoreader com"),
    (.feedbin, "feedbin"),
    (.newsBlur, "newsblur"),
    (.freshRSS, "freshrss"),
    (.tinyTinyRSS, "tiny tiny rss"),
    (.miniflux, "miniflux"),
    (.netNewsWire, "netnewswire"),
    (.theOldReader, "theoldreader, theoldreader com"),
    (
      .otherFeedReader,
      """
      feedspot, feedburner, bazqux, commafeed, ?newsgator, newsgatoronline, feedpress, superfeedr,
      simplepie, magpierss, universalfeedparser, feedparser, liferea, akregator, rssowl, feeddemon,
      feeddemon1, quiterss, ?reeder, rssguard, ?netvibes, ?selfoss, gregarius, newsbeuter, newsboat,
      rss2email, snownews, ?straw, ?vienna, feedwind, blogtrottr, podcastindex, podcastindex org,
      ?podcast sync, ?itms, feed wrangler, g2reader, kouio, ?rssbot, ?irssi, readkit,
      feedzcollector, feedviewer, feedhq, ?stringer, nextcloud news, castget, podget, greader,
      awasu, sharpreader, bottomfeeder, blogbridge, jetbrains omea, ?feedeen, newsfire, rssmicro,
      applesyndication, windows rss platform, ?fever, fluentreader, mobilerssfree, yarr, rss junkie,
      feedjira, ?winds, feeder co, rome client, ?aggregator, artemis web reader, bloglines,
      cozi icalendar feedreader, dlvr it, everyfeed spider, ?feeder, feedbot,
      feedpresso content index bot, feedsearch bot, feedsearch crawler, innologica, ?mailchimp,
      monitorss, naver blog rssbot, newsnow, openrss, page2rss, podchaserparser, ?protopage,
      rss parser, rss2tg, rssapi, rssingbot, rssreaderbot, ?upday, ?spotify 1 0, ?blogtraffic,
      ?greatnews, ?newsme, ?orbiter, ?reederformac, ?spinn3r, ?trapitagent, ?www layeredextractor,
      feedcatbot, heurekabot feed, jyxobotrss, linqiarssbot, memonewsbot, nicheindex, rss social,
      scourrssbot, toread crawler, yandorirssbot, allafrica newsbot, rawdog, ?venus,
      livejournal com, silverreader, hackermention, bloglovin, flipboardrss, wirereaderbot,
      awariorssbot, refindbot, serendeputybot, startmebot, podchaser, listennotes, rephonic,
      podnews, blubrry, pubsubhubbub
      """
    ),
    (.uptimeRobot, "uptimerobot"),
    (.pingdom, "pingdom, pingdom com bot, pingdomtms, pingdompagespeed, pingdombot"),
    (.statusCake, "statuscake"),
    (.site24x7, "site24x7, site24x7 ios"),
    (.betterUptime, "better uptime bot, better uptime, betterstack, better stack, betteruptimebot"),
    (
      .newRelic,
      """
      newrelicpinger, newrelicsyntheticsbot, newrelicpingerbot, ?new relic, newrelicbot,
      newrelicsynthetics
      """
    ),
    (.datadog, "?datadog, datadogsynthetics"),
    (
      .loadBalancer,
      """
      amazon route53 health check, amazon route53, elb healthchecker, googlehc,
      google cloud scheduler, amazon route 53 health check, amazon route 53,
      googlestackdrivermonitoring, googlestackdrivermonitoring uptimechecks, kube probe, ?envoy,
      ?haproxy, azure traffic manager, ?alwayson, edge health probe, digitalocean uptime probe
      """
    ),
    (
      .lighthouse,
      """
      chrome lighthouse, google page speed insights, page speed insights, google page speed,
      gtmetrix, webpagetest, ptst, speedcurve, yellowlab, ?calibre, debugbear, ?pagespeed, ylt
      """
    ),
    (
      .otherMonitor,
      """
      internal dummy connection, dejaclick, catchpoint, gomezagent, dynatrace, ruxitsynthetic,
      ruxit, ?checkly, uptime kuma, google partner monitoring, ?uptime, hetrixtools, freshping,
      oh dear, ohdear, ohdear app, updown io, ?nodeping, ?montastic, monitis, monitor us,
      www monitor us, jetmon, jetpack uptime, checkmk, check http, ?nagios, icinga, ?zabbix, munin,
      ?prometheus, blackbox exporter, cloudflare healthchecks, cloudflare alwaysonline,
      cloudflare diagnostics, cloudflare ssldetector, cloudflare custom hostname verification,
      cloudflare prefetch, cloudflare smart transit, cloudflare traffic manager, pingadmin,
      pingadmin ru, ?pinger, changedetection, visualping, versionista, ?distill, pagemodified,
      page modified pinger, siteimprove, siteimprove com, yottaamonitor, rackspacebot, alertra,
      ?apica, ?keynote, host tracker, hosttracker, whatsmyip, whatsmyip org, keycdn tools, keycdn,
      linkchecker, w3c checklink, w3c validator, w3c css validator, ?jigsaw, w3c mobileok,
      validator nu, wdg validator, xenu link sleuth, ?xenu, statusok, monitoring360bot, isitup,
      downnotifier, ?web monitoring, appinsights, pulsetic, statping, uptimia, ?watchful, adminlabs,
      alertsite, checkhost, cloudflare csup, cloudflare custom error page crawler,
      cloudflare speedtest, cloudflare validator, cookiebot, cookiehub bot, cookiehubscan,
      cookiehubverify, cookieyesbot, critical css bot, criticalcss com, cron job org, dareboost,
      digicert dcv, dotcom monitor, downtimedetector, dubbotbot, easycron, easydns monitoring,
      elmahio uptimebot, evouptimebot, fedidb, fedilist agent, fedistatscrawler, feedvalidator,
      freewebmonitoring sitechecker, ghost inspector, honeybadgerbot, hotjar, hydrozen io,
      ?integrity, internetseer, internetvista monitor, isdownbot, iubenda radar, let s encrypt,
      linkanalyser, linkscan, linktiger, logicmonitor, modularconnector, monsidobot, monspark,
      mxtoolbox, netvigie, nitro optimizer agent, nixstatsbot, ?observepoint, ?onetrust,
      onlineornot com bot, ?panopta, pingping io, poduptime, prtg network monitor, prtgcloudbot,
      pwabuilderhttpagent, rackspace monitoring, rigor, ?scrutiny,
      server density service monitoring, serverdensity, silktide, siteuptime com, ?solarwinds,
      sqwatcher, synthetic monitoring agent, ?termly, thousandeyes, thousandeyes agent, uptimebot,
      uptimebot org, uptimedoctor, uptimestatistics, ?uptrends, w3c i18n checker, w3c unicorn,
      watchmouse, webmon, websitepulse, wheresitup com, taginspector, ?agentslug com, ?binarycanary,
      ?cronjob de, ?deepnoc, ?determ, ?drataautopilot, ?dreamhost data team, ?dynatracesynthetic,
      ?edgewatch, ?fastdast, ?foruspm, ?gis labs certmon, ?headonlyscraper, ?isup li, ?known agent,
      ?linkexaminer, ?mailpit, ?netumo, ?netumodisallow, ?neustar wpm, ?nodemeter, ?noibu,
      ?noibu js beautifier, ?notifyninja com, ?ploetz, ?sequelwp, ?siteguardian, ?sv watchagent,
      ?webgazer, ?wp engine, ?wpumbrella, abevalbot, accessible web bot, atvowbot, bugsnag crawler,
      carbon umbrella bot, checkmarknetwork, experibot, followsite bot, freshbot, getproxi es bot,
      hanaleibot, httpscheck, inspingbot, irokez cz monitoring, link check, link validity check,
      minicrawler, pingometer bot, plagawarebot, pomothy bot, seedingup status crawler, sleepbot,
      streamline3bot, tsmbot, updownerbot, vmcrawl, watchbot monitoring robot, wisebot, wormlybot,
      genomecrawlerd, magus bot, 360jk yunjiankong, appsignalbot, bbc forge url monitor,
      cloudflareobservatory, collectd, dmbrowser, dmbrowser bv, dmbrowser uv, elastic synthetics,
      eyemonit, !grafana, httpmon, lastmodbot, last modified com, notifyninja, omtrbot, phantomas,
      sixy ch, urlinspectorbot, validbot, google site verification,
      google structured data testing tool, baidu yunguance, baidu yunguance perfbot,
      baidu yunguance slabot, baidu yunguance vsbot, testomatobot, hydrozen, !sentry, !bugsnag,
      !splunk, !vigil, minoru s fediverse crawler, cloudtrellis, mainwp, nomore404 com robot,
      sitecheck sitecrawl, ithemes sync, cloudflarediagnostics, freshpingbot, cronitor,
      cronitor probe, phare bot, sematext, calibreapp, sitespeed io, pa11y, audioeye, accessibe,
      !userway, siteimprovebot, insites, managewp, rollbar, raygun, appbeat, !netdata,
      cloudwatchsynthetics, !gatus, screpy, sitemorse, powermapper, wormly, rapidspike, alertbot,
      server density, wachete, changetower, hexowatch, sken io, pagecrawl io, onwebchange,
      followthatpage, watchthatpage, isitdownrightnow, upptime, robotalp, xitoring, ghostinspector,
      !downdetector, littlewarden
      """
    ),
    (.ahrefsBot, "ahrefsbot, ahrefssiteaudit"),
    (.semrushBot, "semrushbot, splitsignalbot, siteauditbot"),
    (.mj12Bot, "mj12bot"),
    (.dotBot, "dotbot, rogerbot"),
    (.blexBot, "blexbot"),
    (.dataForSEO, "dataforseobot"),
    (.screamingFrog, "screaming frog, screaming frog seo spider"),
    (.serpstatBot, "serpstatbot"),
    (.barkrowler, "barkrowler"),
    (
      .internetArchive,
      """
      archive org bot, archive org, ia archiver, special archiver, heritrix archive,
      internetarchive, ?archive it, savepagenow, ?wayback, wayback save page
      """
    ),
    (
      .otherSEO,
      """
      heritrix, collapsify, seokicks, seokicks robot, sistrix, sistrix crawler, seobilitybot,
      linkdexbot, openlinkprofiler, spbot, seoscanners, alexa site audit, ?alexa, ?majestic,
      xovibot, searchmetricsbot, contentking, ?conductor, oncrawl, ?deepcrawl, ?lumar, ?botify,
      sitebulb, ?ryte, ryte bot, netpeakspider, cognitiveseo, backlinkcrawler, seozoom, ?moz,
      domainstatsbot, domainappender, surdotlybot, builtwith, builtwith com, wappalyzer, surveybot,
      arquivo, arquivo web crawler, browsertrix, httrack, webcopier, offline explorer, ?teleport,
      webzip, grapeshotcrawler, grapeshot, doubleverify, ?comscore, ?criteo, awariobot,
      awariosmartbot, magpie crawler, brandwatch, ?meltwater, trendkite, buzzbot, linkpadbot,
      sitescorebot, morningscore, siteexplorer, dataprovider, dataprovider com,
      netestate ne crawler, cincraw, zoominfobot, ?hubspot, hubspot crawler, sitesucker,
      webstripper, bomborabot, tweetmemebot, klarnabot, klarnabot pricewatcher, idealo bot,
      mixrankbot, npbot, plagscan, copyscape, brandverity, domaintools, webmeup, rankactivelinkbot,
      thumbshotsbot, snapito, linkwalker, t3versionsbot, bidtellect, oracle data cloud crawler,
      leikibot, piplbot, ?acquia, msiecrawler, adbeat com, evaliant, archivebot, archivebox,
      arquivobot, bibliotheque nacional de france crawler, bl uk lddc bot, bl uk ldfc bot,
      bne es bot, bnf fr bot, bnfbot, contentkingapp, cyotekwebcopy, datafeedwatch, datanyze,
      domains project, drupact, echoboxbot, europarchive org, ezooms, grouphigh, kb dk bot,
      lac iaharvester, library of congress web archiving, lipperhey, loc gov programs web archiving,
      marketgoo, mirrorweb com, mirrorwebcrawler, ?moreover, muckrack, nlnz iaharvester,
      nlux iaharvester, offline navigator, seolizer, seositecheckup, sindup, smarshbot, ?sysomos,
      traackr com, ?trove, ?verity, web archive net com bot, webcapture, webdatastats,
      woorankreview, 4seohuntbot, ?a pr cy ru, ?attracta, ?authory, ?backlink ceck de,
      ?backlinkhttpstatus, ?bcklinks, ?bushbaby, ?cirrusexplorer, ?convermax, ?curious george,
      ?ddline cn, ?erepublik tools, ?exorank, ?firmograph, ?gc3pro, ?kulturarw3, ?linkace,
      ?marketingminer, ?mavifinds, ?memgator, ?metorik, ?nbertaupete95, ?omnisend,
      ?online domain tools, ?pagefreezer, ?parse ly scraper, ?pi monster, ?postrank, ?pr cy ru,
      ?prisync, ?retrolistecom, ?revvimgort, ?semiocast, ?sincerasyntheticuser, ?statistikaustria,
      ?tactiscout, ?trentwil es, ?webceo online, ?wmtips com, agencyanalyticsbot, alphabot,
      audisto crawler, audistobot, bdfetch, bigupdatabot, blogmurabot, boardgamepricesbot,
      brandonbot, brightedge crawler, caliberbot, claritybot, clearscopebot, compspybot, cxk bot,
      daspeedbot, deskyobot, df bot, dmbot, dnbcrawler, domcopbot, edansbot, fdl stats bot,
      fedicabot, fidget spinner bot, fullstorybot, fuseonbot, harsilbot, huckabot, imbot,
      impendoom bot, keyworddensityrobot, keywords research, kinsta bot, konturbot, linksindexerbot,
      lxrbot, madbbot, marketbrewbot, medialogiabot, monibot, motominerbot, netpeakcheckerbot,
      nitrobot, onpagebot, orbbot, outsellurlvalidator, paqlebot, pricedroneshoppingbot, rankurbot,
      rankvalbot, ravencrawler, scrapebox page scanner, searchatlas, sebot wa, semaltbot, senutobot,
      seo audit check bot, seoengbot, seoulbot, serankingbacklinksbot, serptimizerbot,
      serverhunterspider, siteanalyzerbot, skroutz imagebot, skroutzbot, snapsearch,
      socialrankiobot, statabot, statsdronebot, statusnestbacklinkspider, ta seo crawler,
      testcrawler, toplistbot, veoozbot, webprosbot, webrankspider, website info net robot,
      wordcountbot, worldbot, worldbrewbot, xovionpagecrawler, xy archive compliance,
      yellowbrandprotectionbot, zombiebot, adsbot, zoombot, twingly, twingly recon, #trendictionbot,
      megaindex, monitorbacklinks, mbcrawler, mediamonitoringbot, ?nlnz, memorybot, imrbot, woobot,
      cocolyzebot, smtbot, dragonbot, gnowitnewsbot, kemvibot, neticle crawler, hubspot webcrawler,
      hypestat, online webceo bot, urlappendbot, um ln, electricmonk, companybook crawler, bdcbot,
      evc batch, e ventures investment crawler, crunchbot, domain re animator bot, 007ac9 crawler,
      sentibot, ?yak, b2b bot, mediatoolkitbot, linkfluence, sensikabot, affiliatespybot,
      amorankspider, crowdtanglebot, domaincrawler, keys so bot, mtrobot, onalyticabot, pandalytics,
      pigafetta, rankpulsebot, statista com publicationfinder, um ans, um cc, um fc, um ic,
      statonlinerubot, serpreputationmanagementagent, collection infegy com, ev crawler, ?idg eu,
      ?idg it, ?idg ru, ?idg uk, oszkbot, hypefactors, deepcrawl com, linkdex com, linkaider,
      linkstats bot, domaindb, domainmacrocrawler, domainsonocrawler, domainlabz, namefo,
      hosterstats com, implisensebot, prospectb2b, salesintelligent, zoominformation bot,
      nextgensearchbot, faubot, radian6, runet research crawler, dcpbot, xovi, panscient,
      panscient com, rytebot, jetoctopus, siteliner, rankmath, accuranker, spyfu, similarweb,
      talkwalkerbot, cisionbot, brand24, buzzsumo, newswhip, digimind, synthesio, whatruns,
      similartech, zoominfo, clearbit, !crunchbase, perma cc, netarkivet, webrecorder, mirrorweb,
      cocolyze, linkody, pricespider, price2spy, competera, minderest, dealavo, skuuudle, dataweave,
      keys so, topvisor, seranking, ranktracker, siteguru, marketmuse, clearscope, sprinklr,
      youscan, rsiteauditor, mangools, linkresearchtools
      """
    ),
    (.curl, "!curl, !libcurl, !pycurl, libcurl agent"),
    (.wget, "!wget, !wget2"),
    (
      .goHTTP,
      """
      !go http client, !go resty, !fasthttp, go http, !gorequest, !gocolly, !colly, !resty, go cli,
      go cf client, gohttp
      """
    ),
    (.pythonRequests, "!python requests"),
    (
      .python,
      """
      !python urllib, !python, !python httpx, !python aiohttp, !aiohttp, !httpx, pyamf, urlgrabber,
      pip, uv, !mechanize, treq, twisted, twisted pagegetter, tornado, boto, boto3, botocore,
      !urllib3, !weasyprint, !mechanicalsoup, !grequests, requests, python tuf, newspaper
      """
    ),
    (.okHttp, "okhttp, okhttp3"),
    (
      .java,
      """
      !hutool, !unirest, java, !apache httpclient, jakarta commons, jakarta commons httpclient,
      commons httpclient, !reactornetty, netty, ahc, !asynchttpclient, spring, java http client,
      jersey, apache cxf, !unirest java, !jsoup, !htmlunit, jnlp, javaws, vert x, !vert x webclient,
      aws sdk java, !ktor client, ktor, retrofit, akka http, dispatch, scalaj http, pekko http,
      java eurekaclient, sttp, http4s, !gatling, httpunit, jetty
      """
    ),
    (
      .node,
      """
      !node fetch, !axios, node, !undici, got, !superagent, request, node superagent, node js, deno,
      bun, nodejs, needle, npm, yarn, pnpm, node oauth, node libcurl
      """
    ),
    (
      .php,
      """
      php, !guzzlehttp, !guzzle, !symfony httpclient, symfony, !symfony browserkit, !goutte,
      !dompdf, !mpdf, pear http, snoopy, zend http client, phpcrawl, laravel, wordpress, ?drupal,
      joomla, typo3, magento, php curl class, requests php, zend, cakephp, buzz, phpmyadmin, matomo,
      ?piwik, prestashop
      """
    ),
    (
      .ruby,
      """
      ruby, !faraday, http rb, !typhoeus, !nokogiri, !httparty, !rest client, #httpclient, rubygems,
      bundler, mechanize ruby, !excon, curb
      """
    ),
    (
      .perl,
      """
      !libwww perl, lwp, lwp trivial, lwp simple, lwp request, perl, www mechanize, ?mojolicious,
      anyevent http, http tiny
      """
    ),
    (
      .dotNet,
      """
      !restsharp, microsoft httpclient, ms webservices client, mono, systemnethttp, net framework,
      flurl, winhttp, !winhttprequest, microsoft crypto api, microsoft cryptoapi,
      microsoft url control, xmlhttp, ms web services client protocol, microsoft ncsi,
      microsoft bits, windows update agent, microsoft webdav miniredir,
      microsoft data access internet publishing provider
      """
    ),
    (.rust, "!reqwest, hyper, !ureq, actix web, rusoto, awc, cargo, !isahc, attohttpc"),
    (
      .postman,
      """
      !postmanruntime, postman, insomnia, !httpie, xh, paw, rapidapi, bruno, hoppscotch,
      thunder client, soapui, apache httpclient ua, swagger
      """
    ),
    (
      .headlessChrome,
      """
      !wkhtmltopdf, !wkhtmltoimage, !testcafe, !zombie, !nightmarejs, !selenide, !webdriverio,
      !browserless, !screenshotone, !urlbox, !apiflash, !skyvern, !stagehand, !browserbase, !detox,
      headlesschrome, phantomjs, slimerjs, casperjs, selenium, ?webdriver, !cypress, !codeception,
      !behat, !watir, !taiko, !splash, ?zombie js, !jsdom, headless, puppeteer, playwright,
      ?browserstack, !katalon, ?lambdatest, testlocally
      """
    ),
    (.scrapy, "!scrapy"),
    (
      .packageManager,
      """
      debian apt http, debian apt, apt http, ubuntu apt http, libdnf, dnf, yum, pacman, homebrew,
      apk tools, zypper, libzypp, docker client, docker, containerd, buildkit client, git, jgit,
      go-getter, maven, apache maven, gradle, nuget, composer, conda, mamba, nix, fedoraloader,
      opkg, portage, flatpak, snapd, renovatebot
      """
    ),
    (
      .downloadTool,
      """
      aria2, axel, lftp, rclone, cyberduck, transmit, getright, flashget, freedownloadmanager,
      downthemall, youtube dl, yt dlp, ffmpeg, lavf, gstreamer, libmpv, mpv, curlie, fetchurl,
      openbsd ftp, netbsd ftp, fetch libfetch, libfetch, s3fs, s3cmd, jdownloader, urlgetter,
      webdavfs, gvfs, davfs2, davdroid, davx5, nextcloud client, mirall, owncloud, syncthing,
      wininet, powershell, windowspowershell, certutil, bitsadmin, easydl, internet ninja, jobo,
      netants, web downloader, webreaper
      """
    ),
    (
      .otherLibrary,
      """
      !nscurl, alamofire, afnetworking, moya, aws sdk, aws cli, aws sdk go, aws sdk nodejs,
      aws sdk dotnet, aws sdk cpp, aws sdk ruby2, minio, minio go, http client, webclient,
      lua resty http, lua socket, luasocket, erlang, elixir, hackney, mint elixir, dart, r curl,
      rcurl, httr, julia, libsoup, qt network, neon, serf, cpp httplib, cpprestsdk, beast,
      boost beast, lwp lite, winhttp library, poe component client http, tcl http, tcl http client,
      indy library, synapse http, delphi, coldfusion, cfschedule, embarcadero, emacs, url emacs,
      org mode, fetch, htmlparser, gethttp, pcore http, webinspect, nativehost, swift http client,
      async http client, vapor, alamofire client, urlsession, apache bench, apachebench, ab, siege,
      wrk, hey, !k6, !jmeter, locust, vegeta, oha, bombardier, artillery, loadtest, report runner,
      customuseragent, youruseragenthere, http request, http get, httpget, http client hc, rest,
      simpleget, simple http, libwww, zapier, ?apache ant, ?blocknote net, ?branch passthrough,
      ?canary 20mail, ?davclnt, ?frontman v, ?go mtasts, ?htmlayout, ?longurl r package,
      ?msfrontpage, ?mvaclient, ?nexgate ruby client, ?node urllib, ?oxfordcloudservice,
      ?php aymapi, ?spray can, ?websiteextractor, crawler4j, rpm bot, simplecrawler, trafilatura,
      cloudfront, amazon cloudfront
      """
    ),
    (.censys, "censysinspect, ?censys"),
    (.shodan, "?shodan"),
    (.zgrab, "zgrab, zmap"),
    (.masscan, "#masscan, masscan ng"),
    (.nmap, "nmap, nmap scripting engine"),
    (.nuclei, "nuclei, projectdiscovery, interactsh"),
    (.nikto, "!nikto"),
    (.sqlmap, "sqlmap"),
    (.paloAlto, "palo alto networks, ?expanse, cortex xpanse"),
    (
      .internetMeasurement,
      """
      internetmeasurement, internet measurement, internet census, internet census group, ?onyphe,
      leakix, l9explore, l9tcpid, lkx, binaryedge, modatscanner, ?modat, shadowserver, intrinsec,
      criminalip, netsystemsresearch, internettl, cyberscan io, cyberscan, visionheight,
      visionheight com, ?driftnet, ?fofa, ?quake, ?zoomeye, ?stretchoid, researchscan,
      research scan, ipip, cloudsystemnetworks, nimbostratus bot, infrawatch, ?alittle, ?hadrian,
      assetnote, recordedfuture, recorded future, bitsight, securityscorecard, upguard, riskiq,
      secweb sectxt, securitytxt, valimail, bitdiscovery, bitsightbot, cispa webcrawler,
      intelx io bot, riddler, project resonance, netcraftsurveyagent, ?netcraft,
      netcraft web server survey, ucsbnetworkmeasurement
      """
    ),
    (
      .otherScanner,
      """
      wpscan, !acunetix, !nessus, openvas, openvas vt, ?qualys, ?burp, burpsuite, owasp, ?zap,
      zaproxy, !arachni, w3af, dirbuster, gobuster, ffuf, feroxbuster, ?dirb, wfuzz, havij, jaeles,
      ?hydra, joomscan, ?skipfish, vega, appscan, netsparker, ?invicti, fuzz faster u fool, ?fuzz,
      ?morfeus, zmeu, muieblackcat, tlsprober, testssl, sslyze, sslscan, ssllabs, ssl labs, ?xray,
      ?goby, pocsuite, metasploit, cvescan, jndi, ?ldap, mozi, hakai, ?hello world, ?hello, gpon,
      keydrop, keydrop io, onlyscans com, b3astmode, hells net, tsunami, aliyunsecbot, crowdstrike,
      virustotal, phishtank, urlscan, urlscan io, sophosagent, sophosupdatemanager, ?comodo,
      comodospider, safednsbot, webfilter, ?barracuda, ?bluecoat, ?zscaler, ?fortiguard,
      ?trendmicro, ?mcafee, ?checkpoint, abuse xmco, ?clamav, xtate, patchwatch, project patchwatch,
      ltdomains, l9scan, robotstxt, cypex ai, tchelebi, brutus aet, cert pl, cisco torch,
      cloudflare radar scanner, cloudflareradarurlscanner, csirt cz, datacha0s, dnsscanner,
      ec2linkfinder, emailwolf, foregenix, hardenize, ips agent, jorgee, lightspeedsystemscrawler,
      probelyspdr, sansec security monitor, securityheaders, sysscan, test certificate info,
      twinwavescanner, ut dorkbot, voideye, voltron, watchtowr, webshag, ?alibaba security heimdall,
      ?cispa, ?cookiereports, ?corax, ?do not track verifier, ?getroot sh survey, ?htmlyse com,
      ?legalmonster, ?netcraft ssl server survey, ?page verifier, ?pathdefender, ?rapid7,
      ?spamexperts, ?tbi httpopenplugin, ?vaultpress, ?visual rights group, ?wpsec, ?wtotem,
      artemisbot, browserbot observer, dratabot, gosign security crawler, huaweisymantecspider,
      k7mlwcbot, mrgbot, netzcheckbot, nstoolsbot, termlybot, urlbeebot, verispider,
      virusdie crawler, wanscannerbot, akismetbot, jugendschutzprogramm crawler, hstspreload bot,
      obot, sbl bot, cms experiment, cybaabot, cybaaagent, domaindrift, infoguarddisclosureresearch,
      kaspersky lab cfr link resolver, obsrvr net, getodin com, pathspider, research pdrlabs net,
      punkmap, repolookoutbot, ugaresearchagent, vertexwp, researchcyber net, rootevidence,
      cmslookup, wp2shell check, exchange check, detectify, ltx71, crawlora research,
      isscyberriskcrawler, blockaid, asafaweb com, ssl tools net, whorunscoinhive, cms crawler,
      cloud mapping experiment, proxychecker, checkerproxy, hackertarget, sitelockspider, sitelock,
      ?sucuri, tmufe, sophoslabs, norton safe web, immuniweb, mozilla observatory, hunter how,
      cyberint, !intelx, project sonar, greynoise, cyberresilience, alpha strike labs, bishop fox,
      pentest tools com, wordfence, patchstack, quttera, malcare, dotdotpwn, fimap, commix, cmsmap,
      subfinder, veracode, gdnplus, checkphish, whatweb
      """
    ),
    (
      .other,
      """
      proximic, admantx, ias crawler, adscanner, criteobot, dvbot, scope3, sirdatabot, peer39,
      netshelter contentscan, quantcastbot, ttd content, adagiobot, turnitinbot, ?turnitin,
      yahoo ad monitoring, meta externalads, oai adsbot, adsbot pinterest, adsbot naver,
      weborama fetcher, #larbin, #binlar
      """
    ),
  ]
}
