// Made by Sources/Tables/refresh from Sources/Tables/endings.tsv, which says what the columns
// mean and where each fact comes from. Change that file, never this one.

/// File name extensions of what is no page, by kind.
enum EndingTable {
  static let rows: [(kind: PageKind, endings: String)] = [
    (
      .asset,
      """
      aa3 aal ac3 acn adts aif aifc aiff amr apng appcache art ashx ass at3 atx avci avcs avif avifs
      awb axa axd axv azv b16 b3dm basis bik bk2 bmp bsp btf btif cdr cdt cgm cjs cld cmaf cmfa cmfv
      cmpt cr2 crw csd css cur dae dif djv dls dor dpx drc drle dts dtshd dv dvb dwf ecelp4800
      ecelp7470 ecelp9600 emf enw eol eot erf evb evc evw exr fbs fbx fit fits fli fpx fst fts fvt
      gdl gif glb gltf gsf gsm gtw hdr heic heics heif heifs hej2 hif hsj2 htc i3dm ico ief iges igs
      ism jfif jhc jls jng jp2 jpe jpeg jpf jpg jpg2 jpgm jph jphc jpm jpx js jt jxl jxra jxrs jxs
      jxsc jxsi jxss koz ktx ktx2 l16 lbc less lmp loas lottie lsf lsx lvp m1v m21 m2v m3u m3u8 m4a
      m4s m4u m4v manifest map mdi mem mesh mhas mj2 mjp2 mjs mlp mmr mng moml mov movie mp1 mp2
      mp21 mp3 mp4 mpd mpdd mpe mpega mpg4 mpga mpv msh msm mtl mts multitrack mvt mxf mxmf mxu nef
      nim obj oga ogex ogg ogv ogx omg opus orc orf otf pak pat pbf pbm pcf pcx pfa pfb pfr pgb pgm
      plist plj pls ply pmtiles png pnm pnts ppm prc psid pti pya pyox pyv qcp qt ra ram ras rgb
      rgbe rip riv rlc rm rsm s11 s14 s1g s1j s1m s1n s1q sass sco scss sd2 sgi sgif sid sjp sjpg
      smi smil smk sml smo smov smp smp3 smpg smv snd sofa splat spn spng spx srt ssw sswf stpx
      stpxz stpz styl svg svgz swf tap terrain tfx tif tiff ts ttc ttf ttml u3d usda usdz uva uvg
      uvh uvi uvm uvp uvs uvu uvv uvva uvvg uvvh uvvi uvvm uvvp uvvs uvvu uvvv vbk vds viv vrm vrml
      vtf vtt vtu vue wasm wav wax wbmp weba webm webmanifest webp win wm wmf wmx woff woff2 wrl wvx
      x3d x3db x3dv x3dvz x3dz x_b x_t xbm xhe xif xmt_bin xmt_txt xpm xsl xslt xwd xyze
      """
    ),
    (
      .api,
      """
      aion artisan asmx carjson data docjson dtd geojson grd ign ignition jrd json json-patch json5
      jsonl jsonld jsontd jsontm lasjson ndjson owl ppttc protobuf rsc sarif
      sarif-external-properties scim senml senml-etchj sensml stix topojson ttl vcj vtnstd xml xsd
      """
    ),
    (.feed, "atom rdf rss"),
    (
      .download,
      """
      1clr 1km 3gp 3mf 3tz 7z a2l aab aac aasx abw ac ac2 acc acu acutc aep afp age ahead ait alc
      ami aml amlx anx apex apexlang apk apkg appimage appx apr apxml arrow arrows asc asf asice
      asics asn aso atc atf atfx atomcat atomdeleted atomsrv atomsvc atxml auc avi azf azs azw3 bak
      bar bat bcpio bdm bed bh2 bib bin bkm blend bmi bmml bmpr bpd br bsd bz2 c11amc c11amz c3d
      c3ex c4d c4f c4g c4p c4u c9r c9s cab cac cap cascii cbin cbor cbr cbz ccmp ccxml cda cdbcmsg
      cdf cdfx cdkey cdmia cdmic cdmid cdmio cdmiq cdx cdxml cdy cea cef cellml cer chm chrt cif cii
      cil ckpt cla class clkk clkp clkt clkw clkx cmc cmdf cml cmp cmsc cod coffee coswid cpa cpio
      cpkg cpl cpt crl crt crtr crx cryptomator cryptonote csf csl csm csml csp csrattrs cst csv
      csvs ctab ctx cub cuc cwl cww cxf daf dart dat dataless davmount db dbf dcd dcm dcr dd2 ddd
      ddeb ddf deb dfac dii dim dir dis distz dit dive djvu dl dll dmg dmp dna doc docm docx dotm
      dotx dp dpg dpgraph dpkg dsm dssc dvc dvi dwd dwg dx dxf dxp dxr dzr ebuild ecig ecigprofile
      ecigtheme eclass edm edx efi efif ei6 eln emb embl emm emma emotionml ent ep eps eps2 eps3
      epsf epsi epub es3 esa esf espass et3 exe exi exp ext ez ez2 ez3 fasta fb fb2 fbdoc fcdt fch
      fchk fcs fdf fdt fe_launch fg5 fig finf fla flac flatpak flb flo flv flw frm fsc ftc fti fxp
      fxpl fzs g2w g3w gac gal gam gamin gan gau gbr gcf gcg gdz gem genozip geo gex ggb ggs ggt
      gguf ghf gim gjc gjf glbin glbuf gml gnumeric gph gpkg gpt gpx gqf gqs gram gre grv grxml
      gsheet gtar gtm gxt gz h5 hal hbc hbci hdf hdf5 hdt held hin hpgl hpi hpid hps hpub hqx hta
      htke hvd hvp hvs hwp i2g ic0 ic1 ic2 ic3 ic4 ic5 ic6 ic7 ic8 ica icc icd icf icm ics ifb ifc
      ifm igl igm igx iif iii imf img imgcal imi imp ims imscc indd inkml inp ins iota ipa ipfix ipk
      irm irp iso isp ist istc istr isws itp its ivp ivu jam jar jdx jisp jlt jmz jnlp joda jxr
      karbon kcm key keynote kfo kia kil kin kml kmz kne knp kom kon kpr kpt ksp ktr ktz kwd kwt las
      lasxml lbd lbe lca lcs le les lgr lha lhzd lhzl lin line link66 list3820 listafp loom
      lostsyncxml lostxml lpf lrm lwp lxf lyx lz lzh lzx m3g mads maei mag mat mb mbk mbox mbtiles
      mc1 mcd mcif mcm md5 mdb mdc meta4 metalink mets mf4 mfm mft mgp mgz mid midi mif mka mkv ml2
      mmd mmdb mmf mml mmod mobi mobileconfig model-inter mods mol mol2 moo mop mopcrt mpc mpeg mpg
      mph mpkg mpm mpn mpp mpt mpw mpy mqy mrc mrcx msa msd mseed mseq msf msi msix msixbundle msl
      msp msty msu mus musd mvb mwc mwf mxi mxl mxml mxs nb nbp ndc ndl nds nebul ngdat nii nimn
      nitf nlu nml nnd nns nnw npy npz nq ns2 ns3 ns4 nsf nsg nsh nt ntf numbers nupkg nwc oa2 oa3
      oas obb obg obgx oda odb odc odd odf odg odi odm odp ods odt odx oeb onepkg onetmp onetoc2
      onnx opf oprc or2 or3 orq ors osf osm ota otc otg oth oti otp ots ott ova ovl oxlicg oxps oxt
      oza p10 p12 p21 p2p p7b p7c p7m p7r p7s p7z p8 p8e pac pages parquet paw pbd pcap pcl pdb pdf
      pdx pem pfx pgn pgp pil pkd pkg pki pkipath pkpass plb plc plf plp pml portpkg potm potx ppam
      ppd ppkg pps ppsm ppsx ppt pptm pptx pqa pre preminet prf provisionprofile provx prt prz ps
      psb psd pseg3820 psfs psg pskcxml pth ptid ptrom pvb pwn qam qbo qca qcall qcow2 qfx qgs qps
      qtl quox qvd qwd qwt qxb qxd qxl qxt rapd rar rcprofile rct rd rdata rdf-crypt rdp rds rdz reg
      relo rep rfcxml rif ris rl rld rlm rms rnc rnd roa ros rp9 rpm rpss rpst rq rsat rsheet rtf
      run rusd rxn rxt s1a s1e s1h s1p s1w s3df sac saf safetensors sam sar scd sce sci scl scld scm
      scq scr scs scsf sda sdc sdd sdf sdkd sdkm sdo sdoc sdp sds sdw sem sema semd semf seml
      senml-etchc senmlc senmle senmlx sensmlc sensmle sensmlx ser sfc sfd sfd-hdstx sfs sgf sgl
      sha256 shar shf shp shx sic sieve sig sik sis sit sitx siv skd sketch skm skp skt sla slaz slc
      sldm sldx sls slt smc smf smh smht sms smzip snap so spc spd spdf spf spl spp sppt spq sql
      sqlite sqlite3 sru srx sse ssf ssml ssv ssvc stc std step stf sti stif stk stl stml stp stpnc
      str study-inter stw sus susp sv4cpio sv4crc svc sw swi swidtag sxc sxd sxg sxi sxl sxls sxm
      sxw sy2 taglet tam tamp tamx tao tar tat tatp tatx tau taz tbz2 tcap tcu tei teicorpus ter tfi
      tflite tgf tgz thmx tlclient tmo tnef tnf torrent tpl tpt tra trig tsa tsd tsp tsq tsr tst tsv
      tuc tur twd twds txd txf txz udeb ufd ufdl uis umj unityweb uo uoml upa urim urimap ustar utz
      uvd uvf uvt uvvd uvvf uvvt uvvx uvvz uvx uvz val vbox vcard vcd vcf vcg vcx vdi ves vew vfr
      vhd viaframe vmd vmdk vms vmt vsc vsd vsf vsix vss vst vsw vwx vxml wad wadl wafl war wbs
      wbxml wcm wdb wg wgt whl wif wk wk1 wk3 wk4 wks wlnk wma wmc wmd wmlc wmlsc wmv wmz wpd wpl
      wps wqd wsc wsdl wspolicy wtb wv wz xar xav xbd xca xcf xcos xcs xct xdd xdf xdm xdp xdssc xdw
      xel xer xfd xfdf xfdl xhvml xla xlam xlc xlf xlim xlm xls xlsb xlsm xlsx xlt xltm xltx xlw
      xmls xns xo xodp xods xodt xop xotp xots xott xpak xpi xpr xps xpw xpx xsf xsm xspf xtel xul
      xvm xvml xyz xz yang yin yme z zaz zfc zfo zip zipx zir zirz zmm zmt zst zsync
      """
    ),
  ]
}
