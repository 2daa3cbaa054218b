// How makers name the devices that the rest of a header doesn't tell: tablets that send `Mobile`,
// television boxes that send nothing but a model.
//
// Sources: makers' product pages and support documents, developer.amazon.com (Fire TV and Fire tablet
// build models), support.google.com/googleplay/answer/1727131 (devices that Google Play supports).
// To refresh: add the beginning of the model to the row of its class and run the accuracy benchmark.
// Only what holds for a whole series belongs here; a single model isn't worth a line.
//
// A row's words are separated by blanks: lower case, one `-` for whatever stands between letters and
// digits. They match at the start of any word of a model; the longest wins. A `$` stands for the end of
// the model.
internal import Traffic

extension ModelLexicon {
  static let rows: [(device: DeviceClass, prefixes: String)] = [
    (
      .tablet,
      """
      tab tablet pad$ pad- pad1 pad2 pad3 pad4 pad5 pad6 pad7 pad8 pad9 padm protab bq-edison bq-maxwell bq-curie aquila-0 arnova captiva-p bioniq xenta rapax nettab quadcore-tab
      cloudpad tcc8902 viewpad easypix pmp papyre mobii- m40$ m40- m40p x80$ x80- ht-7 mid1 mid4 mid7 mid8 mid9 midc midr mid- ramos-w ramos-i odys- cube-i
      cube-u cube-t cube-k zte-v9$ zte-v9a zte-v9c rc07 rc7 rc9 rc10 mito-t1 mito-t3 mito-t7 nqt- flexpai royole-flexpai mfc0 mfc1 mfc2 krj2 m8l m10l bqru-7 bqru-8 bqru-10 ipa2 an7 an8 an9 an10 kids7 contixo net-k7 net-r7 navitel-t 22081283  nt-36 freeme
      asus-x-pad asus-z101 power-bot id-bot b-bot iq10  droidz-dash i-mobile-i-note mt07 mt08 mt10 mobo-mt pi2 pi3
      pi4 pi5 pi7 vivah viva-h viva-c tecno-p7 tecno-p9 archos-core-7 archos-core-1 archos-hello-1 archos-t enot- klipad8 momo turbopad gt-70 gt-71 gt-72 gt-80 gt-81
      gt-10 t700i t100i t101i roverpad wize- qualcore slimtab ap-7 ap-8 ap-1 gu7 nb7 nb8 nb10 np1 koral m-sp m-mp8 m-mp1 i-onik
      hannspad sn7 sn1a sn9 l-ement ct7 ct8 ct97 ct10 vandroid i7u at1$ at7 at8 itab t701 t705 t710 t750 t770 t780  
      t1060 t1070 touchbook axis7 axis8 axis10 t7a t8a t10a wave-i proton- pcb-t yubi iview-7 pc7 pc10 xtouch-x xtouch-p droipad
      drpd leap- tm-mid cm4 cm5 cm8 q75 q93 q74 kt2 kt6 via-l polypad everpad a7ic a8ic a10i ideal-tab airtab effire brevis
      gravis nt-0 nt-1 nt-2 nt-3 t72h t72x t74h t74m t74n t84n t84h t104 t102 t7x t7v t7b tm800 tm785 ns-p ns-13 ns-14 ns-15
      ns-16 vta0 vta7 vta1 d2-7 d2-9 d2-1 cmp7 cmp8 me-7 me-8 me-9 vl-8 vl-10 adp-7 adp-1 aoson ampe e708 g708 g808 e781
      u27g u30g u35g u51g u55g u39g u63 u65 talk-7 talk-8 talk-9 talk7 talk8 cw-v cw-hi telepad excelsus easypad
      smartpad primepad mypad hello-7 hello-10 crony-7 m10-l ac70 ac10 ac71 ipad- padz tablette ebook

      sm-t sm-p sm-x gt-p gt-n5 gt-n8 sch-i800 sch-i815 shw-m180 shw-m380 shw-m480 shw-m500 shv-e140 shv-e150
      shv-e230 sgh-i957 sgh-t849 sgh-t859 sgh-t869 sph-p100 galaxy-tab sc-01c sc-02d

      agr-w agr-l agr2 agrk ags- ags2 ags3 ags5 ags6 bah- bah2 bah3 bah4 bgo- bg2- btv- bzt- bzt3 bzt4 bzk-
      bzw- bzd- btk- btkr cmr- cpn- dby- dby2 got- hdl- jdn- jdn2 kob- kob2 kob3 kjr- krj- mrx- mrr- pce- scmr
      scm- sht- vrd- wgr- wgrr mediapad s7-3 s7-6 s7-7 s7-9 s8-3 s8-7 s10-1 s10-2 t1-7 t1-8 t1-a t1-10 m2-8 m2-a
      w00$ w09 w19 w29 w59 w69 hey-w hey2 hey3 rod-w rod2 brt-w eln-w gdi-w ndl-w dnn-w huawei-m2

      tb-1 tb-2 tb-3 tb-5 tb-6 tb-7 tb-8 tb-9 tb-j tb-q tb-x tb-y tb-v tb-r tb-p tb1 tb2 tb3 tb5 tb7 tb8 tb9 yt-
      yt3 ideatab ideapad a1-07 a2107 a2109 a3000-h a3300 a3500 a5500 a7600 a10-70 b6000 b8000 b8080 s6000 lenovopad

      kfap kfar kfas kfau kfbu kfca kfdo kffo kfgi kfjw kfka kfma kfme kfmu kfon kfot kfpu kfqu kfra kfsa kfsn
      kfso kfsu kfth kftt kftb kftr kftu kfkr kfre kfhu kfra

      mi-pad mipad redmi-pad 21051182 22081281 opd2 opd4 rmp1 rmp2 rmp3 pa2 pa1 dpd2

      nexus-7 nexus-9 nexus-10 pixel-c pixel-tablet k00 k01 me17 me18 me30 me37 me57 tf10 tf20 tf30 tf60 tf70
      tf500 p00a p00c p00i p00j p00l p01m p01n p01v p01w p01y p01z p02 p021 p022 p023 p024 p027 p028 transformer

      a1-7 a1-8 a3-a a3-1 b1-7 b1-8 b1-a b3-a iconia acer-one a100$ a101$ a110$ a200$ a210$ a500$ a501$ a510$
      a511$ a700$ a701$ actab lg-v4 lg-v5 lg-v7 lg-v8 lg-v9 lg-vk lg-uk vk410 vk700 vk810 vk815 lm-t6 sgp so-03e
      so-05f so-05g sot21 sot31 sony-tablet xperia-tablet venue-7 venue-8 venue-10 venue7 venue8 streak dell-streak
      slate at100 at200 at300 at7- at10- at1s0 thrive folio xoom mz50 mz60 mz61 xyboard htc-flyer flyer jetstream
      k81 k83 k85 k87 k88 k92 v9a v9c v9e bv0800 zte-k8 ta-1392 ta-1397 ta-1472 ta-1487 ta-1495

      bq-7 bq-8 bq-9 bq-10 pmp pmt tm-7 tm-8 tm-9 tm-10 tz7 tz8 tz9 tz1 tz2 tz4 tx17 tx18 tx2 tx6 tx7 tx8 rmd- ursus
      archos-7 archos-8 archos-9 archos-10 archos-1 archm nomi-c07 nomi-c08 nomi-c10 surfer optima 
      digma-pro-h supra-m    explay-hit oysters-t wexler-tab

      iplay knote teclast p20hd p25t p30hd p30t p40hd p80 p85 p90hd tpad x98 hi8 hi9 hi10 hipad surpad
      vi7 vi8 vi10 novo7 novo8 novo9 novo10 ifive v919 v820 v891 v989 v975 pipo freelander sanei voyo
      alldocube dragon-touch  facetel oangcc pritom vankyo matrixpad dmoao wpad fpad hpad headwolf

      rct6 rct rc1 egq egs egd nx785 nxm next7 next8 nx00 nx16 pmid ptab kyros plt7 plt8 plt9 plt1 dl7 dl8 dl10
       trio nabi snb02 leappad kurio irulu hipstreet 10000 10001 ellipsis qmv qtair qtaq qtas springboard bntv
      bnrv nook arc-7 hudl lifetab surftab st7 st10 endeavour mitab onepad ezee mpdc mpqc tac- tad-
      taq- tar- dslide polytab funbook canvas-tab iball-slide ubislate picopad ypy m7-3g  m8-3g m8-4g
      m10-3g m10-4g m9-3g freetab km07 km10 via-t reeder-m m7go a8i v-tab rt1 rt2 rt3 rt5 rt6 rt7 rt8 ot5
      ot6 ot8 f-01d f-02f f-03g f-05e arrows-tab lavie lavietab pc-te pc-ts qua-tab qz8 lgt31 lgt32 kyt3 dtab d-01
      d-02 d-41 d-51 d-52 702lv 801lv fz-a fz-b toughpad smart-tab vfd-1 vfd11 vf-1 vf-2 beeline-tab mt3a tesla-l
      tesla-tablet etab e-tab xtab ntab hpad upad fonepad slidepad kidspad kids-tab kidstab numy techpad impad
      cw-hi8 gem1 gem7 xpad jpad magicpad matepad touchpad playbook quicktab mp7 m-mp7 light-at poke boox nova-air
      note-air leaf2 go-color lp-t t7000 t1000 pluri tpc tbpad tbook minipad worktab
      """
    ),
    (
      .tv,
      """
      tv$ tv- tvbox aquos-tv neo-x5 neo-x6 neo-x7 neo-x8 vega-s t95m t95n t95x t95z t95s t95q t95k t95u t95h t95- v88$ v88- ott$ ott- s600-max
      s800-max ip-80 km5 era8k yundoo tox1 tox3 toucan ozonehd nogapc hb-2000 andowl and1e vgk0 gtx-r le24 le32 le39 le40 le43
      le50 le55 le65 le75 smarttv smart-tv aft mitv mi-tv mibox mi-box mdz- nexus-player nvidia-shield 10moons wiwa cyclone-x alfawise topsion t96 bid-at sdstb sfcstb sdott adt- shield-android chromecast bravia qm15 qm16
      qv15 tpm1 tpm2 beyondtv tcl-android skyworth stb settop box smartbox smart-box iptv dvb shell
      a95x a5x x96 x92$ x92- x99 h96 tx3 tx5 tx9 tx6s tanix hk1 mx9 mx10 mxq mxiii mx-iii m8s  minim8 mini-m8 neo-u neo-g minix
      ugoos am6 beelink gt1-mini gtking gt-king gsking zidoo mecool km1$ km3 km6 km7 km8 km9 kiii kii-pro ki-pro kb1 kb2
      kinhank openbox rombica iconbit vontar rk3128 rk3228 rk3229 rk3318 rk3328 rk3328 rk322 s905 s912 s805 s802 s922x
      p201 p212 p281 p291 q201 u215 mk808 mk802 mk809 mk902 cx-919 cx919 ug007 tronsmart amlogic droidlogic
      wetek nexbox nexon dq08 magicsee x88 h8s h10-p sen5 scishion transpeed pendoo himedia probox matricom ottbox
      mygica atv gtv kstb uie4 sei6 sei8 dv8 dv6 dctiw diw hmb22 bbox fbx leap-s b860a b860h b860v b860- b866 ec6108 hg680 zxv10
      fiberhome magenta telia-box khadas vim1 vim2 vim3 eweat egreat yndx- polarline polar-p polar-wk skyline-
      vmp- korax selenga katv toucan-nano telebox twister led2 led3 led4 led5 led6 led7 led8 uled qled
      tdtv td24 td32 td40 td43 td5 ptv android-box tvstick stick dongle mstar projector tx2 z28 z4$ r-box rbox nokia-streaming kivi q-box
      vhix as4k atom-1 atom-2 flowbox linkbox volksbox netbox d-box g-box l-box q96 e8k x8k uhd 
      4k openhour orbsmart venz vorke sunvell nagra vodafone-tv orange-tv livebox swisscom strong-srt srt4
      jbl-link hako formuler dreamlink mag4 mag5 elsys ematic-ag iris-box airbox skystream avov spybox eurobox
      """
    ),
    (
      .wearable,
      """
      sm-r7 sm-r8 sm-r9 sm-r3 quest$ quest-2 quest-3 quest-pro pacific$ moto-360 watch smartwatch pico-neo pico-4 pico-g standalone-hmd kidphone opwwe
      ow19 ow20 lem1 lem9 lem7 dm100 kospet glass-1 huami ticwatch lg-watch gear-s gear-live zenwatch 
      """
    ),
    (
      .console,
      "ouya retroid shield$ shield-portable odin2 ayn- ayaneo anbernic rg35 rg40 rg50 rg55 rg3 gpd-xd gpd-win switch-lite"
    ),
    (
      .desktop,
      """
      chromebook pixelbook satellite easynote chromebox elitebook probook thinkpad-x1 waydroid nuc1 nuc7 nuc8 aspire vostro inspiron latitude virtualbox vmware netbook
      hp-chromebook hp-elite macbook surface-pro surface-go laptop
      """
    ),
    (
      .other,
      """
      aeob aeoc aeok aeor aeot aeoh aeoa aeow echo-show yandexstation yandexmini mpc- ck6 ck7    mc3 smartpos pos- rear-seat
      dilink raspberry-pi ek-gc ek-kc ifp whiteboard car- carplay byd-auto polestar portal+ homepod fridge
      """
    ),
    (
      .mobile,
      """
      padfone elephone doogee ypy-s an00 al00 a1-32 turbox letv le-x6 8050 9008 8190 lx1 lx2 lx3 lx9 tl00 tl10 al10 al20 an10 asus-x0 asus-z0 asus-t0 a1-pro nokia-t2 pixel xperia iphone sm-a sm-g sm-j sm-m sm-n sm-s sm-f sm-e gt-i gt-s gt-b gt-n7 redmi poco
      oneplus moto- xt1 xt2 lg-m lg-k lg-h lg-d rmx cph tecno infinix itel honor huawei-g huawei-y htc-d htc-o
      lumia nokia-c nokia-g nokia-x nokia-5 nokia-6 nokia-7 nokia-8 zte-b zte-a blade lenovo-k lenovo-p lenovo-s 
      zb5 zb6 ze5 ze6 zc5 m7$ coolpad meizu m5-note mi-note mi-a mi-8 mi-9 mi-10 mi-max mi-mix pad-phone
      tablet-phone ideaphone a1000g a850 boxer stickphone
      """
    ),
  ]

  /// The ends of words: `eZee'Tab`, `SmartPad`, `GTMEDIA-TVBOX`.
  static let suffixRows: [(device: DeviceClass, suffixes: String)] = [
    (.tablet, "tab pad tablet"), (.mobile, "dtv"), (.tv, "tv box tvbox stb iptv stick"),
    (.wearable, "watch"),
  ]
}
