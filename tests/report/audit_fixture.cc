#include "report/audit_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "report/hostile_text.h"

namespace copydesk {
namespace {

constexpr std::string_view kAgencies =
    "Meridian Wire\tagency\tGB\tMeridian Wire\tMW\n"
    "Nordlicht\tagency\tDE\tNordlicht-Nachrichten\tnlt\n"
    "Harrow Press\tagency\tGB\tHarrow Press\tHPA\n"
    "海湾社\tagency\tCN\t海湾社\t\n"
    "وكالة الساحل\tagency\tEG\tوكالة الساحل\t\n";

void CountReuse(const Reuse& reuse, ReuseCounts* counts) {
  if (reuse.verdict != PolicyVerdict::kCounts) return;
  // Means and medians of the fixture are those of the last ones: nothing here tests them.
  ++counts->reprints;
  counts->credited_verbatim += reuse.credit == ReuseCredit::kCreditedVerbatim ? 1 : 0;
  counts->credited_altered += reuse.credit == ReuseCredit::kCreditedAltered ? 1 : 0;
  counts->no_credit_found += reuse.credit == ReuseCredit::kNoCreditFound ? 1 : 0;
  counts->unknown += reuse.credit == ReuseCredit::kUnknown ? 1 : 0;
  if (reuse.lag.has_value()) counts->median_lag = static_cast<double>(*reuse.lag);
  counts->mean_kept = reuse.share_kept;
  counts->mean_copied = reuse.share_copied;
}

// Of those who credit nobody the first in time; else the version of the most words that credits the origin.
std::uint32_t ReferenceOf(const CopyGroup& group, const std::vector<AuditedArticle>& articles) {
  const auto article = [&](std::uint32_t place) -> const AuditedArticle& {
    return articles[group.members[place].article];
  };
  std::uint32_t best = 0;
  for (std::uint32_t place = 0; place < group.members.size(); ++place) {
    if (group.attribution.origin.document == article(place).block) return place;
    if (group.members[place].role == GroupRole::kVersion && article(place).words > article(best).words) best = place;
  }
  return best;
}

}  // namespace

AuditFixture::AuditFixture() {
  absl::StatusOr<AgencyList> agencies = AgencyList::Parse(kAgencies, "agencies.tsv");
  EXPECT_TRUE(agencies.ok()) << agencies.status();
  if (agencies.ok()) options.agencies = *std::move(agencies);
  options.rules.min_words = 60;
}

void AuditFixture::AddGroup(const std::vector<FixtureArticle>& articles, std::string_view furniture) {
  CopyGroup group{.name = absl::StrCat("g-", absl::Hex(audit.groups.size() + 1, absl::kZeroPad16))};
  std::vector<std::vector<TextRange>> set_aside(articles.size());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const FixtureArticle& article = articles[i];
    ReportedDocument document{.text = article.text};
    Block block;
    const auto end = static_cast<std::uint32_t>(article.text.size());
    block.parts = {{.begin = 0, .end = end}};
    block.words = static_cast<std::uint32_t>(std::count(article.text.begin(), article.text.end(), ' '));
    if (!furniture.empty() && article.text.ends_with(furniture)) {
      set_aside[i] = {{.begin = end - static_cast<std::uint32_t>(furniture.size()), .end = end}};
    }
    document.view.name = absl::StrCat("story-", audit.groups.size(), "-", i);
    document.view.metadata = {.id = document.view.name,
                              .url = absl::StrCat("https://www.outlet-", i, ".example/news/", audit.groups.size()),
                              .source = article.outlet,
                              .published = article.published,
                              .title = article.title};
    document.view.blocks = {block};
    document.view.set_aside = {set_aside[i]};
    AuditedArticle audited{.block = {.document = document.view.name, .block = "0"},
                           .content = absl::StrCat(std::hash<std::string>()(article.text)),
                           .outlet = article.outlet,
                           .title = article.title,
                           .url = document.view.metadata.url,
                           .published = article.published,
                           .time = FindPublishedTime(document.view.metadata, block),
                           .words = block.words,
                           .credits = FindBlockCredits(article.text, block, options.agencies),
                           .places = FindBlockCreditPlaces(article.text, block)};
    audited.summary = SummarizeCredits(audited.credits, audited.places);
    group.members.push_back({.article = static_cast<std::uint32_t>(audit.articles.size()), .role = article.role});
    audit.articles.push_back(std::move(audited));
    names.push_back(document.view.name);
    documents.emplace(names.back(), std::move(document));
  }
  std::vector<AuditText> texts;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const AuditedArticle& article = audit.articles[group.members[i].article];
    const ReportedDocument& document = documents.at(names[i]);
    texts.push_back({.block = article.block,
                     .text = document.text,
                     .parts = document.view.blocks[0].parts,
                     .title = article.title,
                     .outlet = article.outlet,
                     .published = article.time,
                     .credits = article.credits,
                     .places = article.places,
                     .furniture = set_aside[i]});
  }
  group.genealogy = TracePassages(texts, options.rules).value();
  group.attribution = AttributeOrigin(texts, group.genealogy, options.agencies);
  group.reference = ReferenceOf(group, audit.articles);
  std::vector<AuditText> targets = texts;
  targets.erase(targets.begin() + group.reference);
  group.reuse = MeasureReuse(texts[group.reference], targets, options.rules, group.attribution.origin.agency).value();
  statuses.groups.emplace_back(group.reuse.size());
  audit.groups.push_back(std::move(group));
  audit.all_groups = audit.groups.size();
}

