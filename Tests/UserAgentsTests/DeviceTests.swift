import Testing
import Traffic
import UserAgents

@Suite("Devices and systems")
struct DeviceTests {
  @Test("A device is told by its system, its marks or its maker's series", arguments: Self.devices)
  func device(sample: (DeviceClass, OperatingSystem, String)) {
    let told = client(of: sample.2)
    #expect(told.device == sample.0, "\(sample.2)")
    #expect(told.system == sample.1, "\(sample.2)")
    #expect(!told.traffic.isBot, "\(sample.2)")
  }

  static let devices: [(DeviceClass, OperatingSystem, String)] = [
    // webostv.developer.lge.com, developer.samsung.com/smarttv, developer.amazon.com, hbbtv.org
    (
      .tv, .webOS,
      "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.128 Safari/537.36 DMOST/2.0.0 (; LGE; webOSTV; WEBOS6.3.2 03.34.95; W6_lm21a;)"
    ),
    (
      .tv, .tizen,
      "Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.5) AppleWebKit/537.36 (KHTML, like Gecko) 85.0.4183.93/6.5 TV Safari/537.36"
    ),
    (
      .tv, .android,
      "Mozilla/5.0 (Linux; Android 9; AFTKA Build/PS7633.3445N) AppleWebKit/537.36 (KHTML, like Gecko) Silk/112.4.1 like Chrome/112.0.5615.213 Safari/537.36"
    ),
    (
      .tv, .android,
      "Mozilla/5.0 (Linux; Android 10; BRAVIA 4K VH2 Build/QTG3.200305.006.S280) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/103.0.5060.129 Safari/537.36"
    ),
    (
      .tv, .linux,
      "HbbTV/1.5.1 (+DRM; Vendor; Model 55; 1.0; 1.0;) Mozilla/5.0 (Linux armv7l) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/84.0.4147.125 Safari/537.36"
    ),
    (.tv, .roku, "Roku/DVP-12.5 (12.5.0.4178-88)"),
    (.tv, .tvOS, "AppleCoreMedia/1.0.0.21K79 (Apple TV; U; CPU OS 17_1 like Mac OS X; en_us)"),
    (
      .tv, .android,
      "Mozilla/5.0 (Linux; Android 11; 43UP50GU Build/RP1A.200720.011) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.0.0 Safari/537.36"
    ),
    // An application names the model before the system, and a framework a whole browser behind it.
    (
      .mobile, .android,
      "Safari/600.2.5 MobileExample (Google Pixel 6; android 13) example.org/8.28.2-82802 (debug)"
    ),
    (.mobile, .android, "Shop/8.2 (Samsung SM-S918B; Android 14)"),
    (.tablet, .android, "Shop/8.2 (SM-X200; Android 14)"),
    (.other, .android, "Shop/8.2 (Linux; Android 14)"),
    (.mobile, .android, "ShopAndroid/1.0"),
    (.other, .iOS, "ShopiOS/1.0"),
    (
      .mobile, .android,
      "Appcelerator Titanium/7.5.1 (Pixel 2 XL; Android API Level: 28; en-US;), Mozilla/5.0 (Macintosh; Intel Mac OS X 10_8_2) AppleWebKit/537.1 (KHTML, like Gecko) Chrome/21.0.1180.89 Safari/537.1"
    ),
    // Readers are tablets; terminals, cars' screens and loudspeakers are neither; glasses are worn.
    (
      .tablet, .android,
      "Mozilla/5.0 (Linux; U; Android 2.0; en-us;) AppleWebKit/538.1 (KHTML, like Gecko) Version/4.0 Mobile Safari/538.1 (Kobo Touch 0377/4.20.14622)"
    ),
    (
      .tablet, .linux,
      "Mozilla/5.0 (Linux; U; en-US) AppleWebKit/528.5+ (KHTML, like Gecko, Safari/528.5+) Version/4.0 Kindle/3.0 (screen 600x800; rotate)"
    ),
    (
      .other, .android,
      "Mozilla/5.0 (Linux; Android 10; MC2200) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/96.0.4664.92 Mobile Safari/537.36"
    ),
    (
      .other, .android,
      "Mozilla/5.0 (Linux; Android 12; Polestar 2) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Safari/537.36"
    ),
    (
      .wearable, .android,
      "Mozilla/5.0 (Linux; Android 8.1.0; Glass Enterprise Edition 2) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Mobile Safari/537.36"
    ),
    // P80 is a tablet.
    (
      .mobile, .android,
      "Mozilla/5.0 (Linux; Android 10; Titan P8000 PRO 2021 Build/QP1A.190711.020; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/113.0.5672.76 Mobile Safari/537.36"
    ),
    // An iPad that asks for desktop pages; no Mac says Mobile.
    (
      .tablet, .iPadOS,
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1"
    ),
    // A television's word behind a maker of telephones, and a set-top box that tells how it is connected.
    (
      .tv, .android,
      "Mozilla/5.0 (Linux; Android 11; OnePlus TV 43 Y1S Pro) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Mobile Safari/537.36"
    ),
    (
      .tv, .linux,
      "Opera/9.80 (Linux mips; U; en) Presto/2.10.250 Version/11.60 , Example/12.2 (Maker, Box1100, wired)"
    ),
    // A build of Android's branch for televisions, whatever the model is called.
    (.tv, .android, "Dalvik/2.1.0 (Linux; U; Android 12; Example Build/STT2.221228.001)"),
    (
      .mobile, .android, "Dalvik/2.1.0 (Linux; U; Android 12; Example Build/SP1A.210812.016)"
    ),
    // Builds that makers of televisions use as they are; telephones', too, where Mobile stands there.
    (
      .tv, .android,
      "Mozilla/5.0 (Linux; Android 9; Example Build/PPR2.180905.006.A1; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/114.0.0.0 Safari/537.36"
    ),
    (
      .mobile, .android,
      "Mozilla/5.0 (Linux; Android 9; Example Build/PPR2.180905.006.A1; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/114.0.0.0 Mobile Safari/537.36"
    ),
    (
      .tv, .android,
      "Mozilla/5.0 (Linux; Android 11; Example Build/RP1A.200720.011) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36"
    ),
    (
      .mobile, .android,
      "Mozilla/5.0 (Linux; Android 11; Example Build/RP1A.200720.011) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Mobile Safari/537.36"
    ),
    // developer.amazon.com/docs/vega
    (
      .tv, .tvLinux,
      "Mozilla/5.0 (Linux; Kepler 1.1; AFTCA002 user/1234; wv) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Chrome/130.0.6723.192 Safari/537.36"
    ),
    (
      .tv, .linux,
      "Mozilla/5.0 (Opentv5; Linux mips) AppleWebKit/538.15 (KHTML, like Gecko) Version/8.0 Safari/538.15 OTVWebKit/1.1"
    ),
    (
      .tv, .linux,
      "Mozilla/5.0 (Linux; x86_64 GNU/Linux) AppleWebKit/601.1 (KHTML, like Gecko) Version/8.0 Safari/601.1 WPE"
    ),
    (.tv, .roku, "Roku4640X/DVP-7.70 (297.70E04154A)"),
    // What casts may be a loudspeaker.
    (
      .other, .linux,
      "Mozilla/5.0 (X11; Linux armv7l) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.4430.225 Safari/537.36 CrKey/1.56.500000 DeviceType/SmartSpeaker"
    ),
    (
      .console, .playStation,
      "Mozilla/5.0 (PlayStation; PlayStation 5/5.10) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Safari/605.1.15"
    ),
    (
      .console, .xbox,
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Safari/537.36 Edg/127.0.0.0"
    ),
    (
      .console, .nintendo,
      "Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/609.4 (KHTML, like Gecko) NF/6.0.2.21.3 NintendoBrowser/5.1.0.22474"
    ),
    (
      .wearable, .android,
      "Mozilla/5.0 (Linux; Android 12; Quest 3) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/31.1.0.0 Chrome/121.0.6167.212 VR Safari/537.36"
    ),
    (.wearable, .watchOS, "atc/1.0 watchOS/10.1 model/Watch6,2 hwp/t8301 build/21S67 (6; dt:201)"),
    (
      .tablet, .android,
      "Mozilla/5.0 (Linux; Android 12; Lenovo TB-X606F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36"
    ),
    (
      .tablet, .android,
      "Mozilla/5.0 (Linux; Android 13; 23043RP34G) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36"
    ),
    (
      .tablet, .linux,
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Silk/112.5.1 like Chrome/112.0.5615.213 Safari/537.36"
    ),
    (
      .wearable, .android,
      "Mozilla/5.0 (Linux; Android 14; SM-I610) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"
    ),
    // A tablet's word behind a maker of telephones, and the size of a screen in inches.
    (
      .tablet, .android,
      "Mozilla/5.0 (Linux; Android 11; Moto Tab g70) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Mobile Safari/537.36"
    ),
    (
      .tablet, .android,
      "Mozilla/5.0 (Linux; Android 14; TECNO MegaPad) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Mobile Safari/537.36"
    ),
    (
      .tablet, .android,
      "Mozilla/5.0 (Linux; Android 8.1.0; HT1003X16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Mobile Safari/537.36"
    ),
    (
      .tablet, .android,
      "Mozilla/5.0 (Linux; Android 7.0; L310i) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Mobile Safari/537.36"
    ),
    (
      .mobile, .android,
      "Mozilla/5.0 (Linux; Android 5.1; XT1032) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/81.0.4044.138 Mobile Safari/537.36"
    ),
    // Something has taken `Android` away.
    (
      .mobile, .android,
      "Mozilla/5.0 (Linux;  6.0.1; SM-J210F Build/MMB29Q; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/49.0.2623.105  Safari/537.36"
    ),
    (
      .mobile, .android,
      "Mozilla/5.0 (Linux; U; Android; 4.1.2; sv-se; Galaxy Nexus Build/IML74K) AppleWebKit/535.7 (KHTML, like Gecko) CrMo/33.0.192.75 Safari/535.7"
    ),
    // What plays on Android and names no device.
    (.mobile, .android, "Example/1.9.17 (Linux;Android 10) ExoPlayerLib/2.18.2"),
    (.mobile, .javaME, "KARBONN/K3000/MIDP2.0/CLDC1.1/Screen-240X320"),
    (.mobile, .other, "OneBrowser/3.1 (NokiaC1-01/06.15)"),
    (
      .mobile, .kaiOS,
      "Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5.2"
    ),
    (
      .mobile, .harmonyOS,
      "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile"
    ),
    // developer.huawei.com: a computer
    (
      .desktop, .harmonyOS,
      "Mozilla/5.0 (PC; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1"
    ),
    (
      .mobile, .windowsPhone,
      "Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/52.0.2743.116 Mobile Safari/537.36 Edge/15.15063"
    ),
    (
      .mobile, .android,
      "Mozilla/5.0 (Linux; Android 12; Moto Edge 20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/111.0.5563.115 Mobile Safari/537.36"
    ),
    (
      .mobile, .android,
      "Mozilla/5.0 (Linux; Android 8.1.0; CUBOT ECHO) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/70.0.3538.80 Mobile Safari/537.36"
    ),
    (.desktop, .windows, "Spotify/1.0.98.78 Win32/0 (PC desktop)"),
    (.desktop, .unix, "Mozilla/5.0 (X11; FreeBSD amd64; rv:128.0) Gecko/20100101 Firefox/128.0"),
    (.other, .iOS, "Podcasts/1575.1.2 CFNetwork/1240.0.4 Darwin/20.6.0"),
  ]

  @Test("A client stays small enough to be copied by the million")
  func size() {
    #expect(MemoryLayout<Client>.size <= 8)
    #expect(MemoryLayout<Client>.stride == 8)
  }
}
