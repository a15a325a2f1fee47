// Written by bench/performance/measure.py --part plan; do not edit. What each is: plan_constants.h.
//
// Measured on collections of bench/corpus/large.py, documents and bytes of a text:
// 100,000 of 1,000
// 100,000 of 2,400
// 100,000 of 8,000
// 200,000 of 2,400
// 300,000 of 1,000
// 1,000,000 of 1,000
// 1,000,000 of 2,400
#include "plan/plan_constants.h"

namespace copydesk {

// clang-format off
constexpr PlanConstants kMeasured = {
    .measured_on = "AMD EPYC, 2 processors, 24 GiB of memory; copydesk 0.1.0",
    .measured_bytes = 7879,
    .random_read = 7.934e-05,
    .verified = 0.2715,
    .copies = {
        .measured_documents = 1000000,
        .processor = {.base = 0, .document = 4.867e-05, .byte = 1.504e-08},
        .growth = 0.06633,
        .memory = {.base = 1.883e+08, .document = 1445, .byte = 1.561},
        .bounded = {.base = 1.011e+08, .document = 226.9, .byte = 0},
        .bounded_share = 0.4536,
        .temporary = {.base = 0, .document = 981.4, .byte = 1.47},
        .temporary_processor = 1.436e-05,
        .output = 364.5,
        .serial = 0.29,
    },
    .stories = {
        .measured_documents = 300000,
        .processor = {.base = 0, .document = 0.0002715, .byte = 2.272e-08},
        .growth = 0.7449,
        .memory = {.base = 1.883e+08, .document = 5251, .byte = 1.561},
        .bounded = {.base = 1.011e+08, .document = 1097, .byte = 0},
        .bounded_share = 0.7036,
        .temporary = {.base = 0, .document = 2261, .byte = 1.47},
        .temporary_processor = 1.436e-05,
        .output = 462.9,
        .serial = 0.1324,
    },
    .story_vector = 0.001832,
    .store = {
        .measured_documents = 1000000,
        .bulk = {.base = 0, .document = 8.821e-05, .byte = 1.7e-08},
        .bulk_memory = {.base = 1.177e+08, .document = 1687, .byte = 0.3578},
        .bulk_bounded = {.base = 122431872, .document = 100, .byte = 0},
        .bulk_share = 0.25,
        .bulk_temporary = {.base = 0, .document = 1105, .byte = 0.263},
        .batches = {.base = 0, .document = 7.219e-05, .byte = 7.018e-08},
        .batches_memory = 292417536,
        .bulk_serial = 0.1192,
        .batches_serial = 0,
        .records = {.base = 0, .document = 176.7, .byte = 0.000176},
        .text = {.base = 0, .document = 116.4, .byte = 0.5152},
        .signatures = {.base = 0, .document = 1009, .byte = 0.1928},
        .bands = {.base = 0, .document = 0.9613, .byte = 0},
        .fingerprints = {.base = 0, .document = 0, .byte = 0.01656},
        .terms = {.base = 0, .document = 182.3, .byte = 0.0005967},
        .bucket = 14,
        .batches_disk = 1.1,
        .warm = {.base = 0.0007733, .document = 3.737e-10, .byte = 0},
        .cold = {.base = 0.01021, .document = 3.203e-09, .byte = 0},
        .added = {.base = 0.00221, .document = 9.928e-09, .byte = 0},
    },
};
// clang-format on

const PlanConstants kPlanConstants = kMeasured;

}  // namespace copydesk
