#include "dedup/removal_plan.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "cluster/cluster_name.h"

namespace copydesk {

namespace {

// Keeps `cuts` ascending and disjoint.
void AddParts(const std::vector<TextRange>& parts, std::vector<TextRange>* cuts) {
  cuts->insert(cuts->end(), parts.begin(), parts.end());
  std::sort(cuts->begin(), cuts->end(), [](const TextRange& x, const TextRange& y) { return x.begin < y.begin; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < cuts->size(); ++i) {
    TextRange& before = (*cuts)[last];
    const TextRange& next = (*cuts)[i];
    if (next.begin <= before.end) {
      before.end = std::max(before.end, next.end);
    } else {
      (*cuts)[++last] = next;
    }
  }
  cuts->resize(last + 1);
}

}  // namespace

RemovalPlan::RemovalPlan(const std::vector<std::string>& files, bool groups)
    : with_groups_(groups), edits_(files.size()) {
  for (std::uint32_t i = 0; i < files.size(); ++i) numbers_.emplace(AsPrinted(files[i]), i);
}

absl::Status RemovalPlan::Add(const CertificateLine& line) {
  const Locator& locator = line.removed.locator;
  const auto file = numbers_.find(locator.file);
  if (file == numbers_.end()) {
    return absl::InvalidArgumentError(absl::StrCat(locator.file, ": is none of the inputs"));
  }
  std::vector<RecordEdit>& edits = edits_[file->second];
  const bool follows = edits.empty() || edits.back().offset < locator.offset;
  const bool same = !edits.empty() && edits.back().offset == locator.offset;
  if (same && !edits.back().removed && !line.removed.parts.empty()) {
    AddParts(line.removed.parts, &edits.back().cuts);
  } else if (follows) {
    edits.push_back({.offset = locator.offset,
                     .length = locator.length,
                     .removed = line.removed.parts.empty(),
                     .cuts = line.removed.parts});
  } else {
    return absl::InvalidArgumentError(absl::StrCat(line.removed.document, ": is removed twice, or out of order"));
  }
  if (line.reason != RemovalReason::kDuplicate) return absl::OkStatus();
  const auto kept_file = numbers_.find(line.kept.locator.file);
  if (kept_file == numbers_.end()) {
    return absl::InvalidArgumentError(absl::StrCat(line.kept.locator.file, ": is none of the inputs"));
  }
  const RecordPlace kept = {kept_file->second, line.kept.locator.offset};
  Members& members = kept_[kept];
  if (!with_groups_) return absl::OkStatus();
  if (members.ids.empty()) members.ids.push_back(line.kept.document);
  members.ids.push_back(line.removed.document);
  removed_.emplace(RecordPlace{file->second, locator.offset}, kept);
  return absl::OkStatus();
}

const RecordEdit* RemovalPlan::EditOf(const RecordPlace& place) const {
  const std::vector<RecordEdit>& edits = edits_[place.file];
  const auto found =
      std::lower_bound(edits.begin(), edits.end(), place.offset,
                       [](const RecordEdit& edit, std::uint64_t offset) { return edit.offset < offset; });
  return found == edits.end() || found->offset != place.offset ? nullptr : &*found;
}

void RemovalPlan::FinishGroups() {
  for (auto& [place, members] : kept_) {
    std::vector<BlockName> names;
    names.reserve(members.ids.size());
    for (std::string& id : members.ids) names.push_back({.document = std::move(id), .block = ""});
    std::vector<const BlockName*> pointers;
    pointers.reserve(names.size());
    for (const BlockName& name : names) pointers.push_back(&name);
    members.group = {.name = NameOfMembers('d', pointers), .size = names.size()};
    members.ids.clear();
  }
}

const RemovalGroup* RemovalPlan::Group(const RecordPlace& place) const {
  const auto removed = removed_.find(place);
  const auto kept = kept_.find(removed == removed_.end() ? place : removed->second);
  return kept == kept_.end() ? nullptr : &kept->second.group;
}

bool RemovalPlan::IsRemoved(const RecordPlace& place) const { return removed_.contains(place); }

}  // namespace copydesk
