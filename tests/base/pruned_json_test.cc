#include "base/pruned_json.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace copydesk {
namespace {

using Json = nlohmann::json;

JsonProblem ProblemOf(const std::string& text, const JsonBounds& bounds = {}) {
  const PrunedJson parsed = ParsePruned(text, bounds);
  EXPECT_TRUE(parsed.problem == JsonProblem::kNone || parsed.value.is_null());
  return parsed.problem;
}

Json RandomJson(std::mt19937_64& random, int depth) {
  switch (random() % (depth > 0 ? 7 : 5)) {
    case 0:
      return nullptr;
    case 1:
      return random() % 2 == 0;
    case 2:
      return static_cast<std::int64_t>(random());
    case 3:
      return random();
    case 4:
      return "é" + std::to_string(random() % 100);
    case 5: {
      Json array = Json::array();
      for (std::uint64_t i = random() % 4; i > 0; --i) array.push_back(RandomJson(random, depth - 1));
      return array;
    }
    default: {
      Json object = Json::object();
      for (std::uint64_t i = random() % 4; i > 0; --i) {
        object["k" + std::to_string(random() % 5)] = RandomJson(random, depth - 1);
      }
      return object;
    }
  }
}

// The same by hand, of a value that was parsed whole.
Json Without(const Json& value, const std::string& member) {
  if (!value.is_structured()) return value;
  Json kept = value.is_array() ? Json::array() : Json::object();
  for (const auto& [name, child] : value.items()) {
    if (value.is_array()) {
      kept.push_back(Without(child, member));
    } else if (name != member) {
      kept[name] = Without(child, member);
    }
  }
  return kept;
}

TEST(PrunedJson, EqualsTheLibrarysWithoutSomeMembers) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 2000; ++i) {
    const Json value = RandomJson(random, 5);
    EXPECT_EQ(ParsePruned(value.dump(), {}).value, value);
    JsonBounds bounds;
    bounds.is_kept = [](std::string_view member) { return member != "k1"; };
    EXPECT_EQ(ParsePruned(value.dump(), bounds).value, Without(value, "k1"));
  }
}

TEST(PrunedJson, StringsOnly) {
  const JsonBounds bounds{.strings_only = true};
  EXPECT_EQ(ParsePruned(R"({"a":[1,"x",null,[true,"y"]],"b":2.5})", bounds).value, Json::parse(R"({"a":["x",["y"]]})"));
}

TEST(PrunedJson, TheLastOfMembersOfOneNameCounts) {
  EXPECT_EQ(ParsePruned(R"({"a":{"b":1},"a":[2]})", {}).value, Json::parse(R"({"a":[2]})"));
}

TEST(PrunedJson, Problems) {
  for (const char* const text : {"", " ", "{", "[1,]", "{} {}", "nul", "\"\x80\"", "{\"a\":}"}) {
    EXPECT_EQ(ProblemOf(text), JsonProblem::kMalformed) << text;
  }
  EXPECT_EQ(ProblemOf("[[1]]", {.depth = 2}), JsonProblem::kNone);
  EXPECT_EQ(ProblemOf("[[[", {.depth = 2}), JsonProblem::kTooDeep);
  EXPECT_EQ(ProblemOf(R"({"a":[[1]]})", {.depth = 2, .is_kept = [](std::string_view) { return false; }}),
            JsonProblem::kTooDeep)
      << "of what is left out too";
  EXPECT_EQ(ProblemOf("[1,2]", {.values = 3}), JsonProblem::kNone);
  EXPECT_EQ(ProblemOf("[1,2,3]", {.values = 3}), JsonProblem::kTooMany);
}

// Quadratic, it would take hours.
TEST(PrunedJson, AnArrayOfAMillionObjects) {
  std::string text = "[{}";
  for (int i = 1; i < 1'000'000; ++i) text += ",{}";
  EXPECT_EQ(ParsePruned(text + "]", {}).value.size(), 1'000'000u);
}

}  // namespace
}  // namespace copydesk
