# Every dependency, found and never downloaded. copydesk_dependencies carries the ones that only the library's own
# sources see.
find_package(Threads REQUIRED)
find_package(absl CONFIG REQUIRED)
find_package(ICU 66 REQUIRED COMPONENTS uc i18n)
find_package(simdjson CONFIG REQUIRED)
find_package(hwy CONFIG REQUIRED)
find_package(ZLIB REQUIRED)
find_package(LibXml2 REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(libxxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(libzstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(libbrotlidec REQUIRED IMPORTED_TARGET libbrotlidec)

add_library(copydesk_dependencies INTERFACE)
target_link_libraries(copydesk_dependencies INTERFACE
  Threads::Threads absl::flat_hash_map absl::flat_hash_set absl::str_format ICU::uc ICU::i18n simdjson::simdjson
  hwy::hwy hwy::hwy_contrib ZLIB::ZLIB LibXml2::LibXml2 nlohmann_json::nlohmann_json PkgConfig::libxxhash PkgConfig::libzstd
  PkgConfig::libbrotlidec)

if(COPYDESK_WITH_ROCKSDB)
  find_package(RocksDB CONFIG REQUIRED)
  target_link_libraries(copydesk_dependencies INTERFACE RocksDB::rocksdb-shared)
  target_compile_definitions(copydesk_dependencies INTERFACE COPYDESK_WITH_ROCKSDB=1)
endif()

if(COPYDESK_BUILD_TOOLS)
  find_package(CLI11 CONFIG REQUIRED)
  if(NOT COPYDESK_SANITIZE)  # sanitizers have an allocator of their own
    pkg_check_modules(libtcmalloc_minimal REQUIRED IMPORTED_TARGET libtcmalloc_minimal)
  endif()
endif()
if(COPYDESK_BUILD_TESTS)
  find_package(GTest CONFIG REQUIRED)
endif()
if(COPYDESK_BUILD_BENCHMARKS)
  find_package(benchmark CONFIG REQUIRED)
endif()
