#include "report/json_writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <random>
#include <string>
#include <string_view>

#include "report/json_text.h"

namespace copydesk {
namespace {

std::string Written(std::string_view value) {
  JsonWriter json;
  json.String(value);
  return json.Take();
}

TEST(JsonWriter, StringsAreThoseOfDump) {
  constexpr std::string_view kPieces[] = {"a",
                                          "word ",
                                          "\"",
                                          "\\",
                                          "/",
                                          "ö",
                                          "字",
                                          "\x7f",
                                          "\n",
                                          "\t",
                                          "\b",
                                          "\x01",
                                          "\xff",
                                          "\xe2\x80",
                                          "\xc2\x85",
                                          "\u202e",
                                          "\xf0\x9f\x98\x80",
                                          "\ufffd",
                                          "\ufeff",
                                          "<",
                                          "'",
                                          "\u2028"};
  for (std::uint64_t seed = 0; seed < 5000; ++seed) {
    std::mt19937_64 random(seed);
    std::string value;
    for (std::size_t pieces = random() % 8; pieces > 0; --pieces) value += kPieces[random() % std::size(kPieces)];
    ASSERT_EQ(Written(value), Dump(Json(value))) << "seed " << seed;
  }
  EXPECT_EQ(Written(std::string_view("\0a", 2)), "\"\\u0000a\"");
}

TEST(JsonWriter, NumbersAreThoseOfDump) {
  const auto expect_equal = [](double value) {
    JsonWriter json;
    json.Number(value);
    EXPECT_EQ(json.Take(), Dump(Json(value)));
  };
  for (int i = 0; i <= 10'000; ++i) expect_equal(Rounded(i / 1e4));
  for (const double value : {-0.0, 1e-5, 1e300, -2.5, 123456789.125, std::nan(""), std::numeric_limits<double>::max(),
                             std::numeric_limits<double>::infinity()}) {
    expect_equal(value);
  }
  for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{10}, std::numeric_limits<std::uint64_t>::max()}) {
    JsonWriter json;
    json.Count(value);
    EXPECT_EQ(json.Take(), Dump(Json(value)));
  }
}

TEST(JsonWriter, CommasAreWhereJsonHasThem) {
  JsonWriter json;
  json.BeginObject();
  json.Key("a");
  json.BeginArray();
  json.EndArray();
  json.Key("b");
  json.BeginArray();
  json.Null();
  json.Bool(true);
  json.BeginObject();
  json.EndObject();
  json.BeginArray();
  json.Count(1);
  json.EndArray();
  json.EndArray();
  json.Key("c");
  json.Bool(false);
  json.EndObject();
  EXPECT_EQ(json.Take(), R"({"a":[],"b":[null,true,{},[1]],"c":false})");
  EXPECT_EQ(json.Take(), "");
  json.Count(1);
  EXPECT_EQ(json.Take(), "1");
}

}  // namespace
}  // namespace copydesk
