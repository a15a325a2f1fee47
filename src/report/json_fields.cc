#include "report/json_fields.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/pruned_json.h"
#include "base/status.h"

namespace copydesk {
namespace {

constexpr int kMaxDepth = 16;

}  // namespace

absl::StatusOr<nlohmann::json> ParseJson(std::string_view text, std::initializer_list<std::string_view> skipped) {
  JsonBounds bounds{.depth = kMaxDepth};
  bounds.is_kept = [&](std::string_view name) {
    return std::find(skipped.begin(), skipped.end(), name) == skipped.end();
  };
  PrunedJson json = ParsePruned(text, bounds);
  if (json.problem == JsonProblem::kTooDeep) {
    return absl::InvalidArgumentError(absl::StrCat("nested deeper than ", kMaxDepth, " levels"));
  }
  if (json.problem != JsonProblem::kNone) return absl::InvalidArgumentError("malformed JSON");
  return std::move(json.value);
}

Fields::Fields(const nlohmann::json& object, std::string_view name) : object_(object), name_(name) {
  if (!object.is_object()) status_ = absl::InvalidArgumentError(absl::StrCat(name_, " is no object"));
}

void Fields::Fail(const char* member, std::string_view what) {
  if (status_.ok()) {
    status_ = absl::InvalidArgumentError(absl::StrCat(name_.empty() ? "" : name_ + ".", member, " ", ToAbsl(what)));
  }
}

const nlohmann::json* Fields::Find(const char* member, bool required) {
  if (!status_.ok()) return nullptr;
  const auto found = object_.find(member);
  if (found != object_.end()) return &*found;
  if (required) Fail(member, "is missing");
  return nullptr;
}

BlockRole Fields::Role(const char* member) {
  const std::string name = String(member);
  for (const BlockRole role :
       {BlockRole::kMain, BlockRole::kRelated, BlockRole::kDigestItem, BlockRole::kTeaser, BlockRole::kFurniture}) {
    if (BlockRoleName(role) == name) return role;
  }
  Fail(member, "is no role");
  return BlockRole::kMain;
}

std::string Fields::String(const char* member, bool required) {
  const nlohmann::json* const value = Find(member, required);
  if (value == nullptr || (value->is_null() && !required)) return {};
  if (value->is_string()) return value->get<std::string>();
  Fail(member, "is no string");
  return {};
}

bool Fields::Boolean(const char* member, bool required) {
  const nlohmann::json* const value = Find(member, required);
  if (value == nullptr) return false;
  if (!value->is_boolean()) Fail(member, "is neither true nor false");
  return value->is_boolean() && value->get<bool>();
}

std::uint64_t Fields::Count(const char* member, std::uint64_t most, bool required) {
  const nlohmann::json* const value = Find(member, required);
  if (value == nullptr) return 0;
  if (value->is_number_unsigned() && value->get<std::uint64_t>() <= most) return value->get<std::uint64_t>();
  Fail(member, absl::StrCat("is no whole number from 0 to ", most));
  return 0;
}

double Fields::ToShare(const nlohmann::json& value, const char* member) {
  const double share = value.is_number() ? value.get<double>() : -1;
  if (share >= 0 && share <= 1) return share;
  Fail(member, "is no number from 0 to 1");
  return 0;
}

double Fields::Share(const char* member) {
  const nlohmann::json* const value = Find(member);
  return value == nullptr ? 0 : ToShare(*value, member);
}

std::optional<double> Fields::OptionalShare(const char* member) {
  const nlohmann::json* const value = Find(member, /*required=*/false);
  if (value == nullptr) return std::nullopt;
  return ToShare(*value, member);
}

std::array<double, 2> Fields::Shares(const char* member) {
  const nlohmann::json* const value = Find(member);
  if (value == nullptr) return {};
  if (value->is_array() && value->size() == 2) return {ToShare((*value)[0], member), ToShare((*value)[1], member)};
  Fail(member, "is no pair of numbers");
  return {};
}

}  // namespace copydesk
