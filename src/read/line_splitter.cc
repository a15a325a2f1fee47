#include "read/line_splitter.h"

namespace copydesk {

bool LineSplitter::Next(Line* line) {
  input_->Consume(taken_);
  taken_ = 0;
  *line = Line{.number = lines_ + 1, .offset = input_->offset()};
  std::size_t end = 0;
  while (true) {
    const std::size_t searched = end;
    end = input_->data().find('\n', searched);
    line->terminated = end != std::string_view::npos;
    if (line->terminated) break;
    end = input_->data().size();
    // The byte above the limit may be the CR of a line end.
    if (end > max_line_bytes_ + 1) {
      PassOver(line);
      return true;
    }
    if (!input_->Fill(end + 1)) {
      if (end == 0) return false;
      break;
    }
  }
  ++lines_;
  taken_ = line->terminated ? end + 1 : end;
  line->bytes = input_->data().substr(0, end);
  if (line->bytes.ends_with('\r')) line->bytes.remove_suffix(1);
  line->line_end = input_->data().substr(line->bytes.size(), taken_ - line->bytes.size());
  if (line->bytes.size() > max_line_bytes_) {
    line->bytes = {};
    line->too_long = true;
  }
  return true;
}

void LineSplitter::PassOver(Line* line) {
  ++lines_;
  line->too_long = true;
  do {
    const std::size_t end = input_->data().find('\n');
    if (end != std::string_view::npos) {
      input_->Consume(end + 1);
      line->terminated = true;
      return;
    }
    input_->Consume(input_->data().size());
  } while (input_->Fill(1));
}

}  // namespace copydesk
