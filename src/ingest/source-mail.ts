import { across, YANDEX_ENDINGS } from "./source-endings.ts";

/**
 * Hosts of webmail, written as in `SEARCH`. Hosts whose first label is `webmail`, `messagerie`,
 * `zimbra` or `roundcube` are webmail wherever they are, and are not listed.
 */
export const EMAIL = `
  mail.google.com inbox.google.com gmail.com googlemail.com mail.googlemail.com
  *.outlook.com outlook.live.com *.mail.live.com hotmail.com outlook.office.com
  outlook.office365.com outlook.office365.us outlook-sdf.office.com outlook.cloud.microsoft partner.outlook.cn
  *.mail.yahoo.com *.mail.yahoo.net *.mail.yahoo.co.jp ${across("mail.yahoo", "co.uk co.in de fr it es com.br com.au com.tw com.hk")}
  *.mail.aol.com mail.aim.com mail.aol.co.uk mail.aol.de mail.aol.fr webmail-classic.aol.com
  icloud.com mail.icloud.com mail.me.com
  mail.proton.me mail.protonmail.com mail.protonmail.ch old.protonmail.com beta.protonmail.com
  mail.tutanota.com mail.tutanota.de app.tutanota.com app.tuta.com app.tuta.io mail.tuta.com
  fastmail.com app.fastmail.com beta.fastmail.com fastmail.fm app.hey.com mail.superhuman.com app.shortwave.com
  mail.missiveapp.com app.frontapp.com *.mailbox.org posteo.de posteo.net runbox.com mailfence.com hushmail.com
  *.startmail.com mail.disroot.org mail.riseup.net kolabnow.com apps.kolabnow.com inbox.com mail.inbox.com
  ${across("mail", "zoho.com zoho.eu zoho.in zoho.com.au zoho.jp zoho.com.cn zohocloud.ca zoho.sa")}

  ${across("deref-gmx", "de at ch fr es it com net co.uk")} deref-web.de deref-web-02.de deref-mail.com mail.com
  deref-mail.de deref-1und1.de deref-1und1-02.de deref-gmx-02.de
  ${across(
    "mail freemail 3c 3c-bap 3c-bs 3c-lxa lightmailer lightmailer-bap lightmailer-bs lightmailer-lxa navigator navigator-bap navigator-bs navigator-lxa *.navigator",
    "gmx.net gmx.de gmx.at gmx.ch gmx.com gmx.fr gmx.es gmx.it gmx.co.uk web.de mail.com",
  )}
  ${across("email mailbusiness mail", "ionos.de ionos.es ionos.fr ionos.it ionos.ca ionos.mx ionos.com ionos.co.uk 1und1.de 1and1.com 1and1.co.uk 1and1.fr 1and1.es")}
  *.email.t-online.de mail.freenet.de email.freenet.de mail.vodafone.de email.vodafone.de mail.arcor.de
  communicator.strato.de communicator.strato.com email.o2online.de mail.o2online.de mail.ewe.de mail.unitymedia.de
  mail.kabelbw.de mail.netcologne.de mail.m-net.de mail.de app.mail.de
  mail.a1.net mail.chello.at mail.aon.at mail.liwest.at upcmail.hispeed.ch mail.sunrise.ch mail.hispeed.ch
  email.bluewin.ch rich-v01.bluewin.ch rich-v02.bluewin.ch mail.infomaniak.com mail.hostpoint.ch

  *.laposte.net messageriepro3.orange.fr mail01.orange.fr mail02.orange.fr mail.orange.fr
  wmail.orange.fr *.orange.fr/webmail mail.sfr.fr mail.bbox.fr
  imp.free.fr imp.online.net mail.ovh.net *.mail.ovh.net
  *.ssl0.ovh.net mail.gandi.net mail.aliceadsl.fr mail.voila.fr mailo.com *.mailo.com net-c.com mail.netcourrier.com
  mail.proximus.be mail.skynet.be mail.telenet.be mail.scarlet.be mail.voo.be mail.kpnmail.nl mail.ziggo.nl
  mail.upcmail.nl mail.tele2.nl mail.planet.nl

  *.mail.libero.it ${across("mail1 mail2 mail3 mail4 mail5 mail6 mail7 mail8 mail9", "libero.it virgilio.it")}
  mail.virgilio.it mail.tim.it mail.alice.it mail.tiscali.it mail.fastweb.it mail.aruba.it webmaildomini.aruba.it
  webmaildominiaziendali.aruba.it gestionemail.pec.it posta.poste.it mail.email.it mail.inwind.it mail.register.it
  correo.movistar.es correo.telefonica.net correo.ono.com correo.orange.es correo.vodafone.es
  correo.terra.com mail.sapo.pt mail.telepac.pt mail.iol.pt mail.meo.pt mail.clix.pt

  email.bt.com btmail.bt.com mail.bt.com mail.btinternet.com mail.virginmedia.com mail2.virginmedia.com
  mail.talktalk.co.uk talktalk.co.uk/mail mail.sky.com mail.plus.net mail.eir.ie mail.eircom.net mail.three.co.uk
  email.telstra.com mail.telstra.com basic.messaging.bigpond.com mail.bigpond.com
  mail.iinet.net.au mail.optusnet.com.au mail.tpg.com.au mail.xtra.co.nz mail.vodafone.co.nz mail.spark.co.nz

  connect.xfinity.com connect.comcast.net *.mail.comcast.net mail.xfinity.com mail.cox.net myemail.cox.net
  mail.spectrum.net mail.twc.com mail.optimum.net mail.verizon.net mail.verizon.com mail.att.net mail.centurylink.net
  mail.earthlink.net mail.juno.com mail.netzero.net mail.windstream.net
  mail.frontier.com mail.charter.net mail.rr.com mail.bell.net mail.rogers.com mail.shaw.ca mail.telus.net
  mail.videotron.com mail.usa.net mail.lycos.com mail.excite.com mail.netscape.com
  email.secureserver.net *.email.secureserver.net email.godaddy.com email.wildwestdomains.com apps.rackspace.com
  *.emailsrvr.com privateemail.com *.privateemail.com *.titan.email mail.hostinger.com mail.one.com mail.simply.com
  mail.dreamhost.com mail.networksolutionsemail.com mail.register.com

  mail.uol.com.br email.uol.com.br bmail.uol.com.br email.bol.uol.com.br mail.bol.com.br bol.uol.com.br
  mail.terra.com.br mail.terra.com mail.terra.cl correio.terra.com.br mail.ig.com.br email.ig.com.br
  emailmg.ig.com.br email.globo.com mail.globo.com webmail-seguro.com.br *.webmail-seguro.com.br email.locaweb.com.br
  zipmail.uol.com.br mail.r7.com correo.prodigy.net.mx mail.prodigy.net.mx correo.arnet.com.ar mail.fibertel.com.ar
  correo.personal.com.ar mail.vtr.net mail.une.net.co

  ${across("*.mail.yandex", YANDEX_ENDINGS)} mail.ya.ru e.mail.ru touch.mail.ru light.mail.ru tel.mail.ru
  octavius.mail.ru win.mail.ru mail.rambler.ru mail.qip.ru mail.pochta.ru pochta.ru sibmail.com
  mastermail.ru m.mastermail.ru post.ru mail.e1.ru mail.nic.ru mail.ngs.ru mail.hotbox.ru mail.ukr.net mail.i.ua
  *.mail.i.ua mbox2.i.ua mail.meta.ua mail.bigmir.net mail.online.ua mail.tut.by mail.kz mail.bg *.abv.bg

  email.seznam.cz mail.seznam.cz email.cz mail.centrum.cz mail.atlas.cz mail.volny.cz mail.post.cz mail.tiscali.cz
  mail.centrum.sk mail.azet.sk posta.azet.sk email.azet.sk mail.zoznam.sk mail.pobox.sk mail.post.sk
  poczta.wp.pl profil.wp.pl/poczta nowapoczta.wp.pl poczta.o2.pl poczta.onet.pl poczta.onet.eu lite.poczta.onet.pl
  poczta.interia.pl poczta.interia.eu poczta.gazeta.pl poczta.vp.pl poczta.op.pl poczta.int.pl poczta.tlen.pl
  poczta.home.pl poczta.nazwa.pl poczta.orange.pl poczta.neostrada.pl
  freemail.hu *.freemail.hu citromail.hu *.citromail.hu indamail.hu mail.upcmail.hu mail.t-online.hu
  mail.ee mail.inbox.lv inbox.lv inbox.lt mail.inbox.eu mail.inbox.lt mail.lt mail.one.lt mail.delfi.lv mail.apollo.lv
  mail.telia.com mail.telia.se mail.spray.se mail.bredband.net mail.comhem.se mail.online.no mail.telenor.no
  mail.tdc.dk mail.yousee.dk mail.jubii.dk mail.elisa.fi mail.luukku.com mail.suomi24.fi
  mail.in.gr mail.otenet.gr mail.forthnet.gr mail.home.ro mail.rdslink.ro mail.mynet.com eposta.mynet.com
  mail.superonline.com mail.turk.net mail.walla.co.il mail.012.net.il mail.bezeqint.net mail.netvision.net.il

  *.mail.qq.com *.exmail.qq.com ${across("*.mail mail.vip vip qiye *.qiye", "163.com 126.com 188.com")}
  mail.yeah.net mail.163.net *.mail.sina.com.cn mail.sina.com mail.sina.cn vip.sina.com.cn *.mail.sohu.com mail.sohu.com
  mail.139.com mail.10086.cn mail.189.cn mail.aliyun.com qiye.aliyun.com mail.tom.com mail.21cn.com
  mail.foxmail.com mail.wo.cn mail.263.net mail.feishu.cn mail.larksuite.com
  mail.nifty.com mail.ocn.ne.jp mail.biglobe.ne.jp mail.so-net.ne.jp mail.smt.docomo.ne.jp mail.goo.ne.jp
  mail.excite.co.jp mail.plala.or.jp mail.dion.ne.jp mail.eonet.ne.jp
  mail.naver.com mail.daum.net mail2.daum.net mail.hanmail.net mail.nate.com mail.kakao.com mail.worksmobile.com
  mail.hiworks.com mail.rediff.com *.rediffmail.com f1mail.rediff.com f2mail.rediff.com f3mail.rediff.com
  f4mail.rediff.com f5mail.rediff.com f6mail.rediff.com mail.gov.in email.gov.in mail.sify.com mail.indiatimes.com
  mail.netvigator.com mail.hinet.net mail.pchome.com.tw mail.singnet.com.sg mail.starhub.net.sg mail.viettel.com.vn
  mail.telkomsa.net mail.mweb.co.za mail.vodamail.co.za mail.afrihost.com mail.emirates.net.ae

  urldefense.com urldefense.proofpoint.com *.mimecast.com *.mimecastprotect.com
  linkprotect.cudasvc.com secure-web.cisco.com *.emailprotection.link clicktime.symantec.com
  *.list-manage.com *.campaign-archive.com mailchi.mp *.createsend.com *.ct.sendgrid.net *.hubspotlinks.com
  *.rs6.net *.mlsend.com *.sendibm1.com *.mjt.lu`;
