#include "base/coding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace copydesk {
namespace {

using std::string_literals::operator""s;

constexpr std::uint64_t kMax64 = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint32_t kMax32 = std::numeric_limits<std::uint32_t>::max();

std::string Varint(std::uint64_t value) {
  std::string out;
  PutVarint(&out, value);
  return out;
}

// Values around every length of a varint, and the extremes.
std::vector<std::uint64_t> InterestingValues() {
  std::vector<std::uint64_t> values = {0, kMax64, kMax32, std::uint64_t{kMax32} + 1};
  for (int shift = 0; shift < 64; ++shift) {
    const std::uint64_t power = std::uint64_t{1} << shift;
    values.insert(values.end(), {power - 1, power, power + 1});
  }
  return values;
}

TEST(Coding, FixedIntegersAreLittleEndian) {
  std::string out = "x";
  PutFixed32(&out, 0x01020304);
  PutFixed64(&out, 0x05060708090a0b0c);
  EXPECT_EQ(out, "x\x04\x03\x02\x01\x0c\x0b\x0a\x09\x08\x07\x06\x05");
}

TEST(Coding, BigEndianIntegersSortAsTheirValues) {
  std::string out;
  PutBigEndian16(&out, 0x0102);
  PutBigEndian64(&out, 0x030405060708090a);
  EXPECT_EQ(out, "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a");

  std::vector<std::uint64_t> values = InterestingValues();
  std::sort(values.begin(), values.end());
  std::vector<std::string> keys;
  for (const std::uint64_t value : values) PutBigEndian64(&keys.emplace_back(), value);
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
}

// The bytes of LEB128: a change here makes every store unreadable.
TEST(Coding, VarintBytesAreFixed) {
  EXPECT_EQ(Varint(0), "\0"s);
  EXPECT_EQ(Varint(127), "\x7f");
  EXPECT_EQ(Varint(128), "\x80\x01");
  EXPECT_EQ(Varint(300), "\xac\x02");
  EXPECT_EQ(Varint(kMax32), "\xff\xff\xff\xff\x0f");
  EXPECT_EQ(Varint(kMax64), "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01");
}

TEST(Coding, VarintsComeBack) {
  for (const std::uint64_t value : InterestingValues()) {
    const std::string bytes = Varint(value);
    Decoder decoder(bytes);
    std::uint64_t read = ~value;
    EXPECT_TRUE(decoder.Varint(&read));
    EXPECT_EQ(read, value);
    EXPECT_TRUE(decoder.Finished());
  }
}

TEST(Coding, VarintRefusesMoreThan64Bits) {
  for (const std::string& bytes : {std::string(9, '\xff') + '\x02', std::string(10, '\xff') + '\x01',
                                   std::string(9, '\x80') + '\x7e', std::string(64, '\x80')}) {
    Decoder decoder(bytes);
    std::uint64_t value = 42;
    EXPECT_FALSE(decoder.Varint(&value));
    EXPECT_FALSE(decoder.ok());
    EXPECT_EQ(value, 42u) << "a value that could not be read stays as it was";
  }
}

// A number has one encoding.
TEST(Coding, VarintRefusesMoreBytesThanItNeeds) {
  for (const std::string& bytes : {"\x80\0"s, "\xff\x80\0"s, "\x80\x80\x80\0"s, std::string(9, '\x80') + '\0'}) {
    Decoder decoder(bytes);
    std::uint64_t value = 42;
    EXPECT_FALSE(decoder.Varint(&value));
    EXPECT_EQ(value, 42u);
  }
  std::uint64_t value = 42;
  EXPECT_TRUE(Decoder(std::string_view("\0", 1)).Varint(&value));
  EXPECT_EQ(value, 0u);
}

TEST(Coding, Varint32RefusesLargerValues) {
  const std::string largest = Varint(kMax32);
  std::uint32_t value = 0;
  EXPECT_TRUE(Decoder(largest).Varint32(&value));
  EXPECT_EQ(value, kMax32);

  const std::string above = Varint(std::uint64_t{kMax32} + 1);
  Decoder decoder(above);
  value = 42;
  EXPECT_FALSE(decoder.Varint32(&value));
  EXPECT_FALSE(decoder.ok());
  EXPECT_EQ(value, 42u);
}

TEST(Coding, StringsKeepAnyBytes) {
  const std::vector<std::string> values = {
      "", "a\0b"s, std::string(127, 'x'), std::string(128, 'y'), std::string(70000, '\xff'), "Łódź 東京"};
  std::string bytes;
  for (const std::string& value : values) PutString(&bytes, value);
  Decoder decoder(bytes);
  for (const std::string& value : values) {
    std::string read = "before";
    EXPECT_TRUE(decoder.String(&read));
    EXPECT_EQ(read, value);
  }
  EXPECT_TRUE(decoder.Finished());
}

TEST(Coding, StringLongerThanTheInputIsRefused) {
  for (const std::uint64_t length : {std::uint64_t{4}, std::uint64_t{kMax32}, kMax64}) {
    const std::string bytes = Varint(length) + "abc";
    Decoder decoder(bytes);
    std::string value = "before";
    EXPECT_FALSE(decoder.String(&value)) << length;
    EXPECT_EQ(value, "before");
    EXPECT_EQ(decoder.remaining(), 0u);
  }
}

TEST(Coding, BytesAreAViewOfTheInput) {
  const std::string bytes = "abcdef";
  Decoder decoder(bytes);
  std::string_view view;
  ASSERT_TRUE(decoder.Bytes(4, &view));
  EXPECT_EQ(view, "abcd");
  EXPECT_EQ(view.data(), bytes.data());
  EXPECT_EQ(decoder.remaining(), 2u);
  EXPECT_FALSE(decoder.Finished());
  EXPECT_TRUE(decoder.Bytes(2, &view));
  EXPECT_TRUE(decoder.Bytes(0, &view));
  EXPECT_TRUE(decoder.Finished());
}

TEST(Coding, AfterAFailureEveryCallFails) {
  const std::string bytes = "abc";
  Decoder decoder(bytes);
  std::uint64_t wide = 42;
  EXPECT_FALSE(decoder.Fixed64(&wide));

  std::uint8_t byte = 42;
  std::uint16_t half = 42;
  std::uint32_t word = 42;
  std::string text = "before";
  std::string_view view = "before";
  EXPECT_FALSE(decoder.Byte(&byte));
  EXPECT_FALSE(decoder.Fixed32(&word));
  EXPECT_FALSE(decoder.BigEndian16(&half));
  EXPECT_FALSE(decoder.BigEndian64(&wide));
  EXPECT_FALSE(decoder.Varint(&wide));
  EXPECT_FALSE(decoder.Varint32(&word));
  EXPECT_FALSE(decoder.String(&text));
  EXPECT_FALSE(decoder.Bytes(0, &view));
  EXPECT_FALSE(decoder.ok());
  EXPECT_FALSE(decoder.Finished());
  EXPECT_EQ(byte, 42);
  EXPECT_EQ(half, 42);
  EXPECT_EQ(word, 42u);
  EXPECT_EQ(wide, 42u);
  EXPECT_EQ(text, "before");
  EXPECT_EQ(view, "before");
}

// One value of a random record: how it is written, and whether the same comes back.
struct Item {
  std::function<void(std::string*)> put;
  std::function<bool(Decoder*)> read_back;
};

template <typename T, typename Put, typename Read>
Item MakeItem(T value, Put put, Read read) {
  return {.put = [=](std::string* out) { put(out, value); },
          .read_back =
              [=](Decoder* decoder) {
                T copy = {};
                return std::invoke(read, decoder, &copy) && copy == value;
              }};
}

Item RandomItem(std::mt19937_64& random) {
  const std::uint64_t value = random() >> (random() % 64);
  switch (random() % 7) {
    case 0:
      return MakeItem(static_cast<std::uint32_t>(value), PutFixed32, &Decoder::Fixed32);
    case 1:
      return MakeItem(value, PutFixed64, &Decoder::Fixed64);
    case 2:
      return MakeItem(static_cast<std::uint16_t>(value), PutBigEndian16, &Decoder::BigEndian16);
    case 3:
      return MakeItem(value, PutBigEndian64, &Decoder::BigEndian64);
    case 4:
      return MakeItem(value, PutVarint, &Decoder::Varint);
    case 5:
      return MakeItem(static_cast<std::uint32_t>(value), PutVarint, &Decoder::Varint32);
    default:
      return MakeItem(std::string(value % 300, static_cast<char>(value)), PutString, &Decoder::String);
  }
}

// Random records come back whole, and no proper prefix of one does.
TEST(Coding, RandomRecordsComeBackAndTheirPrefixesDoNot) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 200; ++round) {
    std::vector<Item> items(1 + random() % 12);
    std::string bytes;
    for (Item& item : items) {
      item = RandomItem(random);
      item.put(&bytes);
    }
    Decoder decoder(bytes);
    for (const Item& item : items) ASSERT_TRUE(item.read_back(&decoder));
    ASSERT_TRUE(decoder.Finished());

    Decoder cut(std::string_view(bytes).substr(0, random() % bytes.size()));
    const bool all = std::all_of(items.begin(), items.end(), [&](const Item& item) { return item.read_back(&cut); });
    ASSERT_FALSE(all && cut.ok());
  }
}

}  // namespace
}  // namespace copydesk
