#include "dedup/run_description.h"

#include <sys/stat.h>

#include <cstdint>
#include <vector>

#include "copydesk/version.h"
#include "report/json_writer.h"

namespace copydesk {
namespace {

void Write(const char* key, const std::vector<std::string>& values, JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  for (const std::string& value : values) json->String(value);
  json->EndArray();
}

void Write(const char* key, double value, JsonWriter* json) {
  json->Key(key);
  json->Number(value);
}

void WriteText(const char* key, const std::string& value, JsonWriter* json) {
  json->Key(key);
  json->String(value);
}

void WriteRules(const RelationRules& rules, JsonWriter* json) {
  Write("shingle", rules.shingle, json);
  Write("run", rules.run, json);
  Write("near_jaccard", rules.near_jaccard, json);
  Write("near_share", rules.near_share, json);
  Write("contains_share", rules.contains_share, json);
  Write("min_shared", rules.min_shared, json);
  Write("min_own", rules.min_own, json);
  Write("min_own_alone", rules.min_own_alone, json);
  Write("short_tokens", rules.short_tokens, json);
  Write("short_near", rules.short_near, json);
  Write("short_contains", rules.short_contains, json);
}

void WriteOptions(const DedupOptions& options, JsonWriter* json) {
  Write("unit", static_cast<int>(options.unit), json);
  Write("keep", static_cast<int>(options.keep), json);
  WriteText("field", options.keep_field, json);
  Write("sources", options.keep_sources, json);
  Write("min_contained", options.min_contained, json);
  Write("min_passage", options.min_passage, json);
  Write("min_paragraph", options.min_paragraph, json);
  Write("annotate", options.annotate ? 1 : 0, json);
  WriteText("against", options.against, json);
  WriteText("contamination", options.contamination, json);
  Write("contamination_run", options.contamination_run, json);
  WriteText("removed", options.removed, json);
  WriteText("output", options.output, json);
  const ReaderOptions& reader = options.reader;
  Write("format", static_cast<int>(reader.format), json);
  for (const std::vector<std::string>* names :
       {&reader.fields.text, &reader.fields.id, &reader.fields.source, &reader.fields.published, &reader.fields.url}) {
    Write("names", *names, json);
  }
  Write("max_record", static_cast<double>(reader.max_record_bytes), json);
  const Options& detector = options.detector;
  WriteText("sketch", detector.sketch.Describe(), json);
  Write("recall", detector.recall, json);
  Write("posting_cap", static_cast<double>(detector.posting_cap), json);
  Write("bucket_cap", static_cast<double>(detector.bucket_cap), json);
  Write("copy_cap", static_cast<double>(detector.copy_cap), json);
  Write("model", static_cast<int>(detector.model), json);
  WriteText("model_store", detector.model_store, json);
  for (const Relation relation : detector.relations) WriteText("relation", std::string(RelationName(relation)), json);
  WriteRules(detector.rules, json);
}

}  // namespace

std::string DescribeRun(const DedupOptions& options, const ShardList& shards) {
  JsonWriter json;
  json.BeginObject();
  WriteText("version", std::string(Version()), &json);
  WriteOptions(options, &json);
  json.Key("files");
  json.BeginArray();
  for (const Shard& shard : shards.shards) {
    struct stat file = {};
    const bool known = ::stat(shard.input.c_str(), &file) == 0;
    json.BeginArray();
    json.String(shard.input);
    json.Count(known ? static_cast<std::uint64_t>(file.st_size) : 0);
    json.Count(known ? static_cast<std::uint64_t>(file.st_mtim.tv_sec) : 0);
    json.Count(known ? static_cast<std::uint64_t>(file.st_mtim.tv_nsec) : 0);
    json.EndArray();
  }
  json.EndArray();
  json.EndObject();
  return json.Take();
}

}  // namespace copydesk
