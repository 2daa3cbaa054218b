// Made by Sources/Tables/refresh from Sources/Tables/models.tsv, which says what the columns
// mean and where each fact comes from. Change that file, never this one.
internal import Traffic

extension ModelLexicon {
  static let rows: [(device: DeviceClass, prefixes: String)] = [
    (
      .tablet,
      """
      10-inch 10000 10001 10007 10009 1001 10011 101 10inch 10la 10lb 10wb 21051182 22081281
      22081283 2405cpc 501lv 503lv 602lv 7-inch 702lv 730tpc 733tpc 7inch 7lb 7wb 8-inch 801lv 8091
      8092 8095 80d- 8inch 8lab 8wb a1-07 a1-7 a1-8 a10-11 a10-70 a101$ a101lv a10i a110$ a200$
      a2107 a2109 a210$ a3-1 a3-a a3000-h a301lv a3300 a3500 a500$ a501$ a510$ a511$ a5500 a700$
      a701$ a7600 a7ic a8i a8ic ac10 ac70 ac71 acer-one actab active-10 active-12 active-6 active-8
      adm8 adp-1 adp-7 agm-al agm-w agm2- agm3- agr-l agr-w agr2 agrk ags- ags2 ags3 ags5 ags6
      airtab alfa-1 alfa-7 alfa-8 alldocube altair alumium10 ampe an10b an7 an8 an9 andromeda- aoson
      ap-1 ap-7 ap-8 aqt aquila-0 arc-7 archm archos-1 archos-7 archos-8 archos-9 archos-access-1
      archos-access-7 archos-core-1 archos-core-7 archos-hello-1 archos-t archos5 arnova arrows-tab
      astro-8 asus-x-pad asus-z101 at10- at100 at1s0 at1$ at200 at270 at300 at330 at400 at470 at570
      at7 at7- at830 av-10nt av-11nt axis10 axis7 axis8 b-bot b1-7 b1-8 b1-a b3-a b6000 b8000 b8080
      bah- bah2 bah3 bah4 bdf- beeline-tab bg2- bgo- bioniq bluslate bnrv bntv boox bq-10 bq-7 bq-8
      bq-9 bq-curie bq-edison bq-maxwell bqru-10 bqru-7 bqru-8 brevis brt-w btk- btkr btv- bv0800
      bzd- bzk- bzt- bzt3 bzt4 bzw- c-7 c0700 canvas-tab captiva-p casebook catnova cloudpad cm4 cm5
      cm8 cmp7 cmp8 cmr- contixo coolpad-tab cpn- crony-7 ct10 ct7 ct8 ct97 cta cube-i cube-k cube-t
      cube-u cw-hi cw-v d-01 d-02 d-41 d-51 d-52 d2-1 d2-7 d2-9 dby- dby2 dc-7 dc-8 dc-9 dell-streak
      digma-pro-h dl10 dl7 dl8 dmoao dnn-w doogee-r1 doogee-r2 doogee-t1 doogee-t2 doogee-t3
      doogee-u1 dpd2 dps-dream dps-dual dragon-touch droidz-dash droipad drpd dslide dtab e-tab e105
      e708 e781 e805 easypad easypix ebook effire egd egq egs elite-t10 elite-t8 elite10 ellipsis
      eln- eln-w eln2- endeavour enot- et50 et51 et55 et56 et60 et65 et80 et85 etab everpad ex10 ex7
      ex8 excelsus excer explay-hit ezee f-01d f-02f f-02k f-03g f-04h f-05e facetel fieldbook
      flexpai flyer folio fonepad fpad freelander freeme freetab funbook fusion5- fz-a fz-b g708
      g808 galaxy-tab gdi-w gem1 gem7 go-color gocolor got- gravis gt-10 gt-70 gt-71 gt-72 gt-80
      gt-81 gt-n5 gt-n8 gt-p gtkids gu1 gu7 gu8 h10- h1003 h108 hannspad hdl- headwolf hello-10
      hello-7 hey-w hey2 hey3 hi10 hi8 hi9 hibook hipad hipstreet hmd-t honor-v6 hpad ht-7 ht07
      htc-evo-view htc-flyer huawei-m2 hudl hyundai-t i-mobile-i-note i-onik i7u iball-slide
      iballslide iconia id-bot ideal-tab ideapad ideatab ifive iget-smart-s ik- impad infinix-x11
      inm1010 inm8002 inm805 ipa2 ipad- iplay iq10 irulu it17 itab itell iview-7 jdn- jdn2 jetstream
      jk7 jpad k-book k00 k01 k81 k83 k85 k87 k88 k92 kfap kfar kfas kfau kfbu kfca kfdo kffo kfgi
      kfhu kfjw kfka kfkr kfma kfme kfmu kfon kfot kfpu kfqu kfra kfre kfsa kfsn kfso kfsu kftb kfth
      kftr kftt kftu kids-tab kids7 kidspad kidstab kj- kjr- kl98 klipad8 km07 km10 knote kob- kob2
      kob3 koral krj- krj2 kt2 kt6 kurio kyros kyt3 l-ement-1 l-ement-7 l-ement-8 l-ement-t lavie
      leaf2 leaf3 leaf5 leap- leappad lenovo-s5000 lenovopad lg-uk lg-v4 lg-v5 lg-v7 lg-v8 lg-v9
      lg-vk lglk lgt31 lgt32 lifetab light-at lm-t6 lp-t m-ipro m-mp1 m-mp7 m-mp8 m-sp m002 m10
      m10-3g m10-4g m10-l m10l m2-8 m2-a m2105k81 m40- m40p m40$ m50h m7-3g m702pro m7go m8-3g m8-4g
      m8l m9-3g magicpad matepad matrixpad maven max10 me-7 me-8 me-9 me17 me18 me30 me37 me57 me581
      mediapad mega-1$ mega-2$ mega-3$ mega-8$ megafon-v9 mfc0 mfc1 mfc2 mi-pad mid$ mid- mid0 mid1
      mid4 mid7 mid8 mid9 midc midr minipad mipad mitab mito-t1 mito-t3 mito-t5 mito-t7 mito-t8 mlx8
      mobii- mobo-mt momo moto-pad moto-tab mp10-octa mp101dc mp11-octa mp7 mpdc mpqc mrr- mrx- mt07
      mt08 mt10 mt3a mvm9 mypad mz50 mz60 mz61 nabi navitel-a7 navitel-t nb10 nb7 nb8 ndl-w neo-quad
      net-k7 net-r7 nettab next7 next8 nexus-10 nexus-7 nexus-9 nitro-7 nokia-t1 nokia-t2 nomi-c07
      nomi-c08 nomi-c10 nook note-air noteair nova-air novo10 novo7 novo8 novo9 np0 np1 nqt- ns-13
      ns-14 ns-15 ns-16 ns-p ns2 nt-0 nt-1 nt-2 nt-3 ntab numy nx00 nx16 nx785 nxa8 nxm oangcc odys-
      omega7 omega8 onepad opd2 opd3 opd4 optima ot11 ot12 ot5 ot6 ot8 oysters-t p00a p00c p00i p00j
      p00l p01m p01n p01v p01w p01y p01z p02 p021 p022 p023 p024 p027 p028 p10-11 p20hd p25t p30hd
      p30t p40hd p79hd p80 p85 p90hd p98-air pa1 pa2 pad- pad1 pad2 pad3 pad4 pad5 pad6 pad7 pad8
      pad9 padm padz pad$ papyre pc-te pc-ts pc10 pc7 pcb-t pce- pd-3 pi2 pi3 pi4 pi5 pi7 picopad
      pipo pixel-c pixel-tablet pixus platinum-1 playbook plt1 plt7 plt8 plt9 pluri pmid pmp pmt
      poco-pad poke polypad polytab power-bot pr5 pr71 primepad pritom protab proton- ptab q74 q75
      q93 qc-8 qilive-97 qmv qtair qtaq qtas qua-tab quad-core quadcore-tab qualcore quicktab
      qumo-altair qumo-vega qz8 ramos-i ramos-w ramosi rapax rc07 rc1 rc10 rc7 rc9 rct rct6
      redmi-pad reeder-m rg91 rg93 rmd- rmp1 rmp2 rmp3 rod-w rod2 roverpad row$ royole-flexpai rq-7
      rt1 rt2 rt3 rt5 rt6 rt7 rt8 rt9 s10-1 s10-2 s6000 s7-3 s7-6 s7-7 s7-9 s8-3 s8-7 sanei sc-01c
      sc-02d sch-i705 sch-i800 sch-i815 sch-i905 sch-i915 sch-i925 sch-p739 scm- scmr sgh-i467
      sgh-i497 sgh-i957 sgh-i987 sgh-t779 sgh-t849 sgh-t859 sgh-t869 sgp sht- shv-e140 shv-e150
      shv-e230 shw-m180 shw-m300 shw-m305 shw-m380 shw-m430w shw-m480 shw-m485w shw-m486w shw-m500
      slate slide-d slide-e slidepad slider-sl101 slimtab sm-p sm-t sm-x smart-tab smart-w smartbook
      smartpad smarttabii smartview- sn1a sn7 sn9 snb02 so-03e so-05f so-05g sony-tablet sot21 sot31
      sph-p100 sph-p500 springboard st10 st7 streak supernova-i supra-m surfer surftab surpad t1-10
      t1-7 t1-8 t1-a t10 t1000 t100i t101i t102 t104 t1060 t1070 t10a t20- t20m t20p t20s t30-m
      t30-p t30-u t30p t40-p t40h t40s t45h t50-p t50h t60-p t65- t65m t7000 t700i t701 t705 t710
      t720-wifi t72e t72h t72x t74 t74h t74m t74n t750 t770$ t780 t7a t7b t7v t7x t8$ t8- t800$
      t810$ t810c t81n t84 t84h t84n t8a t8pl ta-1392 ta-1397 ta-1457 ta-1462 ta-1472 ta-1487
      ta-1495 ta2d ta3d ta3e tab tablet tablette tac- tad- talk-7 talk-8 talk-9 talk7 talk8 taq-
      tar- tb-1 tb-2 tb-3 tb-5 tb-6 tb-7 tb-8 tb-9 tb-j tb-p tb-q tb-r tb-v tb-x tb-y tb07 tb1 tb2
      tb3 tb5 tb7 tb8 tb9 tbl- tblt tbook tbpad tcc8902 techno- techpad teclast tecno-p7 tecno-p9
      telepad teo1 tesla-l tesla-tablet tf10 tf20 tf30 tf500 tf60 tf70 tfx7 tgw1 tgw8 thrive tiq-
      tm-10 tm-7 tm-8 tm-9 tm-mid tm785 tm800 tmk7 touchbook touchpad toughpad tpad tpc transformer
      trio turbokids turbopad tx17 tx18 tx6 tx7 tx8 tz1 tz2 tz4 tz7 tz8 tz9 u10-p u10max u11p u12p
      u27g u30g u35g u39g u51g u55g u63 u65 ubislate upad ursus v-tab v820 v891 v919 v975 v989 v9a
      v9c v9e vandroid vankyo venue-10 venue-11 venue-7 venue-8 venue7 venue8 vf-1 vf-2 vfd-1 vfd11
      vi10 vi7 vi8 via-l via-t viewpad viewsonic-vb7 visionbook-1 visionbook-7 visionbook-8
      visionbook-9 visture- viva-10 viva-c viva-h vivah vk410 vk700 vk810 vk815 vl-10 vl-8 voyo vrd-
      vta0 vta1 vta7 w00$ w09 w10$ w19 w29 w30$ w39$ w59 w69 wave-i wexler-tab wgr- wgrr wi-fi wifi
      wize- worktab woxter-n woxter-qx woxter-sx wpad wv8 x-tigi-joy x10mt x80- x80$ x98 xelio xenta
      xoom xpad xperia-tablet xperiatablet xtab xtouch-p xyboard ypy yt- yt3 yubi zt2 zte-k8 zte-k9
      zte-v9a zte-v9c zte-v9$ zur7 kobo pocketbook tolino onyx-boox likebook inkpad inkpalm meebook
      bigme remarkable moaan
      """
    ),
    (
      .tv,
      """
      10moons 2t-c 4k 4t-c 8k6 a5x a95x adt- aft airbox alfawise am6 amlogic and1e andowl
      android-box aquos-tv as4k atom-1 atom-2 atv avov b860- b860a b860h b860v b866 bbox beelink
      beyondtv bid-at box bqeel bravia chromecast cx-919 cx919 cyclone-x d-box dangbei dctiw diw
      dongle dq08 dreamlink droidlogic dune-hd dv6 dv8 dv91 dvb e8k ec6108 egreat elsys ematic-ag
      era8k eurobox evpad eweat fbx fiberhome flowbox formuler g-box gsking gt-king gt1-mini gtking
      gtv gtx-r h10-p h8s h96 hako hb-2000 hege- hg680 hi3796 hi3798 himedia hk1 hmb22 honor-vision
      hp40a huawei-vision iconbit ip-80 iptv iris-box jbl-link jmgo kant- katv kb1 kb2-pro khadas
      ki-plus ki-pro kii-pro kiii kinhank kivi km1$ km2$ km2- km3 km5 km6 km7 km8 km9 korax kstb
      l-box lcd- le24 le32 le39 le40 le43 le50 le55 le65 le75 leap-s led2 led3 led4 led5 led6 led7
      led8 linkbox livebox m8s mag4 mag5 magenta magicsee matricom mdz- mecool mi-box mi-tv mibox
      mini-m8 minim8 minix mitv mk802 mk808 mk809 mk902 mstar mx-iii mx10 mx9 mxiii mxq mygica nagra
      neo-g neo-u neo-x5 neo-x6 neo-x7 neo-x8 netbox nexbox nexon nexus-player nogapc
      nokia-streaming nvidia-shield openbox openhour orange-tv orbsmart osca- ott$ ott- ottbox
      ozonehd p201 p212 p281 p291 pendoo ph0m ph1m ph2m ph7m ph9m polar-p polar-wk polarline probox
      projector ptv q-box q201 q96 qled qm15 qm16 qv15 r-box rbox rk3128 rk322 rk3318 rk3328 rombica
      s600-max s800-max s802 s805 s905 s912 s922x scishion sdott sdstb sei5 sei6 sei7 sei8 selenga
      sen5 settop sfcstb shell shield-android skyline-4 skyline-5 skystream skyworth smart-box
      smart-tv smartbox smarttv spybox srt4 stb stick strong-srt sunvell swisscom t95- t95h t95k
      t95m t95n t95q t95s t95u t95x t95z t96 tanix tcl-android td24 td32 td40 td43 td5 tdtv telebox
      telia-box tha10 topsion toucan tox1 tox3 tpm1 tpm2 transpeed tronsmart tv$ tv- tvbox tvstick
      twister tx2 tx3 tx5 tx6$ tx6-a tx6-h tx6-p tx6s tx9 u215 ug007 ugoos uhd uie4 uiw4 uled uzw4
      uzx8 v88$ v88- vega-s venz vgk0 vhix vim1 vim2 vim3 vmp- vodafone-tv volksbox vontar vorke
      wanbo wetek wiwa x88 x8k x92$ x92- x96 x99 xgimi xk03 yndx- yundoo z28 z4$ zidoo zxv10
      """
    ),
    (
      .wearable,
      """
      dm100 gear-live gear-s glass-1 huami kidphone kospet lem1 lem7 lem9 lg-watch lynx-r1
      magic-leap moto-360 opwwe ow19 ow20 pacific$ pico-4 pico-a pico-g pico-neo pixel-watch quest$
      quest-2 quest-3 quest-pro sm-i6 sm-l3 sm-l5 sm-l7 sm-r3 sm-r7 sm-r8 sm-r9 smartwatch
      standalone-hmd ticwatch vive-flow vive-focus vive-xr watch zenwatch glass- glass$ glass-1$
      hmt- vuzix m400 realwear moverio xreal nreal rokid
      """
    ),
    (
      .console,
      """
      anbernic ayaneo ayn- g-cloud gpd-win gpd-xd gpd-xp kt-r1 logitech-g nintendo odin2 ouya
      powkiddy razer-edge retroid rg-slide rg3 rg35 rg40 rg50 rg55 rgcube shield$ shield-portable
      switch-lite
      """
    ),
    (
      .desktop,
      """
      aspire chromebook chromebox easynote elitebook hp-chromebook hp-elite inspiron laptop latitude
      macbook netbook nuc1 nuc7 nuc8 pixelbook probook satellite surface-go surface-pro thinkpad-x1
      virtualbox vmware vostro waydroid
      """
    ),
    (
      .other,
      """
      aeoa aeob aeoc aeoh aeok aeor aeot aeow byd-auto car- carplay ck6 ck7 dilink echo-show ek-gc
      ek-kc fridge homepod ifp mc3 mpc- polestar portal+ pos- raspberry-pi rear-seat rivian smartpos
      whiteboard yandexmini yandexstation mc22 mc27 mc93 vc83 ps20 cc600 cc605 cn80 ck3 dt40 rt40
      skorpio m3us m3sm idata pm451 pm560 ef500 hf550 vf550 c66$ c72$ wpos wiseasy mobiprint mobigo
      smart-slim evotor mspos shtrih p2lite p2-pro v2s-plus d2mini t2mini t2lite im30 tps3 tps5 tps9
      famoco axium dx8000 move5000 a920$ a920pro$ a930$ a910$ x990$ n910$ ptc7 eft- newpos aivi sda-
      yt57 yt92 quad-core-t3 quadcore-t3 ultraocta eightcore teyes mekede joying atoto junsun 8227l
      uis7862 uis8581 825x hct- airtouch volvo-car lenovo-smart-cl yandexmidi wt19m wt22m da220hql
      seewo maxhub crestron bdl elo- xdh- clevertouch newline-
      """
    ),
    (
      .mobile,
      """
      101f 101k 101n 101p 101sh 8050 8190 9008 a1-32 a1-pro a1000$ a1000g a1000s a850 al00 al10 al20
      aligator- an00 an10 an30 an40 an50 an60 an70 an80 asus-t0 asus-x0 asus-z0 blade boxer coolpad
      cph doogee elephone galaxy-nexus gt-b gt-i gt-n7 gt-s honor htc-d htc-o huawei-g huawei-y
      ideaphone ilium- infinix iphone itel le-x6 lenovo-k lenovo-p lenovo-s letv p8000 lg-d lg-e
      lg-f lg-h lg-k lg-ls lg-lu lg-m lg-ms lg-optimus lg-p lg-su lg-us lg-vm lg-x lgl lgls lgms
      lgus lumia lx1 lx2 lx3 lx9 m5-note m7$ meizu mi-10 mi-8 mi-9 mi-a mi-max mi-mix mi-note moto-
      n09 n29 nexus-4 nexus-5 nexus-6 nexus-one nexus-s nokia-5 nokia-6 nokia-7 nokia-8 nokia-c
      nokia-g nokia-x oneplus pad-phone padfone pixel poco ravoz redmi rmx sm-a sm-e sm-f sm-g sm-j
      sm-m sm-n sm-s sm-w20 stickphone stv100 tablet-phone tecno tl00 tl10 turbox vivo wiko xolo
      xperia xq- xt1 xt2 ypy-s zb5 zb6 zc5 ze5 ze6 zte-a zte-b
      """
    ),
  ]

  /// The ends of words: `eZee'Tab`, `SmartPad`, `GTMEDIA-TVBOX`.
  static let suffixRows: [(device: DeviceClass, suffixes: String)] = [
    (.tablet, "wifi tab pad tablet"),
    (.mobile, "dtv"),
    (.tv, "tv uhd box tvbox stb iptv stick"),
    (.wearable, "watch"),
  ]
}