void AuditFixture::SetStatus(std::size_t group, std::size_t finding, FindingState state, const std::string& note,
                             StatusMatch match) {
  statuses.groups.at(group).at(finding) = {.match = match, .state = state, .note = note};
}

void AuditFixture::CountTables() {
  std::map<std::string, OutletRow> outlets;
  std::map<std::string, AgencyRow> agencies;
  std::map<std::pair<std::string, std::string>, OutletAgencyRow> pairs;
  std::map<std::tuple<std::string, bool, std::string>, CopyFlowRow> flows;
  for (const AuditedArticle& article : audit.articles) {
    ++outlets[article.outlet].articles;
    if (article.summary.state == CreditState::kCredited) ++outlets[article.outlet].credited;
    for (const CreditedAgency& credited : article.summary.agencies) {
      if (credited.agency.empty()) continue;
      ++agencies[credited.agency].credited;
      ++pairs[{article.outlet, credited.agency}].credited;
    }
  }
  tables = {};
  for (std::size_t g = 0; g < audit.groups.size(); ++g) {
    const CopyGroup& group = audit.groups[g];
    const auto outlet = [&](std::size_t place) { return audit.articles[group.members[place].article].outlet; };
    std::set<std::string> printed;
    for (std::size_t place = 0; place < group.members.size(); ++place) printed.insert(outlet(place));
    for (const std::string& name : printed) ++outlets[name].groups;
    const std::string& agency = group.attribution.origin.agency;
    if (!agency.empty()) {
      ++agencies[agency].stories;
      agencies[agency].outlets += static_cast<std::uint32_t>(printed.size());
    } else {
      ++outlets[outlet(group.reference)].origins;
    }
    for (std::size_t i = 0; i < group.reuse.size(); ++i) {
      const std::string target = outlet(i < group.reference ? i : i + 1);
      CountReuse(group.reuse[i], &outlets[target].reuse);
      if (!agency.empty()) {
        CountReuse(group.reuse[i], &agencies[agency].pickup);
        CountReuse(group.reuse[i], &pairs[{target, agency}].reuse);
      }
      const std::string source = agency.empty() ? outlet(group.reference) : agency;
      CountReuse(group.reuse[i], &flows[{source, !agency.empty(), target}].reuse);
    }
    std::optional<std::int64_t> first;
    for (std::size_t rank = 0; rank < group.genealogy.order.size(); ++rank) {
      const std::uint32_t member = group.genealogy.order[rank];
      const std::optional<PublishedTime>& time = audit.articles[group.members[member].article].time;
      TimelineRow row{.group = static_cast<std::uint32_t>(g), .member = member};
      row.place = static_cast<std::uint32_t>(rank + 1);
      if (time.has_value() && time->IsExact()) {
        if (!first.has_value()) first = time->earliest;
        row.lag = time->earliest - *first;
      }
      tables.timeline.push_back(row);
    }
  }
  for (auto& [name, row] : outlets) {
    row.outlet = name;
    tables.outlets.push_back(row);
  }
  for (auto& [name, row] : agencies) {
    row.agency = name;
    tables.agencies.push_back(row);
  }
  for (auto& [names, row] : pairs) {
    std::tie(row.outlet, row.agency) = names;
    tables.outlet_agency.push_back(row);
  }
  for (auto& [names, row] : flows) {
    std::tie(row.source, row.is_agency, row.target) = names;
    if (row.reuse.reprints > 0) tables.flows.push_back(row);
  }
  std::stable_sort(tables.flows.begin(), tables.flows.end(),
                   [](const CopyFlowRow& x, const CopyFlowRow& y) { return x.reuse.reprints > y.reuse.reprints; });
}

