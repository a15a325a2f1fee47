// Reads what people said of findings: CSV of RFC 4180.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "base/utf8.h"
#include "copydesk/audit_status.h"
#include "report/neutralised_cell.h"

namespace copydesk {
namespace {

constexpr std::array<std::string_view, 8> kColumns = {"source",         "source_block",   "target", "target_block",
                                                      "source_content", "target_content", "status", "note"};
constexpr std::size_t kStatusColumn = 6;
constexpr std::size_t kNoteColumn = 7;

// The records of a CSV file, one after the other.
class CsvRecords {
 public:
  CsvRecords(std::string_view text, std::string_view file) : text_(text), file_(file) {
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
  }

  // The next record; false at the end. Blank lines are none.
  absl::StatusOr<bool> Next(std::vector<std::string>* cells) {
    while (at_ < text_.size()) {
      line_ = next_line_;
      cells->clear();
      COPYDESK_RETURN_IF_ERROR(ReadRecord(cells));
      if (cells->size() > 1 || !cells->front().empty()) return true;
    }
    return false;
  }

  absl::Status Error(std::string_view what) const {
    return absl::InvalidArgumentError(absl::StrCat(ToAbsl(file_), ":", line_, ": ", ToAbsl(what)));
  }

 private:
  absl::Status ReadRecord(std::vector<std::string>* cells) {
    while (true) {
      COPYDESK_RETURN_IF_ERROR(ReadCell(&cells->emplace_back()));
      if (at_ >= text_.size()) return absl::OkStatus();
      if (text_[at_] == ',') {
        if (++at_ == text_.size()) cells->emplace_back();
        continue;
      }
      if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
      ++at_;
      ++next_line_;
      return absl::OkStatus();
    }
  }

  absl::Status ReadCell(std::string* cell) {
    if (at_ < text_.size() && text_[at_] == '"') return ReadQuoted(cell);
    const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    *cell = text_.substr(at_, end - at_);
    at_ = end;
    return absl::OkStatus();
  }

  absl::Status ReadQuoted(std::string* cell) {
    ++at_;
    while (true) {
      const std::size_t end = text_.find('"', at_);
      if (end == std::string_view::npos) return Error("a quotation mark is not closed; close it, or double it");
      const std::string_view piece = text_.substr(at_, end - at_);
      next_line_ += static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
      *cell += piece;
      at_ = end + 1;
      if (at_ >= text_.size() || text_[at_] != '"') break;
      *cell += '"';
      ++at_;
    }
    if (at_ < text_.size() && std::string_view(",\r\n").find(text_[at_]) == std::string_view::npos) {
      return Error("text follows a closed quotation mark; double the marks inside a cell");
    }
    return absl::OkStatus();
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;  // of the record that was read last
  std::size_t next_line_ = 1;
};

// Where in a record each of kColumns is.
absl::StatusOr<std::array<std::optional<std::size_t>, kColumns.size()>> FindColumns(
    const CsvRecords& records, const std::vector<std::string>& header) {
  std::array<std::optional<std::size_t>, kColumns.size()> places;
  for (std::size_t column = 0; column < kColumns.size(); ++column) {
    const auto found = std::find(header.begin(), header.end(), kColumns[column]);
    if (found != header.end()) places[column] = static_cast<std::size_t>(found - header.begin());
    if (found == header.end() && column != kNoteColumn) {
      return records.Error(absl::StrCat("there is no column ", ToAbsl(kColumns[column]),
                                        "; give the findings.csv that an audit wrote, with its first line"));
    }
  }
  return places;
}

absl::StatusOr<FindingState> ParseState(const CsvRecords& records, std::string_view name) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!name.empty() && is_blank(name.front())) name.remove_prefix(1);
  while (!name.empty() && is_blank(name.back())) name.remove_suffix(1);
  for (std::uint8_t state = 0; state <= static_cast<std::uint8_t>(FindingState::kIgnored); ++state) {
    if (FindingStateName(static_cast<FindingState>(state)) == name) return static_cast<FindingState>(state);
  }
  return records.Error(
      absl::StrCat("there is no status ", ToAbsl(name), "; write licensed, unlicensed, unsure or ignored, or nothing"));
}

}  // namespace

absl::StatusOr<std::vector<FindingStatus>> ParseFindingStatuses(std::string_view file_text,
                                                                std::string_view file_name) {
  CsvRecords records(file_text, file_name);
  std::vector<std::string> cells;
  COPYDESK_ASSIGN_OR_RETURN(const bool has_header, records.Next(&cells));
  if (!has_header) cells.clear();
  COPYDESK_ASSIGN_OR_RETURN(const auto places, FindColumns(records, cells));
  const std::size_t columns = cells.size();
  std::vector<FindingStatus> statuses;
  std::map<std::tuple<BlockName, BlockName, std::string, std::string>, std::size_t> known;
  while (true) {
    COPYDESK_ASSIGN_OR_RETURN(const bool is_there, records.Next(&cells));
    if (!is_there) break;
    if (cells.size() != columns) {
      return records.Error(absl::StrCat("it has ", cells.size(), " cells, and the first line has ", columns));
    }
    const auto cell = [&](std::size_t column) {
      return places[column].has_value() ? WithoutNeutraliser(cells[*places[column]]) : std::string_view();
    };
    if (std::any_of(cells.begin(), cells.end(), [](const std::string& text) { return !IsUtf8(text); })) {
      return records.Error("it is not UTF-8; save the table as CSV in UTF-8");
    }
    FindingStatus status{.source = {.document = std::string(cell(0)), .block = std::string(cell(1))},
                         .target = {.document = std::string(cell(2)), .block = std::string(cell(3))},
                         .source_content = std::string(cell(4)),
                         .target_content = std::string(cell(5))};
    COPYDESK_ASSIGN_OR_RETURN(status.state, ParseState(records, cell(kStatusColumn)));
    status.note = cell(kNoteColumn);
    if (status.state == FindingState::kNone && status.note.empty()) continue;
    const auto [entry, is_new] = known.try_emplace(
        {status.source, status.target, status.source_content, status.target_content}, statuses.size());
    if (is_new) {
      statuses.push_back(std::move(status));
    } else if (statuses[entry->second].state != status.state) {
      return records.Error("the same finding has another status above; keep one of the two lines");
    }
  }
  return statuses;
}

}  // namespace copydesk
