#include "page/phrases.h"

#include <algorithm>
#include <span>

#include "base/utf8.h"
#include "page/words.h"
#include "text/word_break.h"

namespace copydesk {
namespace {

// Folded as LineKey does; apostrophes are straight.
constexpr std::string_view kRelated[] = {"related",
                                         "more stories",
                                         "more on this",
                                         "more news",
                                         "more from",
                                         "more in",
                                         "read also",
                                         "also read",
                                         "read next",
                                         "see also",
                                         "you may also like",
                                         "you might also like",
                                         "recommended",
                                         "elsewhere",
                                         "around the web",
                                         "from our partner",
                                         "latest from",
                                         "mehr zum thema",
                                         "ähnliche",
                                         "lesen sie auch",
                                         "auch interessant",
                                         "weitere artikel",
                                         "das könnte sie",
                                         "verwandte",
                                         "à lire aussi",
                                         "a lire aussi",
                                         "lire aussi",
                                         "sur le même sujet",
                                         "articles liés",
                                         "articles similaires",
                                         "noticias relacionadas",
                                         "artículos relacionados",
                                         "te puede interesar",
                                         "lee también",
                                         "más noticias",
                                         "leia também",
                                         "leia mais sobre",
                                         "notícias relacionadas",
                                         "veja também",
                                         "leggi anche",
                                         "articoli correlati",
                                         "potrebbe interessarti",
                                         "lees ook",
                                         "gerelateerd",
                                         "читайте также",
                                         "по теме",
                                         "похожие",
                                         "другие новости",
                                         "смотрите также",
                                         "читайте також",
                                         "zobacz także",
                                         "czytaj także",
                                         "czytaj też",
                                         "powiązane",
                                         "läs också",
                                         "läs även",
                                         "relaterade",
                                         "les også",
                                         "læs også",
                                         "lue myös",
                                         "lue lisää",
                                         "ilgili haberler",
                                         "benzer haberler",
                                         "مواضيع ذات صلة",
                                         "أخبار ذات صلة",
                                         "اقرأ أيضا",
                                         "اقرأ أيضًا",
                                         "قد يعجبك",
                                         "相关",
                                         "相關",
                                         "延伸阅读",
                                         "延伸閱讀",
                                         "推荐阅读",
                                         "関連",
                                         "あわせて読みたい",
                                         "관련",
                                         "संबंधित",
                                         "ये भी पढ़ें",
                                         "यह भी पढ़ें",
                                         "berita terkait",
                                         "baca juga",
                                         "tin liên quan",
                                         "σχετικά",
                                         "διαβάστε επίσης",
                                         "כתבות נוספות",
                                         "مطالب مرتبط"};

constexpr std::string_view kComments[] = {"comments",
                                          "comment",
                                          "leave a reply",
                                          "leave a comment",
                                          "join the discussion",
                                          "no comments",
                                          "reader comments",
                                          "readers' letters",
                                          "kommentare",
                                          "kommentieren",
                                          "leserbriefe",
                                          "commentaires",
                                          "vos réactions",
                                          "comentarios",
                                          "comentários",
                                          "commenti",
                                          "reacties",
                                          "комментарии",
                                          "комментариев",
                                          "коментарі",
                                          "komentarze",
                                          "kommentarer",
                                          "kommentit",
                                          "yorumlar",
                                          "تعليقات",
                                          "التعليقات",
                                          "评论",
                                          "网友评论",
                                          "評論",
                                          "コメント",
                                          "댓글",
                                          "टिप्पणियाँ",
                                          "σχόλια"};

constexpr std::string_view kHeadlines[] = {"top stories",
                                           "most read",
                                           "most popular",
                                           "most viewed",
                                           "most talked",
                                           "trending",
                                           "latest news",
                                           "popular now",
                                           "editor's picks",
                                           "editors' picks",
                                           "in the news",
                                           "don't miss",
                                           "more headlines",
                                           "meistgelesen",
                                           "top-themen",
                                           "les plus lus",
                                           "à la une",
                                           "lo más leído",
                                           "más leídas",
                                           "mais lidas",
                                           "i più letti",
                                           "più letti",
                                           "meest gelezen",
                                           "самое читаемое",
                                           "популярное",
                                           "najczęściej czytane",
                                           "mest läst",
                                           "mest lest",
                                           "en çok okunanlar",
                                           "الأكثر قراءة",
                                           "热门",
                                           "熱門",
                                           "ランキング",
                                           "많이 본"};

constexpr std::string_view kReadMore[] = {"read more here",
                                          "read more",
                                          "continue reading",
                                          "keep reading",
                                          "full story",
                                          "read the full story",
                                          "read the full article",
                                          "read full story",
                                          "see more",
                                          "find out more",
                                          "learn more",
                                          "click here",
                                          "more here",
                                          "weiterlesen",
                                          "mehr lesen",
                                          "mehr dazu",
                                          "zum artikel",
                                          "lire la suite",
                                          "lire plus",
                                          "en savoir plus",
                                          "leer más",
                                          "sigue leyendo",
                                          "ver más",
                                          "leia mais",
                                          "saiba mais",
                                          "leggi tutto",
                                          "continua a leggere",
                                          "leggi di più",
                                          "lees meer",
                                          "lees verder",
                                          "читать далее",
                                          "читать полностью",
                                          "подробнее",
                                          "читати далі",
                                          "czytaj więcej",
                                          "czytaj dalej",
                                          "läs mer",
                                          "les mer",
                                          "læs mere",
                                          "devamını oku",
                                          "اقرأ المزيد",
                                          "للمزيد",
                                          "点击阅读全文",
                                          "阅读全文",
                                          "查看全文",
                                          "閱讀全文",
                                          "続きを読む",
                                          "자세히 보기",
                                          "더보기",
                                          "और पढ़ें",
                                          "selengkapnya",
                                          "xem thêm",
                                          "διαβάστε περισσότερα"};

constexpr std::string_view kInvitations[] = {"sign up",
                                             "subscribe",
                                             "get the",
                                             "get our",
                                             "newsletter",
                                             "follow us",
                                             "download our",
                                             "download the app",
                                             "share this",
                                             "share on",
                                             "log in",
                                             "register now",
                                             "support our",
                                             "join our",
                                             "newsletter abonnieren",
                                             "jetzt abonnieren",
                                             "teilen",
                                             "abonnez-vous",
                                             "recevez",
                                             "inscrivez-vous",
                                             "partager",
                                             "suscríbete",
                                             "suscríbase",
                                             "compartir",
                                             "inscreva-se",
                                             "assine",
                                             "iscriviti",
                                             "abbonati",
                                             "abonneer",
                                             "meld je aan",
                                             "подписаться",
                                             "подпишитесь",
                                             "поделиться",
                                             "підпишіться",
                                             "zapisz się",
                                             "prenumerera",
                                             "abone ol",
                                             "اشترك",
                                             "订阅",
                                             "扫一扫",
                                             "下载客户端",
                                             "訂閱",
                                             "購読",
                                             "구독",
                                             "सब्सक्राइब",
                                             "berlangganan",
                                             "đăng ký"};

constexpr std::string_view kAdvertisements[] = {
    "advertisement", "sponsored", "sponsored by", "paid content", "paid post",  "promoted",    "anzeige",
    "werbung",       "publicité", "publicidad",   "publicidade",  "pubblicità", "advertentie", "реклама",
    "reklama",       "annons",    "annonse",      "mainos",       "reklam",     "διαφήμιση",   "إعلان",
    "广告",          "廣告",      "広告",         "광고",         "विज्ञापन",    "quảng cáo",   "iklan"};

constexpr std::string_view kPhotos[] = {
    "photo",      "photos", "photograph",   "picture",  "pictures", "image",      "images", "screenshot", "screenshots",
    "screengrab", "video",  "illustration", "graphic",  "credit",   "caption",    "foto",   "fotos",      "bild",
    "bilder",     "grafik", "crédit",       "imagen",   "imagem",   "immagine",   "beeld",  "фото",       "снимок",
    "zdjęcie",    "fot",    "bild/foto",    "fotoğraf", "صورة",     "تصوير",      "图片",   "圖片",       "摄影",
    "攝影",       "写真",   "사진",         "फोटो",     "ảnh",      "φωτογραφία", "צילום",  "عکس"};

constexpr std::string_view kAgencyWords[] = {
    "ap",        "afp",       "reuters",   "dpa",        "apa",      "ansa",     "efe",      "tass",    "xinhua",
    "upi",       "pti",       "ani",       "ians",       "bernama",  "kyodo",    "jiji",     "yonhap",  "anp",
    "belga",     "tt",        "ntb",       "ritzau",     "stt",      "pap",      "čtk",      "mti",     "agi",
    "adnkronos", "bloomberg", "press",     "wire",       "agency",   "agencies", "service",  "agentur", "agenturen",
    "agence",    "agences",   "agencia",   "agencias",   "agência",  "agências", "agenzia",  "agenzie", "agentschap",
    "агентство", "агенція",   "агентства", "agencja",    "agentura", "byrå",     "byrån",    "ajansı",  "ajans",
    "وكالة",     "وكالات",    "خبرگزاری",  "πρακτορείο", "тасс",     "риа",      "интерфакс"};

constexpr std::string_view kAgencyMarks[] = {"通讯社", "新华社", "社供稿", "供稿",     "社讯",   "社電",
                                             "通信社", "共同",   "時事",   "연합뉴스", "뉴시스", "通訊社"};

constexpr std::string_view kPublished[] = {"published",
                                           "published on",
                                           "published at",
                                           "updated",
                                           "updated on",
                                           "last updated",
                                           "posted",
                                           "posted on",
                                           "first published",
                                           "veröffentlicht",
                                           "veröffentlicht am",
                                           "aktualisiert",
                                           "aktualisiert am",
                                           "stand",
                                           "publié",
                                           "publié le",
                                           "publiée le",
                                           "mis à jour",
                                           "mis à jour le",
                                           "publicado",
                                           "publicado el",
                                           "publicado em",
                                           "actualizado",
                                           "atualizado em",
                                           "pubblicato",
                                           "pubblicato il",
                                           "aggiornato",
                                           "gepubliceerd",
                                           "gepubliceerd op",
                                           "bijgewerkt",
                                           "опубликовано",
                                           "обновлено",
                                           "опубліковано",
                                           "оновлено",
                                           "opublikowano",
                                           "aktualizacja",
                                           "publicerad",
                                           "uppdaterad",
                                           "publisert",
                                           "oppdatert",
                                           "julkaistu",
                                           "güncelleme",
                                           "yayınlanma",
                                           "نشر",
                                           "نشر في",
                                           "تحديث",
                                           "发布",
                                           "更新",
                                           "发布于",
                                           "發布",
                                           "公開",
                                           "입력",
                                           "수정"};

constexpr std::string_view kBy[] = {"by ", "von ",  "par ",  "por ", "di ",  "door ", "av ",  "af ",      "автор",
                                    "by:", "autor", "text:", "بقلم", "记者", "作者",  "責任", "责任编辑", "від "};

bool StartsWithAny(std::string_view key, std::span<const std::string_view> phrases) {
  if (key.empty()) return false;
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    if (phrase.front() != key.front() || !key.starts_with(phrase)) return false;
    if (key.size() == phrase.size()) return true;
    // A phrase ends where a word does, unless its script has no spaces.
    const CharClass next = ClassOf(DecodeUtf8(key, phrase.size()).code_point);
    const CharClass last = ClassOf(DecodeUtf8Before(key, phrase.size()).code_point);
    return last == CharClass::kNoSpace || (next != CharClass::kLetter && next != CharClass::kDigit) ||
           phrase.ends_with(' ');
  });
}