AuditHtml AuditFixture::Report(Evidence evidence) {
  if (tables == AuditTables()) CountTables();
  summary.documents = documents.size();
  return {.summary = &summary,
          .audit = &audit,
          .tables = &tables,
          .statuses = &statuses,
          .options = &options,
          .load = [this](std::string_view name) -> absl::StatusOr<ReportedDocument> {
            const auto found = documents.find(name);
            if (found == documents.end()) return absl::NotFoundError(std::string(name));
            return found->second;
          },
          .evidence = evidence};
}

AuditFixture LargeAudit(std::size_t groups) {
  AuditFixture fixture;
  std::mt19937_64 random(7);
  const std::vector<std::string> words = {"harbour", "council", "bridge", "ferry",  "inquiry", "budget", "storm",
                                          "school",  "tide",    "market", "island", "quarry",  "signal", "orchard"};
  const std::vector<std::string> agencies = {"Meridian Wire", "Harrow Press", "Nordlicht", ""};
  const auto any = [&](const std::vector<std::string>& from) { return from[random() % from.size()]; };
  constexpr std::int64_t kBegin = 1'768'000'000;
  for (std::size_t g = 0; g < groups; ++g) {
    CopyGroup group{.name = absl::StrCat("g-", absl::Hex(g * 0x9e3779b97f4a7c15, absl::kZeroPad16))};
    const std::string title = absl::StrCat("The ", any(words), " and the ", any(words), " of ", any(words), " ", g);
    std::string text;
    for (int i = 0; i < 120; ++i) absl::StrAppend(&text, i % 40 == 39 ? "\n\n" : " ", any(words), random() % 90);
    group.attribution.origin = {.agency = any(agencies), .confidence = 0.8, .why = {"credit line in 2 of 3"}};
    const auto end = static_cast<std::uint32_t>(text.size());
    const std::size_t size = 2 + random() % 8;
    std::int64_t time = kBegin + static_cast<std::int64_t>(random() % 5'000'000);
    for (std::size_t i = 0; i < size; ++i) {
      const std::string name = absl::StrCat("document-", g, "-", i);
      ReportedDocument document{.text = text};
      document.view.name = name;
      document.view.blocks = {{.parts = {{.begin = 0, .end = end}}}};
      fixture.documents.emplace(name, document);
      time += static_cast<std::int64_t>(random() % 9000);
      group.members.push_back({.article = static_cast<std::uint32_t>(fixture.audit.articles.size())});
      fixture.audit.articles.push_back({.block = {.document = name, .block = "0"},
                                        .content = absl::StrCat(name, "-content"),
                                        .outlet = absl::StrCat("The ", any(words), " Gazette ", random() % 20),
                                        .title = i % 3 == 2 ? title + ", again" : title,
                                        .url = absl::StrCat("https://gazette.example/", g, "/", i),
                                        .published = "2026-01-10T08:00:00Z",
                                        .time = PublishedTime{.earliest = time, .latest = time},
                                        .words = 120});
      group.genealogy.order.push_back(static_cast<std::uint32_t>(i));
      if (i == 0) continue;
      const auto kept = static_cast<std::uint32_t>(60 + random() % 60);
      Reuse reuse{.source_words = {.kept = kept, .alone = 120 - kept}, .target_words = {.kept = kept}};
      reuse.share_kept = kept / 120.0;
      reuse.share_copied = 1;
      reuse.verdict = kept > 80 ? PolicyVerdict::kCounts : PolicyVerdict::kBelowShare;
      reuse.credit = static_cast<ReuseCredit>(2 + random() % 4);
      reuse.lag = static_cast<std::int64_t>(random() % 100'000);
      reuse.source_paragraphs = {{.words = reuse.source_words}};
      reuse.target_paragraphs = {{.words = reuse.target_words}};
      group.reuse.push_back(reuse);
    }
    TracedPassage passage;
    for (std::uint32_t i = 0; i < size; ++i) {
      passage.cells.push_back({.member = i, .variant = 0, .parts = {{.begin = 0, .end = end / 3}}});
    }
    passage.variants = {{.words = 40, .members = group.genealogy.order, .entered = 0, .certain = true}};
    group.genealogy.passages = {passage};
    fixture.statuses.groups.emplace_back(group.reuse.size());
    fixture.audit.groups.push_back(std::move(group));
  }
  fixture.audit.all_groups = groups;
  return fixture;
}

AuditFixture HostileAudit(std::mt19937_64& random, std::size_t groups) {
  const std::vector<std::string> attacks = {"</script><script>window.__pwned = 1</script>",
                                            "<!-- <script>",
                                            "--!>",
                                            "\"><img src=x onerror=\"window.__pwned = 1\">",
                                            "' onfocus='window.__pwned = 1' autofocus x='",
                                            "</style><style>body{display:none}</style>",
                                            "javascript:window.__pwned=1",
                                            "https://attacker.example/\"onmouseover=\"window.__pwned=1",
                                            "https://bank.example@attacker.example/",
                                            "${window.__pwned=1} {{constructor}} \\u003cimg src=x\\u003e",
                                            "\u202egnp.exe \u2066\u2028\u2029 \x01\x07",
                                            "__proto__",
                                            "=cmd|' /C calc'!A0"};
  const auto text = [&] {
    return HostileText(random, 6) + attacks[random() % attacks.size()] + HostileText(random, 6);
  };
  const auto offset = [&] { return static_cast<std::uint32_t>(random() >> (32 + random() % 32)); };
  const auto share = [&] { return random() % 2 == 0 ? std::bit_cast<double>(random()) : (random() % 100) / 99.0; };
  const auto range = [&] { return TextRange{.begin = offset(), .end = offset()}; };
  const auto fates = [&] {
    return WordFates{.kept = offset(), .changed = offset() / 4, .alone = offset() / 4, .excluded = offset() / 4};
  };
  AuditFixture fixture;
  for (std::size_t g = 0; g < groups; ++g) {
    CopyGroup group{.name = text()};
    const std::size_t size = 2 + random() % 4;
    for (std::size_t i = 0; i < size; ++i) {
      const std::string name = text() + absl::StrCat(g, "-", i);
      ReportedDocument document{.text = text() + text() + text()};
      document.view.name = name;
      const auto end = static_cast<std::uint32_t>(document.text.size());
      document.view.blocks = {
          {.name = text(), .parts = {{.begin = 0, .end = end / 2}, {.begin = offset(), .end = end}}}};
      document.view.set_aside = {{range()}};
      AuditedArticle article{.block = {.document = name, .block = document.view.blocks[0].name}, .content = text()};
      article.outlet = text();
      article.title = random() % 5 == 0 ? std::string(3000, '<') : text();
      article.url = random() % 2 == 0 ? "http://" + text() : text();
      article.published = text();
      article.seen = text();
      if (random() % 4 != 0) {
        article.time = {.earliest = std::bit_cast<std::int64_t>(random()),
                        .latest = std::bit_cast<std::int64_t>(random())};
      }
      article.words = offset();
      article.credits = {{.kind = CreditKind::kDateline, .agency = text(), .text = text(), .range = {0, end / 3}}};
      article.summary = {.state = static_cast<CreditState>(random() % 4), .agencies = {{.agency = text()}}};
      group.members.push_back(
          {.article = static_cast<std::uint32_t>(fixture.audit.articles.size() + (i == 1 ? random() % 3 : 0)),
           .role = static_cast<GroupRole>(random() % 4)});
      fixture.audit.articles.push_back(std::move(article));
      fixture.documents.emplace(name, std::move(document));
      group.genealogy.order.push_back(static_cast<std::uint32_t>(random() % (size + 1)));
    }
    group.reference = static_cast<std::uint32_t>(random() % size);
    for (std::size_t i = 0; i + 1 < size; ++i) {
      Reuse reuse{.source_words = fates(), .target_words = fates(), .share_kept = share(), .share_copied = share()};
      reuse.source_paragraphs = {{.range = range(), .words = fates()}};
      reuse.target_paragraphs = {{.range = range(), .words = fates()}};
      reuse.insertions = {{.range = range()}};
      reuse.headline = static_cast<HeadlineChange>(random() % 5);
      if (random() % 2 == 0) reuse.lag = std::bit_cast<std::int64_t>(random());
      reuse.credit = static_cast<ReuseCredit>(random() % 6);
      reuse.verdict = static_cast<PolicyVerdict>(random() % 4);
      reuse.due = text();
      reuse.credited = {text()};
      group.reuse.push_back(reuse);
    }
    for (int p = 0; p < 3; ++p) {
      TracedPassage passage;
      for (std::uint32_t v = 0; v < 3; ++v) {
        passage.variants.push_back({.words = offset(), .share = share(), .members = {0, 1, offset()}});
        if (v > 0) passage.variants.back().parent = random() % 4;
        passage.variants.back().entered = static_cast<std::uint32_t>(random() % (size + 1));
        passage.cells.push_back({.member = static_cast<std::uint32_t>(random() % (size + 1)),
                                 .variant = static_cast<std::uint32_t>(random() % 4),
                                 .parts = {range(), range()}});
      }
      group.genealogy.passages.push_back(passage);
      group.attribution.passages.push_back({.agency = text(), .confidence = share(), .why = {text(), text()}});
    }
    group.attribution.origin = {
        .agency = random() % 2 == 0 ? text() : "", .confidence = share(), .why = {text()}, .rivals = {text()}};
    group.attribution.declared = text();
    group.attribution.members.resize(size);
    for (MemberSources& sources : group.attribution.members) {
      sources = {.sources = {{.agency = text(), .share = share(), .confidence = share()}}, .unshared = share()};
    }
    group.attribution.conflicts = {{.member = static_cast<std::uint32_t>(random() % size),
                                    .declared = {text(), text()},
                                    .detected = {.agency = text(), .share = share(), .confidence = share()}}};
    fixture.statuses.groups.emplace_back();
    for (std::size_t i = 0; i < group.reuse.size(); ++i) {
      fixture.statuses.groups.back().push_back({.match = static_cast<StatusMatch>(random() % 4),
                                                .state = static_cast<FindingState>(random() % 5),
                                                .note = text()});
    }
    fixture.statuses.left.push_back({.source = {text(), text()}, .target = {text(), text()}, .note = text()});
    fixture.audit.groups.push_back(std::move(group));
    fixture.tables.outlets.push_back(
        {.outlet = text(), .articles = offset(), .reuse = {.reprints = offset(), .median_lag = share()}});
    fixture.tables.agencies.push_back(
        {.agency = text(), .stories = offset(), .pickup = {.reprints = offset(), .mean_kept = share()}});
    fixture.tables.outlet_agency.push_back(
        {.outlet = text(), .agency = text(), .credited = offset(), .reuse = {.reprints = offset()}});
    fixture.tables.flows.push_back(
        {.source = text(), .is_agency = random() % 2 == 0, .target = text(), .reuse = {.reprints = offset()}});
    fixture.tables.timeline.push_back(
        {.group = offset(), .member = offset(), .lag = std::bit_cast<std::int64_t>(random())});
  }
  fixture.options.rules.sources = {text()};
  fixture.options.outlets = {text()};
  fixture.options.origins = {text()};
  fixture.summary.configuration = text();
  return fixture;
}

}  // namespace copydesk
