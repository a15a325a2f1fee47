// The names that results use for stored documents.
#ifndef COPYDESK_MATCH_NAMING_H_
#define COPYDESK_MATCH_NAMING_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "copydesk/store.h"

namespace copydesk {

// The document's id. Where several texts were added under one id, the first in content-hash order (of equal contents,
// in the order of their bytes) has the id and the others "id#2", "id#3" ..., with as many more "#" at the end as it
// takes to differ from every id of the store; so names do not depend on the order of adding. (Only where texts are not
// kept, equal contents are named in the order of adding.)
[[nodiscard]] absl::StatusOr<std::string> DocumentName(const Store& store, DocumentNumber number);

// The document of that name. NotFound when there is none.
[[nodiscard]] absl::StatusOr<DocumentNumber> FindByName(const Store& store, std::string_view name);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_NAMING_H_
