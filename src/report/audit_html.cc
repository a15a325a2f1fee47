#include "copydesk/audit_html.h"
namespace copydesk {
absl::StatusOr<std::string> WriteAuditHtml(const AuditHtml& /*report*/) { return std::string("<!DOCTYPE html>\n"); }
}  // namespace copydesk
