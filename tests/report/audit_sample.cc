// The articles of SampleAudit, all of them made up.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/audit_fixture.h"
#include "wire/audit_testing.h"

namespace copydesk {
namespace {

constexpr std::string_view kSignUp = "\n\nSign up for our morning letter. Read more: five walks along the coast.";

constexpr std::string_view kGerman[] = {
    "Nach dem Einsturz der Kaimauer bleibt der Hafen von Dunmarsch mindestens bis Monatsende geschlossen. Das teilte "
    "die "
    "Hafenmeisterei am Freitag mit, nachdem Taucher unter der Mauer einen neun Meter langen Hohlraum gefunden hatten.",
    "Vierzig Kutter liegen auf Reede, die Fischfabrik hat dreihundert Beschäftigte nach Hause geschickt. Der Rat der "
    "Stadt "
    "will noch in dieser Woche über einen Kredit für die Instandsetzung des ersten Liegeplatzes beraten.",
    "Die Mauer stammt aus dem Jahr 1887 und wurde zuletzt vor elf Jahren untersucht. Der damalige Bericht empfahl eine "
    "zweite Prüfung, die nach Unterlagen des Kreisarchivs nie bezahlt wurde.",
    "Die Gewerkschaft der Fischer verlangt, die Nordseite sofort auszubaggern, damit kleinere Boote dort anlegen "
    "können. "
    "Das würde ein Zehntel der Reparatur kosten und könnte vor den Springfluten beginnen."};

constexpr std::string_view kArabic[] = {
    "أغلقت سلطات ميناء دنمارش الرصيف الجنوبي لليوم الثالث على التوالي بعد انهيار جزء من الجدار القديم وغرق قاربي صيد "
    "كانا "
    "راسيين قرب مبنى الجمارك القديم المطل على الماء.",
    "وقالت مديرة الميناء إيدا فانس إن الغواصين عثروا على تجويف بطول تسعة أمتار خلف الجدار حفرته مياه مصرف قديم لا يظهر "
    "في أي "
    "خريطة من خرائط المدينة ولم يكن أحد يعرف بوجوده.",
    "وينتظر أربعون قاربا خارج كاسر الأمواج بينما أرسل مصنع التعليب ثلاثمئة عامل إلى بيوتهم لأن السمك لم يصل إلى الرصيف "
    "منذ "
    "بداية الأسبوع الحالي.",
    "ووعد رئيس البلدية بفتح تحقيق يرأسه مهندس من خارج المدينة وقال إن البلدية ستقترض ما تحتاج إليه لإعادة فتح أول مرسى "
    "في "
    "غضون شهر واحد."};

constexpr std::string_view kChinese[] = {
    "敦马什港周五连续第三天关闭，工程师们仍在查找码头护墙坍塌的原因，这次坍塌使两艘渔船沉没，旧海关大楼也向水面倾斜。",
    "港务长埃达·万斯说，潜水员在护墙后面发现了一个九米长的空洞，是被一条任何地图上都没有标出的旧排水沟冲刷出来的。",
    "四十艘渔船正在防波堤外等候，罐头厂已经让三百名工人回家，因为自本周初以来没有任何渔获上岸，附近的市场也都关了门。",
    "镇长伊尔丝·塔兰特承诺由外地工程师主持调查，并表示镇里将借入所需的资金，争取在一个月之内重新开放第一个泊位。"};

std::string Paragraphs(std::span<const std::string_view> from, const std::vector<std::size_t>& numbers) {
  std::vector<std::string_view> paragraphs;
  paragraphs.reserve(numbers.size());
  for (const std::size_t number : numbers) paragraphs.push_back(from[number]);
  return Join(paragraphs);
}

void AddHarbour(AuditFixture* fixture) {
  const std::string credit = "DUNMARSH (MW) — ";
  const std::string whole = credit + Harbour();
  const std::string edited =
      Replaced(Replaced(whole, "three hundred workers", "about 300 workers"),
               "which no map of the town shows and nobody had known of", "missing from every map");
  const std::string own =
      "Readers of this paper will remember the storm of last winter, when the same quay was under "
      "water for a night and the council said that nothing had been damaged.";
  const std::string title = "Dunmarsh harbour shut as engineers seek cause of quay collapse";
  fixture->AddGroup(
      {{"Meridian Wire", title, "By Nora Quill\n\n" + whole, "2026-03-06T05:10:00Z"},
       {"Skelder Post", title + " | Skelder Post", whole + std::string(kSignUp), "2026-03-06T05:42:00Z"},
       {"Garrick Herald", "Harbour closed for third day", edited + std::string(kSignUp), "2026-03-06T06:15:00Z"},
       {"The Orrin Islander", "No fish, no ferry: harbour still shut", Replaced(edited, credit, "") + "\n\n" + own,
        "2026-03-06T07:30:00Z"},
       {"Saltmere Courier", title, credit + Harbour(0, 5), "2026-03-06T07:31:00Z"},
       {"Coast Today", "Two boats sunk as quay gives way at Dunmarsh", Harbour(0, 6), "2026-03-06T08:05:00Z"},
       {"Estuary Gazette", "Quay wall hid a nine-metre hollow",
        Replaced(Harbour(1, 8), "Harbour master", "The harbour master") + "\n\n" + own, "2026-03-06T09:00:00Z"},
       {"Whitsand Weekly", "Harbour closed for third day", edited, "2026-03-06"},
       {"Northern Ledger", title, whole, "2026-03-06T11:20:00Z"},
       {"Inland Mercury", "From the coast: quay collapse", "… " + Harbour(0, 3) + " …", "2026-03-07T04:00:00Z",
        GroupRole::kCut},
       {"Daily Roundup", "Five things this morning",
        Join({FerryParagraph(4), HarbourParagraph(0), HarbourParagraph(1), FerryParagraph(6)}), "2026-03-07T05:00:00Z",
        GroupRole::kContainer},
       {"Garrick Herald", "Update: harbour to borrow for first berth",
        Replaced(edited, "within a month", "by Easter") + "\n\n" + own, "2026-03-08T10:00:00Z"},
       {"Skelder Post", "A week without boats", "People stood at the quay on Sunday.\n\n" + Harbour(3, 6), "",
        GroupRole::kOverlap}},
      kSignUp);
}

}  // namespace

AuditFixture SampleAudit() {
  AuditFixture fixture;
  AddHarbour(&fixture);
  std::string ferry;
  for (std::size_t i = 0; i < kStoryParagraphs; ++i) ferry += (i > 0 ? "\n\n" : "") + std::string(FerryParagraph(i));
  // Half is of the other agency, which is not credited.
  const std::string mixed = "WHITSAND (HPA) — " + ferry.substr(0, ferry.size() / 3) + "\n\n" + Harbour(0, 6);
  fixture.AddGroup(
      {{"Harrow Press", "Islanders cut off as ferry turns back", "WHITSAND (HPA) — " + ferry, "2026-03-06T14:00:00Z"},
       {"The Orrin Islander", "Ferry turns back, ninety on board", "WHITSAND (HPA) — " + ferry, "2026-03-06T14:30:00Z"},
       {"Northern Ledger", "Islanders cut off as ferry turns back", "WHITSAND (HPA) — " + ferry,
        "2026-03-06T15:10:00Z"},
       {"Coast Today", "Orrin waits for bread and milk", Replaced(ferry, "bread and milk", "bread, milk and petrol"),
        "2026-03-06T18:00:00Z"},
       {"Meridian Wire", "Dunmarsh harbour shut", "DUNMARSH (MW) — " + Harbour(0, 6), "2026-03-06T05:10:00Z",
        GroupRole::kOverlap},
       {"Skelder Post", "Dunmarsh harbour shut", "DUNMARSH (MW) — " + Harbour(0, 6), "2026-03-06T06:10:00Z",
        GroupRole::kOverlap},
       {"Estuary Gazette", "Harbour shut, ferry back: a coast cut off", mixed, "2026-03-07T06:00:00Z",
        GroupRole::kContainer}});
  const std::string german = Paragraphs(kGerman, {0, 1, 2, 3});
  fixture.AddGroup({{"Nordlicht-Nachrichten", "Hafen von Dunmarsch bleibt geschlossen", "Dunmarsch (nlt) - " + german,
                     "2026-03-06T09:00:00+01:00"},
                    {"Küstenbote", "Hafen von Dunmarsch bleibt geschlossen", "Dunmarsch (nlt) - " + german,
                     "2026-03-06T09:40:00+01:00"},
                    {"Deichblatt", "Hohlraum unter der Kaimauer", Replaced(german, "Vierzig Kutter", "Rund 40 Kutter"),
                     "2026-03-06T12:00:00+01:00"},
                    {"Hallig-Zeitung", "Fischer fordern Bagger", Paragraphs(kGerman, {3, 0, 1}), "2026-03-07",
                     GroupRole::kVersion}});
  const std::string arabic = Paragraphs(kArabic, {0, 1, 2, 3});
  fixture.AddGroup(
      {{"وكالة الساحل", "إغلاق ميناء دنمارش لليوم الثالث", "دنمارش (وكالة الساحل) — " + arabic, "2026-03-06T10:00:00Z"},
       {"صحيفة المرفأ", "إغلاق ميناء دنمارش لليوم الثالث", "دنمارش (وكالة الساحل) — " + arabic, "2026-03-06T10:45:00Z"},
       {"أخبار الخليج الصغير", "انهيار الرصيف القديم", Replaced(arabic, "أربعون قاربا", "أكثر من أربعين قاربا"),
        "2026-03-06T13:00:00Z"}});
  const std::string chinese = Paragraphs(kChinese, {0, 1, 2, 3});
  fixture.AddGroup({{"海湾社", "敦马什港连续第三天关闭", "海湾社敦马什3月6日电 " + chinese, "2026-03-06T11:00:00Z"},
                    {"港口日报", "敦马什港连续第三天关闭", "海湾社敦马什3月6日电 " + chinese, "2026-03-06T11:30:00Z"},
                    {"渔业周刊", "四十艘渔船等候入港", Replaced(chinese, "四十艘渔船", "四十多艘渔船"), "2026-03-06"}});
  fixture.AddGroup(
      {{"Saltmere Courier", "Council minutes show second look was never paid for", Harbour(2, 7),
        "2026-03-09T06:00:00Z"},
       {"Inland Mercury", "Second look at wall was never paid for", Harbour(2, 7), "2026-03-09T08:00:00Z"}});
  // A few small ones, so that the list is one.
  for (std::size_t i = 0; i + 3 <= kStoryParagraphs; ++i) {
    const std::string text = Join({FerryParagraph(i), FerryParagraph(i + 1), FerryParagraph(i + 2)});
    const std::string day = "2026-03-1" + std::to_string(i);
    fixture.AddGroup(
        {{"Harrow Press", "Notes from Orrin, part " + std::to_string(i + 1), "ORRIN (HPA) — " + text,
          day + "T06:00:00Z"},
         {"Northern Ledger", "Notes from Orrin", (i % 2 == 0 ? "ORRIN (HPA) — " : "") + text, day + "T07:00:00Z"},
         {"Coast Today", "Island diary", Replaced(text, " the ", " that "), day + "T09:00:00Z"}});
  }
  fixture.SetStatus(0, 0, FindingState::kLicensed, "Subscriber since 2019");
  fixture.SetStatus(0, 2, FindingState::kUnlicensed, "Letter sent on 9 March; see file 2026-114");
  fixture.SetStatus(0, 4, FindingState::kUnsure, "", StatusMatch::kCarried);
  fixture.SetStatus(0, 5, FindingState::kNone, "Was ‘unsure’ for the first version", StatusMatch::kChanged);
  fixture.SetStatus(1, 1, FindingState::kIgnored, "Own subsidiary");
  fixture.statuses.left = {{.source = {.document = "story-99-0", .block = "0"},
                            .target = {.document = "story-99-4", .block = "2.1"},
                            .state = FindingState::kLicensed,
                            .note = "Until the end of 2025"}};
  fixture.options.rules.phrases = PhraseList::Parse("All rights reserved.\nRead more\n").value();
  return fixture;
}

}  // namespace copydesk
