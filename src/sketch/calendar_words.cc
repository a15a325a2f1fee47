#include "sketch/calendar_words.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <vector>

#include "text/word_hash.h"

namespace copydesk {
namespace {

// Folded words, from Monday and from January; a word with '?' names a date only beside a number. Inflected forms where
// a date is written with one (5 августа).
constexpr std::string_view kWeekdays[] = {
    // en, de, nl, sv/da/nb
    "monday montag maandag måndag mandag", "tuesday dienstag dinsdag tisdag tirsdag",
    "wednesday mittwoch woensdag onsdag", "thursday donnerstag donderdag torsdag", "friday freitag vrijdag fredag",
    "saturday samstag sonnabend zaterdag lördag lørdag", "sunday sonntag zondag söndag søndag",
    // fr, it, es, pt
    "lundi lunedì lunes", "mardi martedì martes", "mercredi mercoledì miércoles", "jeudi giovedì jueves",
    "vendredi venerdì viernes", "samedi sabato sábado", "dimanche domenica domingo",
    // ru, uk, pl, tr
    "понедельник понедельника понеділок poniedziałek pazartesi", "вторник вторника вівторок wtorek salı",
    "среду среда? середа? середу środa środę çarşamba", "четверг четверга четвер czwartek perşembe",
    "пятницу пятница п'ятниця п'ятницю piątek cuma?", "субботу суббота субота суботу sobota sobotę cumartesi",
    "воскресенье воскресенья неділя неділю niedziela niedzielę",
    // ar, id
    "الاثنين الإثنين senin", "الثلاثاء selasa", "الأربعاء rabu", "الخميس kamis", "الجمعة jumat", "السبت sabtu",
    "الأحد minggu?"};

constexpr std::string_view kMonths[] = {
    // en, de, nl, sv/da/nb
    "january jan? januar januari jänner", "february feb? februar februari", "march? mar? märz maart",
    "april apr? april", "may? mai? mei? maj?", "june jun? juni", "july jul? juli", "august aug? augustus augusti",
    "september sep? sept?", "october oct? oktober okt? oktober", "november nov?", "december dec? dezember dez?",
    // fr, it, es, pt
    "janvier gennaio enero janeiro", "février febbraio febrero fevereiro", "mars? marzo março", "avril aprile abril",
    "mai? maggio mayo maio", "juin giugno junio junho", "juillet luglio julio? julho", "août agosto",
    "septembre settembre septiembre setiembre setembro", "octobre ottobre octubre outubro",
    "novembre noviembre novembro", "décembre dicembre diciembre dezembro",
    // ru, uk, pl, tr
    "января январе январь січня січні stycznia styczniu ocak?", "февраля феврале февраль лютого лютому lutego şubat",
    "марта? марте март? березня березні marca marcu mart?", "апреля апреле апрель квітня квітні kwietnia nisan?",
    "мая? мае? май? травня травні maja? mayıs", "июня июне июнь червня червні czerwca czerwcu haziran",
    "июля июле июль липня липні lipca lipcu temmuz", "августа? августе август? серпня серпні sierpnia sierpniu ağustos",
    "сентября сентябре сентябрь вересня вересні września wrześniu eylül",
    "октября октябре октябрь жовтня жовтні października ekim?",
    "ноября ноябре ноябрь листопада листопаді listopada listopadzie kasım",
    "декабря декабре декабрь грудня грудні grudnia grudniu aralık?",
    // ar, id
    "يناير januari", "فبراير februari", "مارس maret", "أبريل ابريل", "مايو", "يونيو", "يوليو", "أغسطس اغسطس agustus",
    "سبتمبر", "أكتوبر اكتوبر", "نوفمبر", "ديسمبر desember"};

struct Entry {
  std::uint64_t hash = 0;
  CalendarWord word;
};

using Table = std::vector<Entry>;  // by hash

bool IsBefore(const Entry& a, const Entry& b) { return a.hash < b.hash; }

void AddWords(std::string_view words, bool month, std::size_t index, Table* table) {
  while (!words.empty()) {
    std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(word.size() + 1, words.size()));
    const bool needs_number = word.ends_with('?');
    if (needs_number) word.remove_suffix(1);
    const std::uint64_t hash = HashWord(word);
    table->push_back(
        {.hash = hash,
         .word = {.month = month, .index = static_cast<std::uint8_t>(index), .needs_number = needs_number}});
  }
}

Table* BuildTable() {
  auto* table = new Table();
  for (std::size_t i = 0; i < std::size(kWeekdays); ++i) AddWords(kWeekdays[i], false, i % 7, table);
  for (std::size_t i = 0; i < std::size(kMonths); ++i) AddWords(kMonths[i], true, i % 12, table);
  // Of a word that stands for several, the first counts.
  std::stable_sort(table->begin(), table->end(), IsBefore);
  return table;
}

const Table& CalendarTable() {
  static const Table* const kTable = BuildTable();  // never destroyed: other threads may still read it at exit
  return *kTable;
}

}  // namespace

std::optional<CalendarWord> FindCalendarWord(std::uint64_t hash) {
  const Table& table = CalendarTable();
  const auto entry = std::lower_bound(table.begin(), table.end(), Entry{.hash = hash, .word = {}}, IsBefore);
  if (entry == table.end() || entry->hash != hash) return std::nullopt;
  return entry->word;
}

std::vector<std::uint64_t> CalendarHashes() {
  std::vector<std::uint64_t> hashes;
  for (const Entry& entry : CalendarTable()) hashes.push_back(entry.hash);
  return hashes;
}

}  // namespace copydesk
