// Records of agencies in JSON: IPTC ninjs, versions 1 and 2 (https://iptc.org/standards/ninjs/).
#ifndef COPYDESK_NINJS_H_
#define COPYDESK_NINJS_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "copydesk/document.h"

namespace copydesk {

// One record. Its text is `body_text`, else the first `body_…` or element of `bodies` that has text, where markup is
// kept as a page. `uri` is the id, `headline` the title, the first of `infosources` the source. `published` is
// `firstcreated`, `contentcreated` or `versioncreated`, `modified` is `versioncreated`. Statements are of `byline`,
// `by`, `copyrightholder`, `copyrightnotice`, `infosource`, `infosources` and `located`, of each at most 512 bytes; at
// most 32 of them, of StatementPlace::kRecord.
// Fields of another type than the standard has are left out. Linear. Errors: InvalidArgument for what is no JSON
// object, has no text or no `uri`, or is larger than 1 GiB.
[[nodiscard]] absl::StatusOr<Document> ParseNinjs(std::string_view json);

}  // namespace copydesk

#endif  // COPYDESK_NINJS_H_
