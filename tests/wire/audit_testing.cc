#include "wire/audit_testing.h"

#include <array>

#include "copydesk/credit.h"

namespace copydesk {
namespace {

constexpr std::array<std::string_view, kStoryParagraphs> kHarbour = {
    "The harbour of Dunmarsh was closed for the third day on Friday while engineers looked for the cause of the "
    "collapse that sank two fishing boats and left the old customs house leaning over the quay.",
    "Harbour master Edda Vance said that divers had found a hollow of nine metres behind the wall, washed out by a "
    "drain which no map of the town shows and nobody had known of.",
    "Forty boats are waiting in the roads outside the breakwater, and the cannery has sent three hundred workers home "
    "because no fish has been landed since the beginning of the week.",
    "The wall was built in 1887 of granite from the quarry at Saltmere and was last examined eleven years ago, when "
    "the report called its condition fair and asked for a second look.",
    "That second look was never paid for, according to minutes of the council which were published on Thursday by the "
    "archive of the county after a request of the fishermen's union.",
    "Mayor Ilse Tarrant promised an inquiry with an engineer from outside at its head and said that the town would "
    "borrow what it needed to have the first berth open again within a month.",
    "The union wants the berths on the north side dredged at once so that smaller boats can land there, which would "
    "cost a tenth of the repair and could begin before the spring tides.",
    "A ferry to the Orrin islands goes from the beach at Whitsand until further notice, weather permitting, and takes "
    "no cars; post and medicine are carried by the lifeboat of the station there."};

constexpr std::array<std::string_view, kStoryParagraphs> kFerry = {
    "Islanders were cut off from the mainland again on Friday when the only ferry that still runs to Orrin turned back "
    "in heavy swell an hour after it had left the beach at Whitsand with ninety people.",
    "Skipper Jory Penhallow told passengers over the loudspeaker that he would not risk the landing without a pier, "
    "and a child was treated for cuts after a window of the saloon broke.",
    "The shop in the island's one village has rationed bread and milk since Wednesday, its owner said, and the school "
    "has closed because two teachers who live across the water cannot come.",
    "A helicopter of the coastguard took a woman in labour to the hospital in Saltmere during the night, and two men "
    "who needed dialysis were flown out with her as a precaution.",
    "The county has asked the navy for a landing craft, which could be there by Sunday, a spokeswoman said, and "
    "offered "
    "to pay for hotel rooms for those who are stranded on the wrong side.",
    "Geologist Pia Lorne of the institute in Garrick said the sea had been eating at the drain for decades and that "
    "other walls along the estuary were made in the same way and should be drilled.",
    "Insurers have put the damage to boats at two million crowns so far, a figure that does not hold the loss of the "
    "catch, for which most of the crews have no cover at all.",
    "The last time the harbour was shut for more than a day was in the winter of 1963, when ice reached from the "
    "breakwater to the islands and people walked across with sledges."};

}  // namespace

std::string_view HarbourParagraph(std::size_t number) { return kHarbour.at(number); }
std::string_view FerryParagraph(std::size_t number) { return kFerry.at(number); }

std::string Join(const std::vector<std::string_view>& paragraphs) {
  std::string text;
  for (const std::string_view paragraph : paragraphs) {
    if (!text.empty()) text += "\n\n";
    text += paragraph;
  }
  return text;
}

std::string Harbour(std::size_t begin, std::size_t end) {
  return Join({kHarbour.begin() + begin, kHarbour.begin() + end});
}

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

const AuditText& Articles::Add(std::string outlet, std::string text, std::string published, std::string title) {
  Owned& owned = owned_.emplace_back();
  owned.outlet = std::move(outlet);
  owned.text = std::move(text);
  owned.title = std::move(title);
  owned.parts = {{.begin = 0, .end = static_cast<std::uint32_t>(owned.text.size())}};
  owned.credits = FindCredits(owned.text, owned.parts, AgencyList::Builtin());
  return texts_.emplace_back(AuditText{.block = {.document = owned.outlet, .block = "0"},
                                       .text = owned.text,
                                       .parts = owned.parts,
                                       .title = owned.title,
                                       .outlet = owned.outlet,
                                       .published = FindPublishedTime({.published = published}, {}),
                                       .credits = owned.credits,
                                       .places = FindCreditPlaces(owned.text, owned.parts),
                                       .furniture = {}});
}

}  // namespace copydesk
