// What plans are computed from. The values, in plan_constants.cc, are written by bench/performance/plan_fit.py.
#ifndef COPYDESK_PLAN_PLAN_CONSTANTS_H_
#define COPYDESK_PLAN_PLAN_CONSTANTS_H_

namespace copydesk {

// base + documents · (document + byte · bytes of a text, on average).
struct PlanLine {
  double base = 0;
  double document = 0;
  double byte = 0;
};

struct ScanConstants {
  double measured_documents = 0;   // of the largest collection
  PlanLine processor;              // seconds, up to growth_from documents, all in memory
  double growth = 0;               // beyond it, times (documents / growth_from)^growth
  PlanLine memory;                 // bytes, without a bound
  PlanLine bounded;                // bytes that --memory does not bound
  double bounded_share = 0;        // of --memory, used where there is a bound
  PlanLine temporary;              // bytes of files, when documents do not fit in half of --memory
  double temporary_processor = 0;  // seconds a document in them
  double output = 0;               // bytes of result files a document
  double serial = 0;               // share of the processor time that one thread takes while others wait
};

struct StoreConstants {
  double measured_documents = 0;
  PlanLine bulk;              // processor seconds of copydesk add --bulk
  PlanLine bulk_memory;       // bytes, without a bound
  PlanLine bulk_bounded;      // bytes that --memory does not bound
  double bulk_share = 0;      // of --memory
  PlanLine bulk_temporary;    // bytes of files, when postings do not fit in a quarter of --memory
  PlanLine batches;           // processor seconds of copydesk add
  double batches_memory = 0;  // bytes
  double bulk_serial = 0;     // as ScanConstants::serial
  double batches_serial = 0;
  PlanLine records;         // bytes of documents, ids and contents
  PlanLine text;            // bytes of texts, compressed
  PlanLine signatures;      // bytes
  PlanLine bands;           // postings, for each band of a document
  PlanLine fingerprints;    // postings
  PlanLine terms;           // bytes
  double bucket = 0;        // bytes of a bucket of lists before its postings
  double batches_disk = 0;  // bytes of a store made in batches, before it is compacted, by those of one made at once
  PlanLine warm;            // seconds of half of all queries; document: of a stored one
  PlanLine cold;            // with the files put out of the page cache
  PlanLine added;           // after 50,000 documents were added
};

struct PlanConstants {
  const char* measured_on = "";  // machine and version
  double measured_bytes = 0;     // of the longest texts, on average
  double random_read = 0;        // seconds to read 4 KiB from anywhere on the disk
  double verified = 0;           // pairs that are compared, a document
  ScanConstants copies;
  ScanConstants stories;
  double story_vector = 0;  // processor seconds to make what a text needs for its stories again, for all of its pairs
  StoreConstants store;
};

extern const PlanConstants kPlanConstants;

}  // namespace copydesk

#endif  // COPYDESK_PLAN_PLAN_CONSTANTS_H_
