/** Joins every name with every ending: `across("a b", "x y")` is `a.x a.y b.x b.y`. */
export function across(names: string, endings: string): string {
  return names
    .trim()
    .split(/\s+/)
    .flatMap((name) =>
      endings
        .trim()
        .split(/\s+/)
        .map((ending) => `${name}.${ending}`),
    )
    .join(" ");
}

const prefixed = (prefix: string, codes: string) =>
  codes
    .split(" ")
    .map((code) => prefix + code)
    .join(" ");

// Listed, not matched by pattern: google.evil.com and google.xyz are not Google.
export const GOOGLE_ENDINGS = `
  ac ad ae al am as at az ba be bf bg bi bj bs bt by ca cat cd cf cg ch ci cl cm cn co com cv cz
  de dj dk dm dz ee es fi fm fr ga gd ge gf gg gl gm gp gr gy hn hr ht hu ie im in iq is it it.ao
  je jo kg ki kz la li lk lt lu lv md me mg mk ml mn ms mu mv mw ne nl no nr nu pl pn ps pt ro rs
  ru rw sc se sh si sk sm sn so sr st td tg tl tm tn to tt us vg vu ws
  ${prefixed("com.", "af ag ai ar au bd bh bn bo br by bz co cu cy do ec eg et fj gh gi gt hk jm kh kw lb lc ly mm mt mx my na nf ng ni np om pa pe pg ph pk pr py qa sa sb sg sl sv tj tn tr tw ua uy vc vn")}
  ${prefixed("co.", "ao bw ck cr id il in jp ke kr ls ma mz nz th tz ug uk uz ve vi za zm zw")}`;

export const YANDEX_ENDINGS =
  "ru com de com.tr com.am com.ge co.il by kz ua uz az ee eu fr kg lt lv md pl tj tm";

export const YAHOO_COUNTRIES =
  "ar asia at au be br ca ch chinese cl cn co de dk es espanol fi fr gr hk id ie in it jp kr malaysia maktoob mx my nl no nz pe ph pl pt qc ro ru se sg th tr tw uk us ve vn za";

export const PINTEREST_ENDINGS = `
  at be ca ch cl co.at co.in co.kr co.nz co.uk com com.au com.bo com.ec com.mx com.pe com.pt com.py
  com.uy com.vn de dk ec es fr hu id ie in info it jp kr mx nl nz pe ph pt ru se th tw uk vn`;