bool Equals(std::string_view key, std::span<const std::string_view> phrases) {
  return std::find(phrases.begin(), phrases.end(), key) != phrases.end();
}

}  // namespace

bool IsRelatedHeading(std::string_view key) { return CountWords(key) <= 6 && StartsWithAny(key, kRelated); }
bool IsCommentsHeading(std::string_view key) { return CountWords(key) <= 4 && StartsWithAny(key, kComments); }
bool StartsHeadlineList(std::string_view key) { return StartsWithAny(key, kHeadlines); }
bool StartsLikeInvitation(std::string_view key) {
  return StartsWithAny(key, kInvitations) || StartsLikeAdvertisement(key);
}
bool StartsLikeAdvertisement(std::string_view key) { return StartsWithAny(key, kAdvertisements); }
bool IsPhotoWord(std::string_view key) { return Equals(key, kPhotos); }
bool IsPublishedWord(std::string_view key) { return Equals(key, kPublished); }

int ReadMoreWords(std::string_view key) {
  int words = 0;
  for (const std::string_view phrase : kReadMore) {
    if (StartsWithAny(key, {&phrase, 1})) {
      words = std::max(words, 1 + static_cast<int>(std::count(phrase.begin(), phrase.end(), ' ')));
    }
  }
  return words;
}

