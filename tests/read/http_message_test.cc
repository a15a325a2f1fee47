#include "read/http_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "read/warc_testing.h"

namespace copydesk {
namespace {

using testing::HasSubstr;

TEST(HttpHeadTest, StatusFieldsAndBody) {
  const std::string message =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\ncontent-ENCODING : gzip\r\n"
      "Transfer-Encoding: chunked\r\nX: y\r\n\r\nbody";
  const auto head = ParseHttpHead(message);
  ASSERT_TRUE(head.ok()) << head.status();
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->content_type, "text/html; charset=utf-8");
  EXPECT_EQ(head->content_encoding, "gzip");
  EXPECT_TRUE(IsChunked(*head));
  EXPECT_EQ(message.substr(head->size), "body");
}

TEST(HttpHeadTest, WhatServersSend) {
  const auto body = [](const std::string& message) {
    const auto head = ParseHttpHead(message);
    return head.ok() ? message.substr(head->size) : std::string(head.status().message());
  };
  EXPECT_EQ(body("HTTP/1.0 404\r\n\r\nb"), "b");
  EXPECT_EQ(body("HTTP/2 200\n\nb"), "b");
  EXPECT_EQ(body("HTTP/1.1 200 \r\nno field\r\n: none\r\n\r\nb"), "b");
  EXPECT_EQ(body("HTTP/1.1 200 OK\r\nA: b\r\n"), "");
  EXPECT_EQ(body("HTTP/1.1 200 OK"), "");
  EXPECT_EQ(body("HTTP/1.1 200 OK\r\nA: b"), "");
  for (const char* none : {"", "200 OK\r\n\r\n", "HTTP/1.1 OK\r\n\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 2000\r\n\r\n",
                           "HTTP/1.1 20x\r\n\r\n", "<html>"}) {
    EXPECT_THAT(body(none), HasSubstr("no HTTP status line")) << none;
  }
}

TEST(HttpHeadTest, FoldedAndRepeatedFields) {
  const auto head = ParseHttpHead(
      "HTTP/1.1 200 OK\r\nX: y\r\n folded\r\nContent-Type: text/html;\r\n\tcharset=koi8-r\r\nContent-Type: "
      "image/png\r\n"
      "Content-Encoding: a\r\nContent-Encoding: b\r\n\r\n");
  ASSERT_TRUE(head.ok());
  EXPECT_EQ(head->content_type, "text/html; charset=koi8-r");
  EXPECT_EQ(head->content_encoding, "a,b");
}

TEST(HttpHeadTest, InterimResponsesArePassedOver) {
  const std::string message = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nA: b\r\n\r\nHTTP/1.1 201 OK\r\n\r\nb";
  const auto head = ParseHttpHead(message);
  ASSERT_TRUE(head.ok());
  EXPECT_EQ(head->status, 201);
  EXPECT_EQ(message.substr(head->size), "b");
  EXPECT_EQ(ParseHttpHead("HTTP/1.1 100 Continue\r\n\r\nbody")->status, 100);
}

TEST(HttpHeadTest, Limits) {
  std::string lines = "HTTP/1.1 200 OK\r\n";
  for (std::size_t i = 1; i < kMaxHttpHeadLines; ++i) lines += "A: b\r\n";
  EXPECT_TRUE(ParseHttpHead(lines + "\r\nbody").ok());
  EXPECT_FALSE(ParseHttpHead(lines + "A: b\r\n\r\nbody").ok());
  const std::string line = "HTTP/1.1 200 OK\r\nA: " + std::string(kMaxHttpHeadBytes, 'x') + "\r\n\r\n";
  EXPECT_THAT(std::string(ParseHttpHead(line).status().message()), HasSubstr("262144 bytes"));
  EXPECT_FALSE(ParseHttpHead("HTTP/1.1 200 " + std::string(3'000'000, 'x')).ok());
  for (std::size_t i = 0; i < 1'000'000; ++i) lines += "A: b\r\n";
  EXPECT_FALSE(ParseHttpHead(lines).ok());
}

std::string Joined(std::string_view body) {
  std::string joined;
  return std::string(JoinChunks(body, &joined));
}

TEST(ChunksTest, AnyTextComesBack) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    const std::string text = RandomContent(random() % 500, &random);
    const std::string chunked = Chunked(text, 1 + random() % 60);
    ASSERT_EQ(Joined(chunked), text);
    ASSERT_EQ(Joined(chunked + "garbage"), text);
    // A body that ends early gives what is there.
    const std::string cut = chunked.substr(0, random() % chunked.size());
    const std::string part = Joined(cut);
    ASSERT_TRUE(text.starts_with(part) || part == cut) << testing::PrintToString(cut);
    // Not more than the line of a size is lost.
    if (cut.find('\n') != std::string::npos) {
      ASSERT_TRUE(text.starts_with(part)) << testing::PrintToString(cut);
    }
  }
}

TEST(ChunksTest, SizesAsServersWriteThem) {
  EXPECT_EQ(Joined("4;name=value\r\nbody\r\n0\r\n\r\n"), "body");
  EXPECT_EQ(Joined("0004  \r\nbody\r\n0\r\nTrailer: x\r\n\r\n"), "body");
  EXPECT_EQ(Joined("4\nbody\n0\n\n"), "body");
  EXPECT_EQ(Joined("A\r\n0123456789\r\n0\r\n\r\n"), "0123456789");
}

TEST(ChunksTest, WhatIsNotChunkedIsTakenAsItIs) {
  for (const std::string body : {"<html>body</html>", "", "body", "\r\n4\r\nbody", "-4\r\nbody\r\n", "4x\r\nbody\r\n",
                                 "fffffffffffffffff\r\nbody", "3\r\nbody\r\n0\r\n\r\n", "4\r\nbody\r\nno size\r\n"}) {
    EXPECT_EQ(Joined(body), body);
  }
}

TEST(ChunksTest, ASizeBeyondTheBodyGivesWhatIsThere) {
  EXPECT_EQ(Joined("4\r\nbody\r\nff\r\nmore"), "bodymore");
  EXPECT_EQ(Joined("fffffffffffffff\r\nall"), "all");
  EXPECT_EQ(Joined("4\r\nbody"), "body");
  EXPECT_EQ(Joined("4\r\nbody\r\n"), "body");
  EXPECT_EQ(Joined("4\r\nbody\r\n1"), "body");
}

TEST(ChunksTest, EndlessOnesAreLinear) {
  std::string body;
  while (body.size() < 20'000'000) body += "1\r\nx\r\n";
  EXPECT_EQ(Joined(body).size(), body.size() / 6);
}

TEST(MediaTypeTest, NameAndCharset) {
  const auto parse = [](std::string_view value) {
    const MediaType type = ParseMediaType(value);
    return type.name + "|" + type.charset;
  };
  EXPECT_EQ(parse("text/html"), "text/html|");
  EXPECT_EQ(parse(" Text/HTML ; Charset=UTF-8"), "text/html|UTF-8");
  EXPECT_EQ(parse("text/html;charset=\"iso-8859-1\"; x=y"), "text/html|iso-8859-1");
  EXPECT_EQ(parse("text/html; x=charset; charset='big5'"), "text/html|big5");
  EXPECT_EQ(parse("text/html, text/html; charset=sjis"), "text/html|sjis");
  EXPECT_EQ(parse("text/html; charset="), "text/html|");
  EXPECT_EQ(parse("text/html; charset"), "text/html|");
  EXPECT_EQ(parse(""), "|");
  EXPECT_EQ(parse(";;;"), "|");
}

}  // namespace
}  // namespace copydesk
