#include "wire/credit_words.h"

namespace copydesk {
namespace {

constexpr std::string_view kGeneric[] = {"agencies",
                                         "news agencies",
                                         "agency inputs",
                                         "agency input",
                                         "inputs from agencies",
                                         "wire services",
                                         "wire service",
                                         "news services",
                                         "news service",
                                         "wire reports",
                                         "wire report",
                                         "wires",
                                         "news wires",
                                         "agency reports",
                                         "staff and wires",
                                         "staff and agencies",
                                         "agenturen",
                                         "nachrichtenagenturen",
                                         "agences",
                                         "agences de presse",
                                         "agencias",
                                         "agências",
                                         "agenzie",
                                         "agentschappen",
                                         "ajanslar",
                                         "агентства",
                                         "агентства новостей",
                                         "وكالات",
                                         "الوكالات",
                                         "πρακτορεία",
                                         "agencje"};

constexpr std::string_view kBy[] = {
    "by",    "by:",    "from",  "von", "par",    "por",  "di",    "door",    "av",   "af",      "от",
    "автор", "автор:", "text:", "από", "autor:", "oleh", "przez", "szerző:", "بقلم", "story by"};

constexpr std::string_view kSources[] = {"source", "sources", "quelle",  "quellen",  "fuente",  "fuentes",  "fonte",
                                         "fonti",  "bron",    "bronnen", "источник", "джерело", "źródło",   "källa",
                                         "kilde",  "kaynak",  "المصدر",  "来源",     "來源",    "消息来源", "出典",
                                         "출처",   "sursa",   "zdroj",   "forrás",   "lähde",   "πηγή",     "nguồn",
                                         "sumber", "स्रोत",    "מקור",    "منبع",     "ที่มา",     "新闻来源", "稿源"};

constexpr std::string_view kContributionsBefore[] = {"with files from",
                                                     "with file from",
                                                     "with reporting by",
                                                     "with reporting from",
                                                     "with additional reporting",
                                                     "with inputs",
                                                     "with input",
                                                     "with material",
                                                     "with information from",
                                                     "with contributions",
                                                     "with assistance",
                                                     "with reports from",
                                                     "material from",
                                                     "materials from",
                                                     "information from",
                                                     "files from",
                                                     "inputs from",
                                                     "input from",
                                                     "additional reporting",
                                                     "reports from",
                                                     "compiled from",
                                                     "contributed from",
                                                     "reporting from the",
                                                     "mit material",
                                                     "unter verwendung von",
                                                     "mit informationen",
                                                     "mit agenturmaterial",
                                                     "avec des informations",
                                                     "avec les informations",
                                                     "con información",
                                                     "con informaciones",
                                                     "con datos de",
                                                     "con reportes de",
                                                     "con material de",
                                                     "con informazioni",
                                                     "com informações",
                                                     "com agências",
                                                     "с использованием",
                                                     "по материалам",
                                                     "з використанням",
                                                     "за матеріалами",
                                                     "met informatie",
                                                     "met medewerking van",
                                                     "na podstawie",
                                                     "med material från",
                                                     "dengan laporan",
                                                     "综合",
                                                     "由综合"};

constexpr std::string_view kContributionsRightBefore[] = {"with", "avec",    "mit",      "con",     "com", "met",
                                                          "med",  "и",       "und",      "plus",    "s",   "z",
                                                          "ja",   "avec l'", "avec les", "with the"};

constexpr std::string_view kContributionsBehind[] = {"contributed to",
                                                     "contributed report",
                                                     "contributed.",
                                                     "contributed material",
                                                     "contributed from",
                                                     "contributed information",
                                                     "also contributed",
                                                     "assisted in",
                                                     "was used in this",
                                                     "were used in this",
                                                     "was included in this",
                                                     "were included in this",
                                                     "ont contribué",
                                                     "a contribué",
                                                     "contribuyó",
                                                     "contribuyeron",
                                                     "contribuiu",
                                                     "ha collaborato",
                                                     "haben mitgearbeitet",
                                                     "trugen zu diesem",
                                                     "trug zu diesem",
                                                     "bidrog till",
                                                     "heeft bijgedragen",
                                                     "综合报道",
                                                     "の取材協力"};

constexpr std::string_view kPhoto[] = {
    "photo",   "photos",   "photograph", "photographer", "picture", "pictures",   "image", "images", "video",
    "graphic", "graphics", "pool",       "handout",      "foto",    "fotos",      "bild",  "bilder", "imagen",
    "imagens", "immagine", "beeld",      "фото",         "zdjęcie", "صورة",       "图片",  "圖片",   "写真",
    "사진",    "stringer", "фото",       "file photo",   "archive", "infographic"};

constexpr std::string_view kPhotoLabels[] = {
    "photo:",        "photos:",      "photo by",   "photos by", "photograph:",   "photograph by",  "picture:",
    "pictures:",     "picture by",   "image:",     "images:",   "image by",      "image courtesy", "photo courtesy",
    "photo credit",  "image credit", "media:",     "credit:",   "pic:",          "pics:",          "pic by",
    "photo via",     "image source", "photo from", "image via", "photographer:", "video:",         "graphic:",
    "foto:",         "fotos:",       "foto von",   "bild:",     "bilder:",       "foto/",          "crédit photo",
    "crédits photo", "crédit :",     "crédit:",    "crédits :", "photo :",       "photos :",       "imagen:",
    "imagem:",       "immagine:",    "beeld:",     "фото:",     "фото ",         "снимок:",        "zdjęcie:",
    "fot.",          "صورة:",        "تصوير",      "图片来源",  "圖片來源",      "图：",           "图片：",
    "写真：",        "写真:",        "写真=",      "사진=",     "사진:",         "사진 =",         "foto dok",
    "foto oleh",     "(photo",       "(pic",       "(image",    "(foto",         "file/",          "screenshot",
    "watch:"};

constexpr std::string_view kMentionsBefore[] = {"told",           "tells",     "according to", "interview with",
                                                "cited by",       "quoted by", "reported by",  "news agency",
                                                "agency",         "agence",    "agentur",      "nachrichtenagentur",
                                                "agencia",        "agenzia",   "agência",      "persbureau",
                                                "агентству",      "агентства", "агентство",    "byrån",
                                                "byrået",         "agencja",   "agencji",      "to",
                                                "gegenüber",      "laut",      "selon",        "según",
                                                "segundo",        "secondo",   "volgens",      "enligt",
                                                "ifølge",         "according", "said",         "said to",
                                                "interviewed by", "seen by",   "obtained by",  "quoting",
                                                "citing",         "via",       "than"};

constexpr std::string_view kMentionsBehind[] = {
    "reported",    "reports",         "said",         "says",          "quoted",       "cited",
    "news agency", "reporter",        "journalist",   "correspondent", "photographer", "poll",
    "that",        "in an interview", "has",          "had",           "is",           "was",
    "noted",       "wrote",           "agency",       "learned",       "called",       "asked",
    "on monday",   "on tuesday",      "on wednesday", "on thursday",   "on friday",    "on saturday",
    "on sunday"};

constexpr std::string_view kRights[] = {"all rights reserved",
                                        "alle rechte vorbehalten",
                                        "tous droits",
                                        "todos los derechos",
                                        "tutti i diritti",
                                        "todos os direitos",
                                        "все права",
                                        "版权所有",
                                        "無断転載",
                                        "무단전재",
                                        "무단 전재",
                                        "may not be published"};

constexpr std::string_view kStaff[] = {"staff",
                                       "writer",
                                       "writers",
                                       "correspondent",
                                       "correspondents",
                                       "reporter",
                                       "reporters",
                                       "editor",
                                       "news",
                                       "wire",
                                       "service",
                                       "services",
                                       "wires",
                                       "for",
                                       "of",
                                       "the",
                                       "and",
                                       "with",
                                       "in",
                                       "at",
                                       "white",
                                       "house",
                                       "special",
                                       "to",
                                       "de",
                                       "von",
                                       "van",
                                       "der",
                                       "la",
                                       "du",
                                       "und",
                                       "et",
                                       "y",
                                       "e",
                                       "agency",
                                       "business",
                                       "political",
                                       "diplomatic",
                                       "sports",
                                       "video",
                                       "by",
                                       "updated",
                                       "published",
                                       "posted",
                                       "on",
                                       "contributor",
                                       "agence",
                                       "agencia",
                                       "agenzia",
                                       "bin",
                                       "al",
                                       "el",
                                       "i",
                                       "og"};

constexpr std::string_view kSyndication[] = {"provided by",  "supplied by",  "distributed by", "published by",
                                             "courtesy of",  "story from",   "feed from",      "copy from",
                                             "по сообщению", "по сообщениям"};

}  // namespace

std::span<const std::string_view> GenericNames() { return kGeneric; }
std::span<const std::string_view> ByWords() { return kBy; }
std::span<const std::string_view> SourceLabels() { return kSources; }
std::span<const std::string_view> ContributionsBefore() { return kContributionsBefore; }
std::span<const std::string_view> ContributionsRightBefore() { return kContributionsRightBefore; }
std::span<const std::string_view> ContributionsBehind() { return kContributionsBehind; }
std::span<const std::string_view> PhotoWords() { return kPhoto; }
std::span<const std::string_view> PhotoLabels() { return kPhotoLabels; }
std::span<const std::string_view> MentionsBefore() { return kMentionsBefore; }
std::span<const std::string_view> MentionsBehind() { return kMentionsBehind; }
std::span<const std::string_view> RightsReserved() { return kRights; }
std::span<const std::string_view> StaffWords() { return kStaff; }
std::span<const std::string_view> SyndicationPhrases() { return kSyndication; }

}  // namespace copydesk
