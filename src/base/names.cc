// The printed names of the public enumerations.
#include <array>
#include <optional>
#include <string_view>

#include "copydesk/block.h"
#include "copydesk/match.h"

namespace copydesk {
namespace {

constexpr std::array<std::string_view, 5> kRoles = {"main", "related", "digest-item", "teaser", "furniture"};
constexpr std::array<std::string_view, 6> kRelations = {"none", "quote", "overlap", "contains", "near", "exact"};
constexpr std::array<std::string_view, 4> kDirections = {"", "a_in_b", "b_in_a", "mutual"};

}  // namespace

std::string_view BlockRoleName(BlockRole role) { return kRoles[static_cast<std::size_t>(role)]; }
std::string_view RelationName(Relation relation) { return kRelations[static_cast<std::size_t>(relation)]; }
std::string_view DirectionName(Direction direction) { return kDirections[static_cast<std::size_t>(direction)]; }

std::optional<Relation> RelationFromName(std::string_view name) {
  for (std::size_t i = 0; i < kRelations.size(); ++i) {
    if (kRelations[i] == name) return static_cast<Relation>(i);
  }
  return std::nullopt;
}

}  // namespace copydesk
