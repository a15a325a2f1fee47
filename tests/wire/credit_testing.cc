#include "wire/credit_testing.h"

namespace copydesk {

std::vector<std::string> CreditsIn(std::string_view text) {
  const TextRange whole = {.begin = 0, .end = static_cast<std::uint32_t>(text.size())};
  std::vector<std::string> found;
  for (const Credit& credit : FindCredits(text, {&whole, 1}, AgencyList::Builtin())) {
    found.push_back(std::string(CreditKindName(credit.kind)) + " " + credit.agency + ": " + credit.text);
  }
  return found;
}

std::vector<std::string> CreditsAbove(std::string_view line) {
  return CreditsIn("A headline of the day\n\n" + std::string(line) + "\n\n" + std::string(kParagraph) + "\n\n" +
                   std::string(kParagraph) + "\n");
}

std::vector<std::string> CreditsAmid(std::string_view line) {
  return CreditsIn(std::string(kParagraph) + "\n\n" + std::string(line) + "\n\n" + std::string(kParagraph) + "\n");
}

std::vector<std::string> CreditsBelow(std::string_view line) {
  return CreditsIn(std::string(kParagraph) + "\n\n" + std::string(kParagraph) + "\n\n" + std::string(line) + "\n");
}

}  // namespace copydesk