bool HasAgencyWord(std::string_view key) {
  for (const std::string_view mark : kAgencyMarks) {
    if (key.find(mark) != std::string_view::npos) return true;
  }
  while (!key.empty()) {
    const std::size_t end = std::min(key.find(' '), key.size());
    if (Equals(LineKey(key.substr(0, end)), kAgencyWords)) return true;
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  return false;
}

bool IsByline(std::string_view line) { return StartsWithAny(LineKey(line), kBy); }

bool IsRule(std::string_view line) {
  const std::string collapsed = Collapse(line);
  std::size_t marks = 0;
  for (std::size_t at = 0; at < collapsed.size();) {
    const Utf8Character c = DecodeUtf8(collapsed, at);
    at += c.length;
    if (c.code_point == ' ') continue;
    if (c.code_point != '*' && c.code_point != '-' && c.code_point != '_' && c.code_point != '=' &&
        c.code_point != '~' && c.code_point != '#' && c.code_point != '+' && c.code_point != U'•' &&
        c.code_point != U'·' && c.code_point != U'–' && c.code_point != U'—' && c.code_point != U'―' &&
        c.code_point != U'─' && c.code_point != U'※') {
      return false;
    }
    ++marks;
  }
  return marks >= 3;
}

}  // namespace copydesk
